package gradus.cli;

import gradus.cli.config.ImageFilesNamed;
import gradus.cli.run.JsonLine;
import gradus.cli.run.Screen;
import gradus.io.file.AtomicFile;
import gradus.io.file.FileProblem;
import gradus.io.image.ImageGrid;
import gradus.nn.data.EncodedTable;
import gradus.nn.data.Features;
import gradus.nn.data.Table;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageSize;
import gradus.nn.train.AnomalyScore;
import gradus.nn.train.HeldOutErrors;
import gradus.nn.train.ReconstructionModel;
import gradus.nn.train.RowReconstruction;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The scores of an autoencoder and what came back, as comma-separated text or JSON, and as pictures.
///
/// @param screen where they go
/// @param model the model
/// @param out the file of the text, if it is not standard output
record ReconstructionPredictions(Screen screen, ReconstructionModel model, Optional<Path> out) {
    private static final int CHUNK = 256;

    /// Writes what came back of rows.
    ///
    /// @param bare whether the columns of the table are left out
    int rows(Features features, Table table, boolean bare) {
        EncodedTable encoded = features.encode(table);
        encoded.notes().forEach(screen::remark);
        List<RowReconstruction> back = model.reconstruct(encoded);
        remark(back.stream().map(RowReconstruction::score).toList(), "row");
        if (screen.mode() == Screen.Mode.JSON && out.isEmpty()) {
            for (int row = 0; row < back.size(); row++) {
                RowReconstruction one = back.get(row);
                screen.tell(scored(JsonLine.of("prediction").put("row", row + 1), one.score())
                        .put("worst", one.worstColumn())
                        .texts("reconstructed", one.cells()));
            }
            return 0;
        }
        return write(back.size(), stream -> rows(stream, table, bare ? List.of() : table.columnNames(), back));
    }

    private static void rows(OutputStream stream, Table table, List<String> columns, List<RowReconstruction> back)
            throws IOException {
        StringBuilder text = new StringBuilder();
        List<String> header = new ArrayList<>(columns);
        for (String name : List.of("anomaly score", "share below", "worst column")) {
            header.add(PredictCommand.free(name, header));
        }
        if (!back.isEmpty()) {
            back.getFirst()
                    .cells()
                    .keySet()
                    .forEach(column -> header.add(PredictCommand.free("reconstructed " + column, header)));
        }
        Csv.line(text, header);
        for (int row = 0; row < back.size(); row++) {
            RowReconstruction one = back.get(row);
            List<String> cells = new ArrayList<>();
            for (String column : columns) {
                cells.add(table.cell(row, column).orElse(""));
            }
            addScore(one.score(), cells);
            cells.add(one.worstColumn());
            cells.addAll(one.cells().values());
            Csv.line(text, cells);
            if (text.length() > Csv.CHUNK) {
                stream.write(text.toString().getBytes(StandardCharsets.UTF_8));
                text.setLength(0);
            }
        }
        stream.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Writes the scores of pictures, and with a folder each picture beside what came back of it.
    int pictures(ImageSize size, Path file, Optional<Path> folder) {
        ImageFilesNamed.Named named = ImageFilesNamed.named(file, size);
        ImageDataset images = named.unlabelled();
        Optional<List<Path>> files = folder.map(into -> newFiles(named.names(), into));
        List<AnomalyScore> scores = model.score(images);
        remark(scores, "picture");
        List<String> drawn =
                folder.map(into -> draw(images, into, files.orElseThrow())).orElse(List.of());
        if (screen.mode() == Screen.Mode.JSON && out.isEmpty()) {
            for (int i = 0; i < scores.size(); i++) {
                JsonLine line =
                        JsonLine.of("prediction").put("file", named.names().get(i));
                scored(line, scores.get(i));
                screen.tell(drawn.isEmpty() ? line : line.put("reconstruction", drawn.get(i)));
            }
            return 0;
        }
        return write(scores.size(), stream -> {
            StringBuilder text = new StringBuilder();
            List<String> header = new ArrayList<>(List.of("file", "anomaly score", "share below"));
            if (!drawn.isEmpty()) {
                header.add("reconstruction");
            }
            Csv.line(text, header);
            for (int i = 0; i < scores.size(); i++) {
                List<String> cells = new ArrayList<>(List.of(named.names().get(i)));
                addScore(scores.get(i), cells);
                if (!drawn.isEmpty()) {
                    cells.add(drawn.get(i));
                }
                Csv.line(text, cells);
            }
            stream.write(text.toString().getBytes(StandardCharsets.UTF_8));
        });
    }

    /// Draws each picture beside what came back of it, and gives the files.
    private List<String> draw(ImageDataset images, Path folder, List<Path> files) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw FileProblem.writing(folder, e);
        }
        for (int first = 0; first < images.size(); first += CHUNK) {
            ImageDataset given = images.range(first, Math.min(images.size(), first + CHUNK));
            ImageDataset back = model.reconstruct(given);
            for (int i = 0; i < given.size(); i++) {
                ImageGrid.of(2).add(given.rows(i)).add(back.rows(i)).write(files.get(first + i));
            }
        }
        screen.say(folder + ": " + files.size() + " pictures, each beside its reconstruction");
        return files.stream().map(Path::toString).toList();
    }

    /// Gives files that are not there yet: no picture is overwritten, least of all one that was given.
    private static List<Path> newFiles(List<String> names, Path folder) {
        List<Path> files = files(names, folder);
        List<Path> there = files.stream().filter(Files::exists).toList();
        if (!there.isEmpty()) {
            throw new IllegalArgumentException("--reconstructions: no file is overwritten, but " + there.getFirst()
                    + " is already there" + (there.size() > 1 ? ", and " + (there.size() - 1) + " more" : "")
                    + "; give another folder");
        }
        return files;
    }

    /// Pictures keep their names; where two are alike, all get numbers.
    private static List<Path> files(List<String> names, Path folder) {
        List<String> plain = names.stream()
                .map(name -> String.valueOf(Path.of(name).getFileName()).replaceFirst("\\.[^.]*$", ""))
                .toList();
        boolean unlike = plain.stream().distinct().count() == plain.size();
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            files.add(folder.resolve((unlike ? "" : i + 1 + "-") + plain.get(i) + ".png"));
        }
        return files;
    }

    private int write(int count, AtomicFile.Content content) {
        if (out.isPresent()) {
            AtomicFile.write(out.get(), content);
            screen.say(out.get() + ": " + count + " anomaly scores");
            screen.tell(
                    JsonLine.of("predictions").put("file", out.get().toString()).put("rows", count));
        } else {
            Csv.print(screen, content);
        }
        return 0;
    }

    private static JsonLine scored(JsonLine line, AnomalyScore score) {
        return line.put("score", score.error()).put("share", score.share());
    }

    private static void addScore(AnomalyScore score, List<String> cells) {
        cells.add(Float.toString((float) score.error()));
        cells.add(String.format(Locale.ROOT, "%.4f", score.share()));
    }

    private void remark(List<AnomalyScore> scores, String what) {
        long beyond = scores.stream().filter(AnomalyScore::isBeyond).count();
        if (beyond == 0) {
            return;
        }
        int worst = 0;
        for (int i = 0; i < scores.size(); i++) {
            worst = scores.get(i).error() > scores.get(worst).error() ? i : worst;
        }
        HeldOutErrors heldOut = model.heldOut();
        screen.remark(beyond + " " + what + (beyond == 1 ? " has" : "s have") + " an error as large as the largest of "
                + heldOut.samples() + " " + heldOut.origin().words() + " ones or larger, the worst " + what + " "
                + (worst + 1));
    }
}
