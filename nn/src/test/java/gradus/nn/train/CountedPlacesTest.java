package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import gradus.nn.activation.Activation;
import gradus.nn.data.Dataset;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a scorer sees of samples whose places do not all count: neither padding nor what the loss ignores.
class CountedPlacesTest {
    private static final int STEPS = 4;
    private static final Layer SAME = Sequential.of(new Activate(Activation.IDENTITY));

    /// Sequences of logits of two classes, told right by their larger one; sequence i has i + 1 steps, the others
    /// are padding, NaN, whose target is `padding`.
    private record Padded(int size, double padding, int parts) implements Dataset {
        @Override
        public List<TensorType> sampleTypes() {
            return List.of(
                            TensorType.float32(STEPS, 2),
                            TensorType.of(DType.INT64, STEPS),
                            TensorType.of(DType.BOOL, STEPS))
                    .subList(0, parts);
        }

        @Override
        public List<String> partNames() {
            return List.of("logits", "class", "mask").subList(0, parts);
        }

        @Override
        public void read(int index, Key key, List<Literal> batch, int row) {
            for (int step = 0; step < STEPS; step++) {
                boolean counts = step <= index;
                int place = row * STEPS + step;
                batch.get(0).set(2 * place, counts ? step : Double.NaN);
                batch.get(0).set(2 * place + 1, counts ? 1.5 : Double.NaN);
                batch.get(1).set(place, counts ? 0 : padding);
                if (parts > 2) {
                    batch.get(2).set(place, counts ? 1 : 0);
                }
            }
        }
    }

    @Test
    void the_accuracy_of_padded_sequences_is_that_of_their_steps() {
        // of steps 0, 1, 2, 3 the last two are right: 0 of 1, 0 of 2, 1 of 3, 2 of 4
        Map<String, Double> found =
                Goal.of(Loss.CROSS_ENTROPY).measure(SAME, new Padded(STEPS, 0, 3), Scorer.accuracy(2));
        assertThat(found.get("accuracy")).isEqualTo(3 / 10.0);
        assertThat(found.get("loss")).isFinite();
    }

    @Test
    void a_scorer_gets_no_padding_in_batches_of_any_size() {
        List<double[]> seen = new ArrayList<>();
        Scorer scorer = (answers, targets) -> {
            seen.add(answers);
            seen.add(targets);
            return Map.of();
        };
        Goal.of(Loss.CROSS_ENTROPY).measure(SAME, new Padded(1300, 0, 3), scorer);
        assertThat(seen.getFirst()).hasSize(2 * (6 + 1297 * STEPS)).doesNotContain(Double.NaN);
        assertThat(seen.getLast()).hasSize(6 + 1297 * STEPS).containsOnly(0);
    }

    @Test
    void rows_of_an_ignored_class_are_neither_right_nor_wrong() {
        CrossEntropy loss = CrossEntropy.defaults().withIgnoredClass(7);
        for (int parts : new int[] {2, 3}) {
            assertThat(Goal.of(loss).measure(SAME, new Padded(STEPS, 7, parts), Scorer.accuracy(2)))
                    .containsEntry("accuracy", 3 / 10.0);
        }
    }

    @Test
    void a_goal_of_ones_own_says_which_places_count() {
        Goal<Layer> own = (network, batch, context) -> Judged.of(Judged.Mean.of(batch.get(0), batch.get(0)))
                .answering(batch.get(0), batch.get(1), batch.get(2));
        assertThat(own.measure(SAME, new Padded(STEPS, 0, 3), Scorer.accuracy(2)))
                .containsEntry("accuracy", 3 / 10.0);
        Goal<Layer> wrong = (network, batch, context) -> Judged.of(Judged.Mean.of(batch.get(0), batch.get(0)))
                .answering(batch.get(0), batch.get(1), batch.get(2).transpose());
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> wrong.measure(SAME, new Padded(3, 0, 3), Scorer.accuracy(2)))
                .withMessage("validation: what counts must be bool with the first axes of answer and target, got"
                        + " bool[4, 3] for [3, 4, 2] and [3, 4]");
    }

    @Test
    void samples_that_do_not_count_are_left_out_whole() {
        Dataset values = new Rows(new double[] {1, 2, 3}, new double[] {1, Double.NaN, 5}, new int[] {1, 0, 1});
        List<double[]> seen = new ArrayList<>();
        Goal.of(Loss.MEAN_SQUARED_ERROR).measure(SAME, values, (answers, targets) -> {
            seen.addAll(Arrays.asList(answers, targets));
            return Map.of();
        });
        assertThat(seen.getFirst()).containsExactly(1, 1, 3, 3);
        assertThat(seen.getLast()).containsExactly(1, 1, 5, 5);
    }

    /// Two equal numbers in and two equal numbers out, and whether the sample counts.
    @SuppressWarnings("ArrayRecordComponent")
    private record Rows(double[] in, double[] out, int[] counts) implements Dataset {
        @Override
        public int size() {
            return in.length;
        }

        @Override
        public List<TensorType> sampleTypes() {
            return List.of(TensorType.float32(2), TensorType.float32(2), TensorType.of(DType.BOOL));
        }

        @Override
        public List<String> partNames() {
            return List.of("in", "out", "counts");
        }

        @Override
        public void read(int index, Key key, List<Literal> batch, int row) {
            for (int i = 0; i < 2; i++) {
                batch.get(0).set(2 * row + i, in[index]);
                batch.get(1).set(2 * row + i, out[index]);
            }
            batch.get(2).set(row, counts[index]);
        }
    }
}
