package gradus.explain.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.Key;
import gradus.explain.chart.Chart;
import gradus.explain.chart.Figure;
import gradus.explain.chart.Mark;
import gradus.explain.chart.Markup;
import gradus.explain.chart.Point;
import gradus.nn.activation.Activation;
import gradus.nn.data.Table;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.train.TableRun;
import gradus.nn.train.Training;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Plots of networks that were trained, on classes that lie left and right, and on a number that is a straight line.
class TrainedPlotsTest {
    private static Table sides;
    private static Table numbers;
    private static TableRun classes;
    private static TableRun line;

    @BeforeAll
    static void train() {
        List<List<String>> rows = new ArrayList<>();
        List<List<String>> measured = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            double x = Math.sin(i * 1.7) + (i % 2 == 0 ? -1.5 : 1.5);
            double y = Math.cos(i * 2.3);
            rows.add(List.of(Double.toString(x), Double.toString(y), i % 2 == 0 ? "left" : "right"));
            measured.add(List.of(Double.toString(x), i % 3 == 0 ? "p" : "q", Double.toString(3 * x + 1)));
        }
        sides = Table.of(List.of("x", "y", "side"), rows);
        numbers = Table.of(List.of("x", "kind", "z"), measured);
        classes = Training.of(
                        Networks.mlp(8).activation(Activation.TANH),
                        sides.target("side").split(0.7, 0.3, 0, Key.of(1)))
                .optimizer(Adam.of(0.03))
                .epochs(15)
                .fit();
        line = Training.of(Networks.mlp(16), numbers.target("z").split(0.7, 0.3, 0, Key.of(1)))
                .optimizer(Adam.of(0.03))
                .epochs(60)
                .fit();
    }

    @Test
    void losses_are_those_of_the_epochs_with_the_best_one_marked() throws Exception {
        Figure figure = LossPlot.of(classes.run());
        Chart chart = (Chart) figure.panels().getFirst();
        Mark.Line training = (Mark.Line) chart.marks().stream()
                .filter(mark -> mark instanceof Mark.Line found && found.name().equals("training"))
                .findFirst()
                .orElseThrow();
        assertThat(training.points()).hasSize(classes.run().history().size());
        assertThat(training.points().getFirst())
                .isEqualTo(new Point(1, classes.run().history().getFirst().trainingLoss()));
        assertThat(Markup.of(figure).words())
                .contains("best epoch " + classes.run().bestEpoch(), "training", "validation", "gap", "epoch");
        assertThat(figure.description())
                .contains("the gap ", "It ended because " + classes.run().reason());
        assertThat(LossPlot.of(List.of(), 0, "").description()).isEqualTo("No epoch was finished.");
    }

    @Test
    void the_border_between_two_classes_lies_between_them() throws Exception {
        Figure figure = TablePlot.of(classes.model(), sides, "x", "y");
        Chart chart = (Chart) figure.panels().getFirst();
        Mark.Border border = (Mark.Border) chart.marks().stream()
                .filter(Mark.Border.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(border.points())
                .filteredOn(Point::isFinite)
                .isNotEmpty()
                .allSatisfy(point -> assertThat(point.x()).isBetween(-1.0, 1.0));
        List<Mark.Words> names = chart.marks().stream()
                .filter(Mark.Words.class::isInstance)
                .map(Mark.Words.class::cast)
                .toList();
        assertThat(names).extracting(Mark.Words::words).containsExactly("left", "right");
        assertThat(names.get(0).at().x()).isLessThan(0);
        assertThat(names.get(1).at().x()).isGreaterThan(0);
        Markup markup = Markup.of(figure);
        assertThat(markup.find("//svg[@class='area']/path[starts-with(@class,'mark')]"))
                .hasSize(120);
    }

    @Test
    void a_fit_is_what_the_model_says_and_other_columns_are_named() {
        Figure figure = TablePlot.of(line.model(), numbers, "x");
        Chart chart = (Chart) figure.panels().getFirst();
        Mark.Line fit = (Mark.Line) chart.marks().getLast();
        assertThat(figure.description()).endsWith("other columns have their usual value: kind = q.");
        List<Point> middle =
                fit.points().stream().filter(point -> Math.abs(point.x()) < 2).toList();
        assertThat(middle)
                .isNotEmpty()
                .allSatisfy(point -> assertThat(point.y()).isBetween(3 * point.x() + 1 - 2, 3 * point.x() + 1 + 2));
    }

    @Test
    void probabilities_of_classes_over_one_column_add_up_to_one() {
        Chart chart = (Chart) TablePlot.of(classes.model(), sides, "x").panels().getFirst();
        Mark.Line left = (Mark.Line) chart.marks().get(0);
        Mark.Line right = (Mark.Line) chart.marks().get(1);
        for (int i = 0; i < left.points().size(); i++) {
            assertThat(left.points().get(i).y() + right.points().get(i).y()).isBetween(0.999, 1.001);
        }
        assertThat(left.points().getFirst().y()).isGreaterThan(0.9);
        assertThat(right.points().getLast().y()).isGreaterThan(0.9);
    }

    @Test
    void a_confusion_plot_counts_the_rows_of_a_table() throws Exception {
        assertThat(Markup.of(ConfusionPlot.of(classes.model(), sides)).words()).contains("left", "right", "100 %");
        assertThatThrownBy(() -> ConfusionPlot.of(line.model(), numbers)).hasMessageContaining("the number 'z'");
    }

    @Test
    void columns_that_cannot_be_plotted_are_refused_in_words() {
        assertThatThrownBy(() -> TablePlot.of(classes.model(), sides, "z")).hasMessageContaining("x, y; got 'z'");
        assertThatThrownBy(() -> TablePlot.of(classes.model(), sides, "x", "x")).hasMessageContaining("'x' twice");
        assertThatThrownBy(() -> TablePlot.of(line.model(), numbers, "kind"))
                .hasMessageContaining("'kind' holds other texts");
    }
}
