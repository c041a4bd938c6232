package gradus.cli.run;

import gradus.cli.config.ImagePreparation;
import gradus.cli.config.Preparation;
import gradus.cli.config.ReconstructionPreparation;
import gradus.cli.config.SeriesPreparation;
import gradus.cli.config.TablePreparation;
import gradus.cli.config.TextPreparation;
import gradus.core.type.Shape;
import gradus.explain.chart.Figure;
import gradus.explain.plot.ConfusionPlot;
import gradus.explain.plot.FilterPlot;
import gradus.explain.plot.HistoryPlot;
import gradus.explain.plot.LayerMoment;
import gradus.explain.plot.ProbabilityPlot;
import gradus.explain.plot.RunPage;
import gradus.explain.plot.SchedulePlot;
import gradus.explain.plot.TablePlot;
import gradus.explain.plot.WeightPlot;
import gradus.io.file.AtomicFile;
import gradus.io.file.FileProblem;
import gradus.nn.data.ColumnType;
import gradus.nn.data.Table;
import gradus.nn.data.TableSplit;
import gradus.nn.data.TargetEncoder;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageSplit;
import gradus.nn.optim.PathPattern;
import gradus.nn.summary.Summary;
import gradus.nn.train.ImageModel;
import gradus.nn.train.Model;
import gradus.nn.train.Provenance;
import gradus.nn.train.TableModel;
import gradus.nn.train.TrainingLength;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The page about a run: how it went, what the doctor found, what was measured, what the model answers,
/// what the network is like, and where all came from.
///
/// @param folder the run
/// @param model what came of it
/// @param prepared the training with its data; empty if the data are no longer there
public record RunReport(RunFolder folder, Model model, Optional<Preparation> prepared) {
    private static final int MOST_IMAGES = 2000;

    /// Writes the page, whole or not at all.
    ///
    /// @throws java.io.UncheckedIOException if it cannot be written
    public void write(Path file) {
        AtomicFile.write(file, page().html().getBytes(StandardCharsets.UTF_8));
    }

    /// Gives the page.
    RunPage page() {
        RunHistory history = RunHistory.read(folder);
        List<RunPage.Section> sections = new ArrayList<>();
        List<Figure> course = new ArrayList<>(List.of(history.losses()));
        prepared.ifPresent(known -> course.add(SchedulePlot.of(
                known.training().optimizer().schedule(),
                Math.max(1, TrainingLength.of(known.training()).steps()))));
        sections.add(new RunPage.Plots("Course", course));
        sections.add(doctor(history));
        sections.add(metrics());
        List<Figure> answers = prepared.map(this::answers).orElse(List.of());
        if (!answers.isEmpty()) {
            sections.add(new RunPage.Plots("Answers", answers));
        }
        sections.add(new RunPage.Plots("Weights", weights(history)));
        Summary summary = Summary.of(model.network(), Shape.of(1).append(model.sample()));
        sections.add(new RunPage.Lines("Network", summary.toString()));
        sections.add(origin(history));
        sections.add(new RunPage.Lines("Configuration", configuration()));
        return new RunPage("Run " + folder.path().getFileName(), sections);
    }

    private List<Figure> weights(RunHistory history) {
        List<Figure> figures = new ArrayList<>();
        if (history.hasMoments()) {
            List<LayerMoment> moments = history.moments(new PathPattern("**"));
            figures.add(HistoryPlot.weights(moments));
            figures.add(HistoryPlot.gradients(moments));
            figures.add(HistoryPlot.ratios(moments));
        } else {
            figures.add(WeightPlot.of(model.network()));
        }
        if (!FilterPlot.layers(model.network()).isEmpty()) {
            figures.add(FilterPlot.of(model.network(), "", FilterPlot.MOST));
        }
        return figures;
    }

    private List<Figure> answers(Preparation known) {
        return switch (known) {
            case TablePreparation table when model instanceof TableModel rows -> answers(rows, table.split());
            case ImagePreparation images when model instanceof ImageModel pictures -> answers(pictures, images.split());
            case TablePreparation _,
                    ImagePreparation _,
                    TextPreparation _,
                    SeriesPreparation _,
                    ReconstructionPreparation _ -> List.of();
        };
    }

    private static List<Figure> answers(TableModel rows, TableSplit split) {
        Judges<Table> judges = judges(split);
        List<Figure> figures = new ArrayList<>();
        if (rows.preprocessing().target() instanceof TargetEncoder.Classes) {
            figures.add(judges.named(ConfusionPlot.of(rows, judges.data())));
            ProbabilityPlot.of(rows, judges.data()).forEach(figure -> figures.add(judges.named(figure)));
        }
        List<String> columns = rows.preprocessing().columns();
        boolean numbers = split.train().profile().columns().stream()
                .filter(column -> columns.contains(column.name()))
                .allMatch(column ->
                        column.type() == ColumnType.NUMBER && TablePlot.canBeAxis(judges.data(), column.name()));
        if (numbers && columns.size() == 1) {
            figures.add(judges.named(TablePlot.of(rows, judges.data(), columns.getFirst())));
        } else if (numbers && columns.size() == 2) {
            figures.add(judges.named(TablePlot.of(rows, judges.data(), columns.get(0), columns.get(1))));
        }
        return figures;
    }

    private static List<Figure> answers(ImageModel pictures, ImageSplit split) {
        List<Figure> figures = new ArrayList<>();
        judges(split).ifPresent(judges -> {
            figures.add(judges.named(ConfusionPlot.of(pictures, judges.data())));
            ProbabilityPlot.of(pictures, judges.data()).forEach(figure -> figures.add(judges.named(figure)));
        });
        return figures;
    }

    private static Judges<Table> judges(TableSplit split) {
        return split.test().rowCount() > 0
                ? new Judges<>("test rows", split.test())
                : split.validation().rowCount() > 0
                        ? new Judges<>("validation rows", split.validation())
                        : new Judges<>("training rows", split.train().table());
    }

    private static Optional<Judges<ImageDataset>> judges(ImageSplit split) {
        ImageDataset held = split.test().size() > 0 ? split.test() : split.validation();
        if (held.size() == 0) {
            return Optional.empty();
        }
        String name = split.test().size() > 0 ? "test images" : "validation images";
        boolean many = held.size() > MOST_IMAGES;
        return Optional.of(new Judges<>(
                many ? "the first " + MOST_IMAGES + " " + name : name, many ? held.first(MOST_IMAGES) : held));
    }

    /// The data that answers are judged by.
    ///
    /// @param name which they are
    /// @param data the data
    private record Judges<T>(String name, T data) {
        Figure named(Figure figure) {
            return new Figure(figure.title() + ", " + name, figure.description(), figure.columns(), figure.panels());
        }
    }

    private static RunPage.Section doctor(RunHistory history) {
        List<List<String>> rows = history.findings().stream()
                .map(told -> List.of(told.id(), told.severity(), told.place(), told.evidence(), told.cure()))
                .toList();
        String note = history.examined().isEmpty()
                ? "The doctor was not asked, for the run has not come to an end."
                : (rows.isEmpty() ? "No finding. Examined in a moment: " : "Examined in a moment: ")
                        + String.join(", ", history.examined()) + ".";
        return new RunPage.Table("Doctor", note, List.of("finding", "severity", "place", "evidence", "cure"), rows);
    }

    /// What was measured when training ended, and what of it can be told whole.
    private RunPage.Section metrics() {
        List<String> parts = new ArrayList<>();
        prepared.flatMap(this::measured).ifPresent(parts::add);
        model.provenance().outcome().forEach((name, value) -> parts.add(name + ": " + value));
        return new RunPage.Lines("Metrics", String.join("\n", parts));
    }

    private Optional<String> measured(Preparation known) {
        return switch (known) {
            case TablePreparation table
            when model instanceof TableModel rows -> {
                Judges<Table> judges = judges(table.split());
                yield Optional.of(judges.name() + "\n" + rows.evaluate(judges.data()) + "\n");
            }
            case ImagePreparation images
            when model instanceof ImageModel pictures ->
                judges(images.split()).map(judges -> judges.name() + "\n" + pictures.evaluate(judges.data()) + "\n");
            case TablePreparation _,
                    ImagePreparation _,
                    TextPreparation _,
                    SeriesPreparation _,
                    ReconstructionPreparation _ -> Optional.empty();
        };
    }

    private RunPage.Section origin(RunHistory history) {
        Provenance origin = model.provenance();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("version", "Gradus " + origin.version()));
        rows.add(List.of("ran on", history.backend()));
        rows.add(List.of("data", origin.source()));
        rows.add(List.of("training data, SHA-256", origin.dataHash()));
        origin.settings().forEach((name, value) -> rows.add(List.of(name, value)));
        return new RunPage.Table("Origin", history.end(), List.of("what", "value"), rows);
    }

    private String configuration() {
        try {
            return Files.readString(folder.config());
        } catch (IOException e) {
            throw FileProblem.reading(folder.config(), e);
        }
    }
}
