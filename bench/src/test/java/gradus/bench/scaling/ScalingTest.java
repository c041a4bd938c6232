package gradus.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.type.Key;
import gradus.core.type.Literal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScalingTest {
    @Test
    void the_quick_form_prints_a_row_for_each_size_and_draws_each_series(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Scaling.run(Effort.quick(), folder, new PrintStream(text, true, StandardCharsets.UTF_8));
        String out = text.toString(StandardCharsets.UTF_8);
        assertThat(out).contains("µs an update by Training.fit");
        int sizes = 1; // the table of 10⁴ rows
        for (Series series : Series.values()) {
            assertThat(out).contains(series.about());
            sizes += series.sizes(Effort.quick().largest()).size();
        }
        assertThat(out.lines().filter(line -> line.matches("\\| [0-9,]+ \\|.*")))
                .hasSize(sizes);
        try (Stream<Path> pictures = Files.list(folder)) {
            assertThat(pictures.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "batch.svg", "width.svg", "depth.svg", "lstm.svg", "transformer.svg", "rows.svg");
        }
    }

    @Test
    void sizes_go_up_to_the_largest_of_the_full_series() {
        assertThat(Series.BATCH.sizes(1)).startsWith(1, 2, 4).endsWith(512, 1024);
        assertThat(Series.WIDTH.sizes(1)).startsWith(16, 32).endsWith(1024, 2048);
        assertThat(Series.DEPTH.sizes(1)).containsExactly(1, 2, 4, 8, 16, 32);
        assertThat(Series.LSTM.sizes(0)).containsExactly(8, 16);
    }

    @Test
    void points_know_median_spread_and_growth() {
        Point small = new Point(1, 1, List.of(30.0, 10.0, 20.0), 1000, 0);
        Point large = new Point(2, 2, List.of(60.0), 2000, 0);
        assertThat(small.median()).isEqualTo(20);
        assertThat(small.spread()).isEqualTo(1);
        assertThat(large.growthSince(small)).isEqualTo(1.5);
    }

    @Test
    void equal_factors_are_equal_distances_in_a_picture() {
        LineChart chart = new LineChart(
                "a < b",
                "x",
                "y",
                List.of(new LineChart.Dot(1, 3), new LineChart.Dot(4, 30), new LineChart.Dot(16, 300)));
        assertThat(chart.x(4) - chart.x(1)).isCloseTo(chart.x(16) - chart.x(4), within(1e-9));
        assertThat(chart.y(3) - chart.y(30)).isCloseTo(chart.y(30) - chart.y(300), within(1e-9));
        assertThat(chart.svg()).contains("a &lt; b").endsWith("</svg>\n");
    }

    @Test
    void rows_are_the_same_in_any_order_of_reading(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("table.csv");
        CsvRows.write(file, 50);
        try (CsvRows rows = new CsvRows(file, 50)) {
            List<String> lines = Files.readAllLines(file);
            for (int index : new int[] {0, 1, 17, 49, 3, 3}) {
                List<Literal> batch = List.of(Literal.of(new float[18], 2, 9), Literal.of(new float[2], 2, 1));
                rows.read(index, Key.of(0), batch, 1);
                String[] cells = lines.get(index + 1).split(",");
                for (int i = 0; i < 9; i++) {
                    assertThat(batch.get(0).floats()[9 + i]).isEqualTo(Float.parseFloat(cells[i]));
                }
                assertThat(batch.get(1).floats()[1]).isEqualTo(Float.parseFloat(cells[9]));
            }
        }
    }
}
