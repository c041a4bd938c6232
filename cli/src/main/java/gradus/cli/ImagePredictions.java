package gradus.cli;

import gradus.cli.config.ImageFilesNamed;
import gradus.cli.run.JsonLine;
import gradus.cli.run.Screen;
import gradus.io.file.AtomicFile;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.train.ImageModel;
import gradus.nn.train.Prediction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Answers of a model for pictures, as comma-separated text or JSON.
///
/// @param screen where they go
/// @param model the model
/// @param file the picture, folder or IDX file
/// @param all whether the probability of each class is written
/// @param distance whether it is written how unlike the training pictures each is
record ImagePredictions(Screen screen, ImageModel model, Path file, boolean all, boolean distance) {
    int write(Optional<Path> out) {
        ImageFilesNamed.Named named = ImageFilesNamed.named(file, model.input().size());
        int[] none = new int[named.names().size()];
        List<Prediction.OfClass> answers = model.predict(
                ImageDataset.of(named.images(), none, model.input().labels()));
        FarRows.remark(answers, "picture", named.names()::get).ifPresent(screen::remark);
        if (out.isPresent()) {
            byte[] text = text(named.names(), answers).getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(out.get(), text);
            screen.say(out.get() + ": " + answers.size() + " predictions");
            screen.tell(
                    JsonLine.of("predictions").put("file", out.get().toString()).put("rows", answers.size()));
        } else if (screen.mode() == Screen.Mode.JSON) {
            for (int i = 0; i < answers.size(); i++) {
                Prediction.OfClass answer = answers.get(i);
                JsonLine line = JsonLine.of("prediction")
                        .put("file", named.names().get(i))
                        .put("prediction", answer.label())
                        .put("probability", answer.confidence());
                if (distance) {
                    line.put(FarRows.DISTANCE, FarRows.known(answer).distance());
                }
                screen.tell(all ? line.put("probabilities", answer.probabilities()) : line);
            }
        } else {
            Csv.print(
                    screen, stream -> stream.write(text(named.names(), answers).getBytes(StandardCharsets.UTF_8)));
        }
        return 0;
    }

    private String text(List<String> names, List<Prediction.OfClass> answers) {
        StringBuilder text = new StringBuilder();
        List<String> header = new ArrayList<>(List.of("file", "prediction", "probability"));
        if (all) {
            model.input().labels().forEach(label -> header.add("probability of " + label));
        }
        if (distance) {
            header.add(FarRows.DISTANCE);
        }
        Csv.line(text, header);
        for (int i = 0; i < answers.size(); i++) {
            Prediction.OfClass answer = answers.get(i);
            List<String> cells = new ArrayList<>(
                    List.of(names.get(i), answer.label(), PredictCommand.probability(answer.confidence())));
            if (all) {
                answer.probabilities().values().forEach(value -> cells.add(PredictCommand.probability(value)));
            }
            if (distance) {
                cells.add(FarRows.cell(FarRows.known(answer)));
            }
            Csv.line(text, cells);
        }
        return text.toString();
    }
}
