package gradus.explain.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.explain.chart.Chart;
import gradus.explain.chart.Figure;
import gradus.explain.chart.HeatMap;
import gradus.explain.chart.Mark;
import gradus.explain.chart.Markup;
import gradus.explain.chart.Pictures;
import gradus.explain.chart.Point;
import gradus.nn.activation.Activation;
import gradus.nn.attention.AttentionMask;
import gradus.nn.attention.MultiHeadAttention;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Context;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Prelu;
import gradus.nn.layer.Sequential;
import gradus.nn.metric.ConfusionMatrix;
import gradus.nn.optim.PathPattern;
import gradus.nn.optim.Schedule;
import gradus.nn.recurrent.LastStep;
import gradus.nn.recurrent.Lstm;
import gradus.nn.recurrent.RecurrentResult;
import gradus.nn.spatial.Conv;
import gradus.nn.train.RateSearch;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PlotsTest {
    private static final Offset<Double> NEAR = Offset.offset(1e-6);

    private static List<Activation> activations() {
        List<Activation> all = new ArrayList<>(List.of(Activation.Fixed.values()));
        all.addAll(List.of(
                Activation.LEAKY_RELU,
                Activation.ELU,
                Activation.CELU,
                Activation.SOFTPLUS,
                Activation.HARD_SIGMOID,
                Activation.HARD_TANH,
                new Activation.ThresholdedRelu(1)));
        return all;
    }

    private static List<Point> line(Figure figure, String name) {
        return ((Chart) figure.panels().getFirst())
                .marks().stream()
                        .filter(mark ->
                                mark instanceof Mark.Line line && line.name().equals(name))
                        .map(mark -> ((Mark.Line) mark).points())
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void every_activation_has_its_values_and_its_slopes_in_the_plot() throws Exception {
        assertThat(activations()).hasSize(26);
        for (Activation activation : activations()) {
            Figure figure = ActivationPlot.of(activation);
            assertThat(Markup.of(figure).find("//svg[@class='area']/path"))
                    .as(figure.title())
                    .hasSizeGreaterThanOrEqualTo(2);
            if (!activation.equals(Activation.SOFTMAX) && !activation.equals(Activation.LOG_SOFTMAX)) {
                Point value = line(figure, "f(x)").get(100);
                Point slope = line(figure, "f′(x)").get(100);
                assertThat(value.y()).as(figure.title()).isCloseTo(activation.value(value.x()), NEAR);
                assertThat(slope.y()).as(figure.title()).isCloseTo(activation.slope(slope.x()), NEAR);
            }
        }
    }

    @Test
    void softmax_is_plotted_over_a_row_of_two_and_a_learned_slope_is_that_of_the_layer() {
        Point point = line(ActivationPlot.of(Activation.SOFTMAX), "f(x)").get(300);
        assertThat(point.y()).isCloseTo(1 / (1 + Math.exp(-point.x())), NEAR);
        Point slope = line(ActivationPlot.of(Prelu.of(3)), "f′(x)").getFirst();
        assertThat(slope.y()).isEqualTo(0.25);
    }

    @Test
    void a_jump_of_a_derivative_interrupts_its_line_and_a_smooth_one_is_whole() {
        assertThat(line(ActivationPlot.of(Activation.RELU), "f′(x)"))
                .filteredOn(point -> !point.isFinite())
                .hasSize(1);
        assertThat(line(ActivationPlot.of(Activation.RELU), "f(x)")).allMatch(Point::isFinite);
        assertThat(line(ActivationPlot.of(Activation.GELU), "f′(x)")).allMatch(Point::isFinite);
        assertThatThrownBy(() -> ActivationPlot.of(Activation.RELU, 2, 2)).hasMessageContaining("to a larger one");
    }

    @Test
    void a_schedule_is_plotted_from_its_first_step_to_its_last() {
        Schedule schedule = Schedule.CosineDecay.of(0.1, 1000).withWarmUp(50);
        List<Point> points = line(SchedulePlot.of(schedule, 1050), "");
        assertThat(points.getFirst()).isEqualTo(new Point(0, schedule.at(0)));
        assertThat(points.getLast()).isEqualTo(new Point(1049, schedule.at(1049)));
        assertThat(line(SchedulePlot.of(schedule, 1), "")).containsExactly(new Point(0, schedule.at(0)));
        assertThat(SchedulePlot.of(schedule, 1050).description())
                .isEqualTo("The rate of each of 1050 updates: the first has 0.002, the highest is 0.1, the last "
                        + Words.number(schedule.at(1049)) + ".");
    }

    @Test
    void a_confusion_matrix_has_its_counts_and_shares_in_the_cells() throws Exception {
        int[] targets = {0, 0, 0, 0, 1, 1};
        int[] predictions = {0, 0, 0, 1, 1, 0};
        Markup markup =
                Markup.of(ConfusionPlot.of(ConfusionMatrix.of(List.of("no", "yes", "never"), targets, predictions)));
        assertThat(markup.words())
                .contains("3", "75 %", "1", "25 %", "50 %", "no", "yes", "true class", "share of row");
        assertThat(markup.find("/svg/desc").getFirst().getTextContent())
                .isEqualTo("4 of 6 samples right, 0.6667 of all. What is right lies on the diagonal.");
        assertThat(markup.find("//rect/title").stream().map(title -> title.getTextContent()))
                .contains("no, no: 0.75", "yes, no: 0.5", "never, no: NaN");
    }

    @Test
    void a_roc_curve_climbs_with_each_of_its_class_and_has_the_area_of_the_metric() {
        int[] targets = {0, 0, 1, 1};
        double[] probabilities = {0.9, 0.1, 0.6, 0.4, 0.65, 0.35, 0.2, 0.8};
        Figure figure = ProbabilityPlot.roc(List.of("no", "yes"), targets, probabilities);
        assertThat(line(figure, "yes"))
                .containsExactly(
                        new Point(0, 0), new Point(0, 0.5), new Point(0.5, 0.5), new Point(0.5, 1), new Point(1, 1));
        assertThat(figure.description()).contains("The area under it is 0.75.");
    }

    @Test
    void a_roc_curve_is_drawn_of_each_class_that_occurs_and_equal_probabilities_are_one_point() {
        int[] targets = {0, 1, 0, 1};
        double[] probabilities = {0.5, 0.3, 0.2, 0.5, 0.3, 0.2, 0.5, 0.3, 0.2, 0.5, 0.3, 0.2};
        Figure figure = ProbabilityPlot.roc(List.of("a", "b", "c"), targets, probabilities);
        assertThat(line(figure, "a")).containsExactly(new Point(0, 0), new Point(1, 1));
        Chart chart = (Chart) figure.panels().getFirst();
        assertThat(chart.marks()).hasSize(3); // the diagonal, a and b
    }

    @Test
    void answers_of_a_confidence_that_are_right_as_often_lie_on_the_diagonal() {
        int[] targets = {0, 0, 0, 1};
        double[] probabilities = {0.75, 0.25, 0.75, 0.25, 0.75, 0.25, 0.75, 0.25};
        Figure figure = ProbabilityPlot.calibration(targets, probabilities);
        assertThat(line(figure, "")).containsExactly(new Point(0.75, 0.75));
        assertThat(figure.description()).endsWith("is 0.");
    }

    @Test
    void gates_of_an_lstm_obey_its_equations() {
        Lstm lstm = Lstm.of(3, 4, Key.of(1));
        Tensor input = Tensor.normal(Key.of(2), 1, 6, 3);
        Figure figure =
                GatePlot.of(Sequential.of(lstm, new LastStep(), Linear.of(4, 2, Key.of(3))), input, List.of(), 0);
        assertThat(figure.panels()).hasSize(6);
        List<HeatMap> maps = figure.panels().stream().map(HeatMap.class::cast).toList();
        RecurrentResult run = lstm.run(input, lstm.start(1), Context.inference());
        for (int unit = 0; unit < 4; unit++) {
            for (int step = 0; step < 6; step++) {
                double before = step == 0 ? 0 : maps.get(4).values().at(unit, step - 1);
                double cell = maps.get(1).values().at(unit, step) * before
                        + maps.get(0).values().at(unit, step)
                                * maps.get(2).values().at(unit, step);
                assertThat(maps.get(4).values().at(unit, step)).isCloseTo(cell, NEAR);
                double hidden = maps.get(3).values().at(unit, step) * Math.tanh(cell);
                assertThat(maps.get(5).values().at(unit, step)).isCloseTo(hidden, NEAR);
                assertThat(run.output().get(0, step, unit)).isCloseTo(hidden, NEAR);
            }
        }
        assertThatThrownBy(() -> GatePlot.of(lstm, input, List.of(), 1)).hasMessageContaining("1 recurrent layer ");
    }

    @Test
    void attention_maps_are_the_weights_of_the_layer() {
        MultiHeadAttention attention = MultiHeadAttention.of(8, 2, Key.of(1));
        Tensor input = Tensor.normal(Key.of(2), 1, 5, 8);
        Tensor weights = attention.weights(input, input, AttentionMask.NONE);
        Figure figure = AttentionPlot.of(attention, input, List.of("a", "b", "c", "d", "e"), 0);
        for (int head = 0; head < 2; head++) {
            HeatMap map = (HeatMap) figure.panels().get(head);
            assertThat(map.rows().names()).containsExactly("a", "b", "c", "d", "e");
            for (int query = 0; query < 5; query++) {
                double sum = 0;
                for (int key = 0; key < 5; key++) {
                    assertThat(map.values().at(query, key)).isCloseTo(weights.get(0, head, query, key), NEAR);
                    sum += map.values().at(query, key);
                }
                assertThat(sum).isCloseTo(1, NEAR);
            }
        }
        assertThatThrownBy(() -> AttentionPlot.of(Linear.of(8, 8, Key.of(1)), input, List.of(), 0))
                .hasMessageContaining("0 attentions");
    }

    @Test
    void filters_are_the_kernels_and_maps_what_comes_out_of_bias_and_activation() {
        Conv conv = Conv.of2d(1, 3, 2, Key.of(1));
        Sequential network =
                Sequential.of(conv, new Activate(Activation.RELU), new Flatten(), Linear.of(3 * 9, 2, Key.of(2)));
        Pictures kernels =
                (Pictures) FilterPlot.of(network, "layers.0", 64).panels().getFirst();
        assertThat(kernels.pictures()).hasSize(3);
        assertThat(kernels.pictures().get(2).values().at(1, 0))
                .isCloseTo(conv.weight().value().get(1, 0, 0, 2), NEAR);
        Tensor picture = Tensor.normal(Key.of(3), 1, 4, 4, 1);
        Figure maps = FilterPlot.maps(network, picture, 2);
        assertThat(maps.panels()).hasSize(2);
        Pictures shown = (Pictures) maps.panels().get(1);
        assertThat(shown.title()).isEqualTo("after layers.0, the first 2 of 3 channels");
        Tensor expected = conv.forward(picture, Context.inference()).relu();
        assertThat(shown.pictures().get(1).values().at(2, 1)).isCloseTo(expected.get(0, 2, 1, 1), NEAR);
        assertThatThrownBy(() -> FilterPlot.of(network, "layers.1", 64))
                .hasMessage("filter plot: the layer must be one of layers.0; got 'layers.1'; did you mean 'layers.0'?");
    }

    @Test
    void weights_are_counted_by_parameter() throws Exception {
        Sequential network = Sequential.of(Linear.of(2, 3, Key.of(1)), Linear.of(3, 1, Key.of(2)));
        Figure all = WeightPlot.of(network);
        assertThat(all.panels()).hasSize(4);
        Figure first = WeightPlot.of(network, new PathPattern("layers.0.*"));
        assertThat(first.panels()).hasSize(2);
        Chart chart = (Chart) first.panels().getFirst();
        assertThat(chart.title()).isEqualTo("layers.0.weight [2, 3]");
        double counted = ((Mark.Bars) chart.marks().getFirst())
                .bars().stream().mapToDouble(Mark.Bar::height).sum();
        assertThat(counted).isEqualTo(6);
        assertThatThrownBy(() -> WeightPlot.of(network, new PathPattern("nothing")))
                .hasMessageContaining("layers.0.weight");
    }

    @Test
    void a_search_for_a_rate_shows_its_mean_loss_over_the_rate_and_where_it_is_lowest() {
        List<RateSearch.Point> points = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            points.add(new RateSearch.Point(Math.pow(10, i / 4.0 - 5), 3, 2 + Math.abs(i - 12) / 10.0));
        }
        RateSearch search = new RateSearch(points, RateSearch.End.ALL_DONE);
        Figure figure = LearningRatePlot.of(search);
        List<Point> drawn = line(figure, "smoothed");
        assertThat(drawn).hasSize(20);
        assertThat(drawn.get(12).x()).isCloseTo(1e-2, NEAR);
        assertThat(drawn.get(12).y()).isCloseTo(2, NEAR);
        assertThat(figure.description()).contains("20 updates", "0.001 (a tenth of the lowest)");
    }
}
