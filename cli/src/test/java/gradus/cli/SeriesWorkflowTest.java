package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.nn.data.Table;
import gradus.nn.data.series.Series;
import gradus.nn.train.SeriesModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A wave on a slope beside another column, forecast from the command line.
class SeriesWorkflowTest {
    private static final int ROWS = 120;

    @TempDir
    private static Path folder;

    private static Path table;
    private static Path model;
    private static Cli.Outcome trained;

    private static String csv(int rows) {
        StringBuilder text = new StringBuilder("day,wave,other,note\n");
        for (int t = 0; t < rows; t++) {
            text.append("day ").append(t).append(',').append(wave(t)).append(',');
            text.append(t % 5).append(",n\n");
        }
        return text.toString();
    }

    private static double wave(int t) {
        return 100 + 2 * t + 10 * Math.sin(t * Math.PI / 4);
    }

    private static Cli.Outcome train(Path data, String name, Object... more) {
        List<Object> args = new ArrayList<>(List.of(
                "train",
                data,
                "--task",
                "forecast",
                "--out",
                folder.resolve(name + ".gradus"),
                "--run-dir",
                folder.resolve(name)));
        args.addAll(List.of(more));
        return Cli.run(args.toArray());
    }

    @BeforeAll
    static void train() {
        table = Cli.write(folder, "wave.csv", csv(ROWS));
        model = folder.resolve("wave.gradus");
        trained = train(
                table,
                "wave",
                "--horizon",
                4,
                "--target",
                "wave",
                "--look-back",
                16,
                "--epochs",
                60,
                "--learning-rate",
                0.02);
    }

    @Test
    void a_forecast_learns_a_wave_on_a_slope_and_beats_the_naive_one() {
        assertThat(trained.err()).isEmpty();
        assertThat(trained.code()).isZero();
        assertThat(trained.out())
                .contains("120 rows, columns of numbers: wave, other")
                .contains("Task: the next 4 rows of wave from the 16 before")
                .contains("Rows: 102 for training, 18 for validation, 0 for the test, by time")
                .contains("Network: linear model, shared by the channels, 68 parameters")
                .contains("naive: the last value stays; 4 times ahead")
                .contains("Next: gradus predict " + model);
        var forecast = SeriesModel.load(model).forecast(Table.readCsv(table));
        assertThat(forecast.names()).containsExactly("wave");
        for (int t = 0; t < 4; t++) {
            assertThat(forecast.value(t, 0)).isBetween(wave(ROWS + t) - 4, wave(ROWS + t) + 4);
        }
    }

    @Test
    void predict_writes_the_next_rows_in_the_units_of_the_data() {
        Path out = folder.resolve("forecast.csv");
        assertThat(Cli.run("predict", model, table, "--out", out).code()).isZero();
        Table written = Table.readCsv(out);
        assertThat(written.columnNames()).containsExactly("step", "wave");
        assertThat(written.rowCount()).isEqualTo(4);
        assertThat(written.cell(3, "step")).contains("4");
        assertThat(Double.parseDouble(written.cell(0, "wave").orElseThrow())).isBetween(330.0, 350.0);
        assertThat(Cli.run("predict", model, table, "--json").lines())
                .filteredOn(line -> line.contains("\"prediction\""))
                .hasSize(4);
    }

    @Test
    void large_numbers_that_change_little_are_written_in_full() {
        StringBuilder text = new StringBuilder("time\n");
        for (int t = 0; t < 60; t++) {
            text.append(1_700_000_000L + 10L * t).append('\n');
        }
        Path times = Cli.write(folder, "times.csv", text.toString());
        assertThat(train(times, "times", "--horizon", 3, "--look-back", 4, "--steps", 5)
                        .err())
                .isEmpty();
        Path out = folder.resolve("next.csv");
        Path file = folder.resolve("times.gradus");
        assertThat(Cli.run("predict", file, times, "--out", out).code()).isZero();
        Series forecast = SeriesModel.load(file).forecast(Table.readCsv(times));
        Series written = Series.of(Table.readCsv(out), List.of("time"));
        for (int t = 0; t < 3; t++) {
            assertThat(written.value(t, 0)).isEqualTo(forecast.value(t, 0));
        }
    }

    @Test
    void evaluate_summary_init_and_resume_work_on_forecasts() {
        assertThat(Cli.run("evaluate", model, table).out()).contains("101 windows", "MSE, standardised", "MAE of wave");
        assertThat(Cli.run("summary", model).out())
                .contains("FromLastValue, 4 steps of channels [0]", "sees 16 rows of wave, other", "4 rows of wave");
        assertThat(Cli.run("init", table, "--task", "forecast", "--horizon", 4).out())
                .contains("task: forecast", "horizon: 4", "default: 12\n");
        byte[] before = Cli.bytes(folder.resolve("wave").resolve("model.gradus"));
        assertThat(Cli.run("resume", folder.resolve("wave")).code()).isZero();
        assertThat(Cli.bytes(folder.resolve("wave").resolve("model.gradus"))).isEqualTo(before);
    }

    @Test
    void a_network_in_words_sees_all_columns_and_a_perceptron_each_alone() {
        Cli.Outcome words = train(
                table,
                "words",
                "--horizon",
                2,
                "--look-back",
                8,
                "--network",
                "gru(4,last) dense(classes)",
                "--steps",
                2);
        assertThat(words.err()).isEmpty();
        assertThat(words.out()).contains("the next 2 rows of all columns");
        assertThat(Cli.run("predict", folder.resolve("words.gradus"), table).lines())
                .hasSize(3);
        Cli.Outcome hidden = train(table, "hidden", "--horizon", 2, "--hidden", "5", "--steps", 2);
        assertThat(hidden.out()).contains("perceptron 5, relu, shared by the channels");
    }

    @Test
    void what_is_wrong_is_told() {
        assertThat(train(table, "a").err()).contains("a forecast needs the number of rows ahead, got none");
        assertThat(train(table, "b", "--horizon", 3, "--target", "wavy").err())
                .contains("data.target: there is no column 'wavy'; the columns are day, wave, other, note");
        assertThat(train(table, "c", "--horizon", 3, "--target", "note").err())
                .contains("series: column 'note' must hold numbers, got 'n'");
        assertThat(train(table, "d", "--horizon", 3, "--test-file", table).err())
                .contains("a series is cut by time");
        assertThat(train(table, "e", "--horizon", 3, "--type", "other=number").err())
                .contains("a forecast reads columns of numbers as they are");
        assertThat(train(table, "f", "--horizon", 3, "--members", 4).err())
                .contains("a forecast is made by one network");
        Path small = Cli.write(folder, "small.csv", csv(10));
        Cli.Outcome tooShort = train(small, "g", "--horizon", 12, "--look-back", 12);
        assertThat(tooShort.code()).isEqualTo(1);
        assertThat(tooShort.err()).contains("a window of 12 + 12 times needs at least as many, but there are 9");
        Path gap = Cli.write(folder, "gap.csv", csv(40).replace("\nday 7,", "\nday 7,,0,n\nday 7b,"));
        assertThat(train(gap, "h", "--horizon", 2).err())
                .contains("every number of a series must be there, but 1 in ")
                .contains("the first in column 'wave' in row 8 behind the header");
        assertThat(Cli.run("predict", model, small).err())
                .contains("the model looks back over 16 times, but there are 10");
        assertThat(Cli.run("predict", model, Cli.write(folder, "o.csv", "wave\n1\n2\n"))
                        .err())
                .contains("the model reads the columns wave, other, but there is no 'other'");
        Path late = Cli.write(folder, "late.csv", csv(40).replace("day 30," + wave(30), "day 30,"));
        assertThat(Cli.run("predict", model, late).err()).contains("'wave' has none in row 31; fill it in");
    }
}
