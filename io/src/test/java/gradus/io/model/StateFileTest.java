package gradus.io.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.DType;
import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.io.json.Json;
import gradus.nn.data.TableSplit;
import gradus.nn.layer.Layer;
import gradus.nn.optim.Plateau;
import gradus.nn.optim.PlateauState;
import gradus.nn.train.EpochReport;
import gradus.nn.train.ModelFormat;
import gradus.nn.train.Progress;
import gradus.nn.train.TableRun;
import gradus.nn.train.Total;
import gradus.nn.train.TrainState;
import gradus.nn.train.Training;
import gradus.nn.train.Watch;
import gradus.nn.train.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StateFileTest {
    private static final ModelFormat FORMAT = ModelFormat.installed();

    @TempDir
    Path folder;

    private TrainState reloaded(TrainState state) {
        Path file = folder.resolve("state.gradus");
        FORMAT.save(state, file);
        return FORMAT.loadState(file);
    }

    private static Map<String, Literal> numbers(float... values) {
        Map<String, Literal> numbers = new LinkedHashMap<>();
        numbers.put("z.weight", Literal.of(values, values.length));
        numbers.put("a.weight", Literal.of(new double[] {1.0 / 3, Double.NaN}, 1, 2));
        numbers.put("m.count", Literal.of(new long[] {Long.MIN_VALUE, Long.MAX_VALUE}, 2));
        numbers.put("e.empty", Literal.of(new float[0], 0, 3));
        short[] halves = {(short) 0xFFC1, 1, (short) 0x8000};
        numbers.put("h.half", Literal.wrap(TensorType.of(DType.BFLOAT16, halves.length), halves));
        numbers.put("s.scalar", Literal.scalar(DType.FLOAT32, 0.1));
        return numbers;
    }

    private static TrainState state(Progress progress) {
        float strange = Float.intBitsToFloat(0xFFC54321);
        Weights now = new Weights(numbers(1, -0.0f, strange), numbers(2, 3, 4));
        Weights best = new Weights(numbers(5, Float.MIN_VALUE, Float.NEGATIVE_INFINITY), numbers(6, 7, 8));
        return new TrainState(now, numbers(9, 10), best, progress);
    }

    private static Progress progress(double loss, Optional<PlateauState> plateau) {
        Map<String, Double> measured = new LinkedHashMap<>();
        measured.put("loss", loss);
        measured.put("F1 of “ü”", Double.MIN_VALUE);
        measured.put("accuracy", -0.0);
        List<EpochReport> history = List.of(
                new EpochReport(1, 1L << 60, 1e-3, loss, Map.of("accuracy", 0.1 + 0.7), measured, loss),
                new EpochReport(2, 7, loss, 0.1 + 0.2, Map.of(), 0.3));
        Watch watch = new Watch(loss, 2, 3, 4, plateau, 0.25, Double.POSITIVE_INFINITY);
        return new Progress(
                Long.MAX_VALUE,
                2,
                5,
                new Total(loss, 1e300 / 3),
                Map.of("KL divergence", new Total(1.0 / 3, 7)),
                watch,
                history);
    }

    private static void requireSame(TrainState read, TrainState written) {
        assertThat(read).isEqualTo(written);
        assertThat(List.copyOf(read.weights().parameters().keySet()))
                .isEqualTo(List.copyOf(written.weights().parameters().keySet()));
        assertThat(List.copyOf(read.weights().statistics().keySet()))
                .isEqualTo(List.copyOf(written.weights().statistics().keySet()));
        assertThat(List.copyOf(read.optimizer().keySet()))
                .as("the order, on which the bits of sums depend")
                .isEqualTo(List.copyOf(written.optimizer().keySet()));
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                -0.0,
                0.1,
                Double.MIN_VALUE,
                Double.MAX_VALUE
            })
    void every_number_of_a_state_keeps_its_bits(double loss) {
        Optional<PlateauState> plateau =
                Optional.of(new PlateauState(Plateau.defaults(), 1.0 / 7, loss, 1L << 55, 6, 7));
        TrainState with = state(progress(loss, plateau));
        requireSame(reloaded(with), with);
        TrainState without = state(progress(loss, Optional.empty()));
        requireSame(reloaded(without), without);
        assertThat(Double.doubleToRawLongBits(reloaded(with).progress().watch().best()))
                .isEqualTo(Double.doubleToRawLongBits(loss));
    }

    private static Training<Layer, TableRun> training() {
        TableSplit split = SampleModels.split("class");
        return Training.of(new SampleModels.Mixed(), split)
                .seed(4)
                .batchSize(16)
                .epochs(3)
                .plateau(Plateau.defaults());
    }

    @Test
    void a_training_that_goes_on_from_a_file_ends_with_the_same_bits() {
        TrainState straight = training().fit().run().state();
        requireSame(reloaded(training().start()), training().start());
        for (int step : new int[] {1, 4, 7}) {
            TrainState part = training().steps(step).fit().run().state();
            TrainState read = reloaded(part);
            requireSame(read, part);
            requireSame(training().resume(read).run().state(), straight);
        }
    }

    @Test
    void the_same_state_gives_the_same_bytes() throws IOException {
        TrainState state = training().steps(2).fit().run().state();
        FORMAT.save(state, folder.resolve("a.gradus"));
        FORMAT.save(reloaded(state), folder.resolve("b.gradus"));
        assertThat(Files.readAllBytes(folder.resolve("b.gradus")))
                .isEqualTo(Files.readAllBytes(folder.resolve("a.gradus")));
        Container container = Container.read(folder.resolve("a.gradus"));
        assertThat(container.kind()).isEqualTo("checkpoint");
        assertThat(container.entries().keySet())
                .containsExactly("progress.json", "tensors.json", "tensors.safetensors");
    }

    private void refused(String entry, String from, String to, String message) {
        Path file = folder.resolve("bad.gradus");
        FORMAT.save(state(progress(0.5, Optional.empty())), file);
        Map<String, byte[]> entries = new LinkedHashMap<>(Container.read(file).entries());
        String text = new String(entries.get(entry), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        entries.put(entry, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        new Container("checkpoint", "test", entries).write(file);
        assertThatThrownBy(() -> FORMAT.loadState(file))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("read " + file)
                .hasMessageContaining(message);
    }

    @Test
    void states_that_cannot_be_are_refused() {
        refused(
                "progress.json",
                "\"batch\" : 5",
                "\"batch\" : -5",
                "progress.json: batch must not be negative, got -5");
        refused(
                "progress.json",
                "\"bestEpoch\" : 2",
                "\"bestEpoch\" : 3",
                "watch.bestEpoch must be an epoch of the history, which has 2, got 3");
        refused(
                "progress.json",
                "\"epoch\" : 2,\n  \"batch",
                "\"epoch\" : \"2\",\n  \"batch",
                "epoch must be a whole number");
        refused("progress.json", "\"watch\"", "\"watsch\"", "unknown key watsch");
        refused(
                "tensors.json",
                "\"$tensor\" : \"optimizer.z.weight\"",
                "\"$tensor\" : \"optimizer.y.weight\"",
                "there must be a tensor called 'optimizer.y.weight'");
        refused(
                "tensors.json",
                "\"$tensor\" : \"optimizer.z.weight\"",
                "\"$tensor\" : \"optimizer.a.weight\"",
                "every tensor must belong somewhere, but nothing names optimizer.z.weight");
    }

    @Test
    void best_weights_of_another_network_are_refused() {
        Progress progress = progress(0.5, Optional.empty());
        TrainState mixed = new TrainState(
                new Weights(numbers(1, 2), numbers(1)),
                numbers(1),
                new Weights(numbers(1, 2, 3), numbers(1)),
                progress);
        Path file = folder.resolve("mixed.gradus");
        FORMAT.save(mixed, file);
        assertThatThrownBy(() -> FORMAT.loadState(file))
                .hasMessage(
                        "read " + file + ": the best weights must be of the same network as the weights, but z.weight"
                                + " is float32[2] in one and float32[3] in the other");
    }

    @Test
    void a_document_stays_readable_by_people() {
        Path file = folder.resolve("state.gradus");
        FORMAT.save(state(progress(Double.POSITIVE_INFINITY, Optional.empty())), file);
        byte[] document = Container.read(file).entry("progress.json", "state");
        assertThat(Json.parse(document, "progress.json").at("/watch/best").stringValue())
                .isEqualTo("Infinity");
    }
}
