package gradus.io.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.data.ArrayDataset;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.summary.NetworkGraph;
import gradus.nn.train.Run;
import gradus.nn.train.Training;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bytes are held against those of TensorBoard 2.21's own message classes and record writer; whole files are read
/// by `tools/tensorboard/read_events.py`, which shares nothing with the writer.
final class EventFileTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_700_000_000_500L), ZoneOffset.UTC);
    private static final String VERSION =
            "1800000000000000a37f4b220900002040fc54d9411a0d627261696e2e4576656e743a322b353110";

    @TempDir
    private Path folder;

    private String bytes(long step, Note note) throws IOException {
        try (EventFile events = EventFile.in(folder, Duration.ZERO, CLOCK)) {
            events.write(step, note);
            return body(events);
        }
    }

    private static String body(EventFile events) throws IOException {
        String all = HexFormat.of().formatHex(Files.readAllBytes(events.file()));
        assertThat(all).startsWith(VERSION);
        return all.substring(VERSION.length());
    }

    @Test
    void a_number_has_the_bytes_that_tensorboard_writes() throws IOException {
        assertThat(bytes(300, new Note.Scalar("loss/training", 0.25)))
                .isEqualTo("2400000000000000422b804d0900002040fc54d94110ac022a160a140a0d6c6f73732f747261696e"
                        + "696e67150000803e1a5cfd5f");
    }

    @Test
    void a_histogram_has_the_bytes_that_tensorboard_writes() throws IOException {
        Note.Moments moments = new Note.Moments(-1, 1, 3, 0.5, 2.25);
        assertThat(bytes(7, new Note.Spread("w", moments, List.of(0.0, 1.0), List.of(1.0, 2.0))))
                .isEqualTo("6500000000000000ebd05a690900002040fc54d94110072a580a560a01772a5109000000000000f0"
                        + "bf11000000000000f03f19000000000000084021000000000000e03f290000000000000240321000"
                        + "00000000000000000000000000f03f3a10000000000000f03f0000000000000040c1c0d6a4");
    }

    @Test
    void a_picture_has_the_bytes_that_tensorboard_writes() throws IOException {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G'};
        assertThat(bytes(1, new Note.Picture("p", 3, 2, 1, png)))
                .isEqualTo("200000000000000029eda9500900002040fc54d94110012a130a110a0170220c0802100318012204"
                        + "89504e4727a6225f");
    }

    @Test
    void a_text_has_the_bytes_that_tensorboard_writes() throws IOException {
        assertThat(bytes(1, new Note.Words("t", "**a**")))
                .isEqualTo("2f000000000000006d5d1d500900002040fc54d94110012a220a200a0174420f0807120412020801"
                        + "42052a2a612a2a4a0a0a060a0474657874200261dbc8d8");
    }

    @Test
    void settings_have_the_bytes_that_tensorboard_writes() throws IOException {
        assertThat(bytes(1, new Note.Settings(Map.of("rate", "0.5"))))
                .isEqualTo("5b000000000000001b01028a0900002040fc54d94110012a4e0a4c0a1c5f68706172616d735f2f73"
                        + "657373696f6e5f73746172745f696e666f42060801120212004a240a200a0768706172616d731215"
                        + "1a130a110a0472617465120911000000000000e03f20020d601390");
    }

    @Test
    void a_restart_has_the_bytes_that_tensorboard_writes() throws IOException {
        try (EventFile events = EventFile.in(folder, Duration.ZERO, CLOCK)) {
            events.restart(40);
            assertThat(body(events)).isEqualTo("0f000000000000006d532b090900002040fc54d94110293a0208016a885b5d");
        }
    }

    @Test
    void a_spread_counts_every_finite_number_once() {
        Note.Spread spread = Note.Spread.of("w", new double[] {-2, -1, Double.NaN, 0, 2, 2});
        assertThat(spread.counts().stream().mapToDouble(Double::doubleValue).sum())
                .isEqualTo(5);
        assertThat(spread.ends().getLast()).isEqualTo(2);
        assertThat(spread.counts().getLast()).isEqualTo(2);
        assertThat(spread.moments()).isEqualTo(new Note.Moments(-2, 2, 5, 1, 13));
        assertThat(Note.Spread.of("w", new double[] {3, 3}).counts()).containsExactly(2.0);
        assertThat(Note.Spread.of("w", new double[0]).moments().number()).isZero();
    }

    @Test
    void files_of_one_second_are_read_in_the_order_in_which_they_were_begun() {
        String first;
        String second;
        try (EventFile one = EventFile.in(folder, Duration.ZERO, CLOCK);
                EventFile two = EventFile.in(folder, Duration.ZERO, CLOCK)) {
            first = one.file().getFileName().toString();
            second = two.file().getFileName().toString();
        }
        assertThat(first).startsWith("events.out.tfevents.1700000000.gradus.").isLessThan(second);
    }

    @Test
    void what_was_written_can_be_read_after_the_time_that_was_asked_for() throws IOException {
        try (EventFile slow = EventFile.in(folder, Duration.ofDays(1), CLOCK)) {
            slow.write(1, new Note.Scalar("a", 1));
            assertThat(body(slow)).isEmpty();
            slow.flush();
            assertThat(body(slow)).isNotEmpty();
        }
    }

    @Test
    void a_reader_of_its_own_finds_the_course_of_a_training_and_of_its_continuation() throws Exception {
        Layer network = Networks.mlp(3).build(Shape.of(2), 1, Key.of(1));
        float[] inputs = {0, 0, 0, 1, 1, 0, 1, 1};
        ArrayDataset data = ArrayDataset.ofValues(inputs, 2, new float[] {0, 1, 1, 0});
        var training =
                Training.of(network, data, Loss.MEAN_SQUARED_ERROR).batchSize(2).validation(data);
        var run = listened(training.epochs(3));
        var longer = training.epochs(5);
        try (TensorBoard board = TensorBoard.withWeights(folder)) {
            longer.listener(board).resume(run.state());
            board.events().write(NetworkGraph.of(network, Shape.of(1, 2)));
        }
        List<String> lines = read();
        assertThat(lines.stream().filter("version brain.Event:2"::equals)).hasSize(2);
        double third = run.history().get(2).trainingLoss();
        assertThat(lines)
                .contains("scalar loss/training step 6: " + (double) (float) third)
                .contains("restart at step 7", "scalar epoch/number step 10: 5.0")
                .anyMatch(line -> line.startsWith("scalar loss/validation step 8: "))
                .anyMatch(line -> line.startsWith("histogram weights/layers.0.weight step 8: 6.0 from "))
                .contains("node layers/0/matmul matmul ['input', 'layers/0/weight']");
    }

    private Run<Layer> listened(Training<Layer, Run<Layer>> training) {
        try (TensorBoard board = TensorBoard.in(folder)) {
            return training.listener(board).fit();
        }
    }

    private List<String> read() throws IOException, InterruptedException {
        Path reader = Path.of(System.getProperty("gradus.root", ".."), "tools/tensorboard/read_events.py");
        List<String> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.map(Path::toString).sorted().toList();
        }
        List<String> command = Stream.concat(Stream.of("python3", reader.toString()), files.stream())
                .toList();
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            Assumptions.abort("python3 is not there, so that no second reader judges the file: " + e.getMessage());
            throw e;
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        return text.lines().toList();
    }
}
