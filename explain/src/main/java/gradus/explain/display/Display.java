package gradus.explain.display;

import gradus.core.tensor.Tensor;
import gradus.explain.Explain;
import gradus.explain.chart.Figure;
import gradus.explain.doctor.Diagnosis;
import gradus.explain.document.Explanation;
import gradus.explain.plot.ConfusionPlot;
import gradus.explain.plot.LossPlot;
import gradus.explain.plot.RunPage;
import gradus.explain.plot.RunPage.Lines;
import gradus.explain.plot.RunPage.Plots;
import gradus.explain.plot.RunPage.Section;
import gradus.explain.render.Render;
import gradus.explain.render.TextStyle;
import gradus.nn.data.Table;
import gradus.nn.data.TableProfile;
import gradus.nn.layer.Layer;
import gradus.nn.metric.ClassificationReport;
import gradus.nn.metric.ConfusionMatrix;
import gradus.nn.metric.RegressionReport;
import gradus.nn.summary.Summary;
import gradus.nn.train.Evaluation;
import gradus.nn.train.ModelRun;
import gradus.nn.train.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Values as people want to see them in a shell (`gradus jshell`) or a notebook: tensors and tables as tables, cut in
/// the middle, runs as curves with their metrics, confusion matrices as squares, networks layer by layer, explanations
/// and diagnoses as their text, figures as SVG. Anything else is shown by its `toString`.
///
/// {@snippet file="PlotSnippets.java" region="Display"}
public final class Display {
    private Display() {}

    /// Gives a value as text; of a figure its title and description.
    public static String text(Object value) {
        StringBuilder text = new StringBuilder();
        for (Section section : sections(value)) {
            text.append(SectionText.of(section)).append('\n');
        }
        return text.toString().strip();
    }

    /// Gives a value as HTML to put into a page: it stands for itself, has no script, and all text in it is
    /// escaped.
    public static String html(Object value) {
        StringBuilder html = new StringBuilder("<div class=\"gradus\">\n");
        for (Section section : sections(value)) {
            if (!section.heading().isEmpty()) {
                html.append("<p><b>").append(RunPage.escaped(section.heading())).append("</b></p>\n");
            }
            html.append(section.html());
        }
        return html.append("</div>\n").toString();
    }

    private static List<Section> sections(Object value) {
        return switch (value) {
            case Tensor tensor -> List.of(Tables.of(tensor));
            case Table table -> List.of(Tables.of(table));
            case TableProfile profile -> List.of(Tables.of(profile));
            case ConfusionMatrix matrix -> List.of(plot(ConfusionPlot.of(matrix)), Tables.of(matrix));
            case ClassificationReport report -> report(report);
            case RegressionReport report -> List.of(Tables.of("", report.values()));
            case Evaluation measured ->
                List.of(Tables.of("Metrics of " + measured.rows() + " samples", measured.values()));
            case Run<?> run -> List.of(plot(LossPlot.of(run)), new Lines("", run.report()));
            case ModelRun run -> run(run);
            case Summary summary -> List.of(Tables.of(summary), new Lines("", Tables.notes(summary)));
            case Layer network -> List.of(Tables.of(network));
            case Explain step -> sections(step.explanation());
            case Explanation step -> List.of(new Lines("", Render.text(step, TextStyle.plain())));
            case Diagnosis diagnosis -> List.of(Tables.of(diagnosis));
            case Figure figure -> List.of(plot(figure));
            default -> List.of(new Lines("", value.toString()));
        };
    }

    private static List<Section> report(ClassificationReport report) {
        List<Section> sections = new ArrayList<>(sections(report.confusion()));
        sections.add(Tables.of("", report.values()));
        return sections;
    }

    private static List<Section> run(ModelRun run) {
        List<Section> sections = new ArrayList<>(sections(run.run()));
        run.validation().ifPresent(measured -> sections.add(metrics("Validation", measured.values())));
        run.test().ifPresent(measured -> sections.add(metrics("Test", measured.values())));
        return sections;
    }

    private static Section metrics(String heading, Map<String, Double> values) {
        return Tables.of(heading, values);
    }

    private static Section plot(Figure figure) {
        return new Plots("", List.of(figure));
    }
}
