package gradus.explain.display;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.explain.Explain;
import gradus.explain.chart.Markup;
import gradus.explain.plot.ConfusionPlot;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.Table;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.metric.ClassificationReport;
import gradus.nn.metric.ConfusionMatrix;
import gradus.nn.network.Networks;
import gradus.nn.optim.Sgd;
import gradus.nn.summary.Summary;
import gradus.nn.train.Training;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Values in a shell and in a notebook.
final class DisplayTest {
    private static final String HOSTILE = "<script>alert(\"x\")</script> & co";
    private final Layer network = Networks.mlp(2).build(Shape.of(2), 2, Key.of(1));

    @Test
    void a_tensor_is_shown_in_columns_with_its_range() {
        assertThat(Display.text(Tensor.of(new float[][] {{1, 2.5f}, {-30, 4}}))).isEqualTo("""
                float32[2, 2], from -30 to 4, mean -5.62500
                1    2.50000
                -30  4""");
    }

    @Test
    void the_middle_of_large_tensors_and_tables_is_left_out() throws Exception {
        String large = Display.html(Tensor.ones(40, 30));
        assertThat(cells(large)).isEqualTo(11 * 11);
        Table table = Table.of(
                List.of("n", "square"),
                IntStream.range(0, 100)
                        .mapToObj(n -> List.of("" + n, "" + n * n))
                        .toList());
        assertThat(Display.text(table))
                .startsWith("100 rows × 2 columns")
                .contains("99", "9801", "…")
                .doesNotContain("2500");
    }

    @Test
    void text_of_others_is_escaped_wherever_it_stands() throws Exception {
        Table table = Table.of(List.of(HOSTILE, "y"), List.of(List.of("1", HOSTILE), List.of("2", "b")));
        ConfusionMatrix matrix = ConfusionMatrix.of(List.of(HOSTILE, "b"), new int[] {0, 1}, new int[] {1, 1});
        var report =
                ClassificationReport.of(List.of(HOSTILE, "b"), new int[] {0, 1}, new double[] {0.9, 0.1, 0.4, 0.6});
        for (Object value : List.of(table, table.profile(), matrix, report, ConfusionPlot.of(matrix), HOSTILE)) {
            String html = Display.html(value);
            assertThat(html).doesNotContain("<script").contains("&lt;script");
            assertWellFormed(html);
        }
    }

    @Test
    void runs_are_curves_and_networks_and_steps_are_told() throws Exception {
        var data = ArrayDataset.ofClasses(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2, new int[] {0, 1, 1, 0});
        var run = Training.of(network, data, Loss.CROSS_ENTROPY).epochs(3).fit();
        assertThat(Display.html(run)).contains("<svg", "epoch");
        assertThat(Display.text(network)).contains("12 parameters", "layers.0.weight", "float32[2, 2]");
        assertThat(Display.html(Summary.of(network, Shape.of(1, 2)))).contains("Linear 2 → 2");
        var step = Explain.step(
                network, Tensor.of(new float[][] {{1, 0}}), Tensor.of(new long[] {1}), Loss.CROSS_ENTROPY, Sgd.of(0.1));
        assertThat(Display.html(step)).contains("∂");
        for (Object value : List.of(run, network, step, Summary.of(network, Shape.of(1, 2)))) {
            assertWellFormed(Display.html(value));
        }
    }

    private static int cells(String html) throws Exception {
        assertWellFormed(html);
        return html.split("<td>|<th scope=\"row\">", -1).length - 1;
    }

    private static void assertWellFormed(String html) throws Exception {
        assertThat(Markup.of(html).find("/*[@class='gradus']")).hasSize(1);
    }
}
