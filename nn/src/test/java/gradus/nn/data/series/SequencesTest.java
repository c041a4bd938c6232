package gradus.nn.data.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.data.Batches;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequencesTest {
    private static Sequences three() {
        return Sequences.of(
                List.of(new float[] {1, 2}, new float[] {3, 4, 5, 6, 7, 8}, new float[] {9, 9, 9, 9}), 2, 0, 1, 2);
    }

    @Test
    void shorter_sequences_are_padded_and_masked() {
        Sequences data = three();
        assertThat(data.sampleTypes())
                .containsExactly(TensorType.float32(3, 2), TensorType.of(DType.INT64), TensorType.of(DType.BOOL, 3));
        List<Literal> batch = Batches.empty(data, 2);
        Arrays.fill(batch.get(0).floats(), 77);
        Arrays.fill(batch.get(2).bytes(), (byte) 1);
        data.read(2, Key.of(0), batch, 1);
        assertThat(batch.get(0).floats()).containsExactly(77, 77, 77, 77, 77, 77, 9, 9, 9, 9, 0, 0);
        assertThat(batch.get(1).longs()).containsExactly(0, 2);
        assertThat(batch.get(2).bytes()).containsExactly(1, 1, 1, 1, 1, 0);
    }

    @Test
    void buckets_hold_sequences_of_similar_length() {
        List<Sequences> buckets = three().buckets(2);
        assertThat(buckets).extracting(Sequences::size).containsExactly(1, 2);
        assertThat(buckets.get(0).sampleTypes().getFirst()).isEqualTo(TensorType.float32(1, 2));
        assertThat(buckets.get(1).sampleTypes().getFirst()).isEqualTo(TensorType.float32(3, 2));
        assertThat(buckets.get(1).length(0)).isEqualTo(2);
        assertThat(Batches.sample(buckets.get(1), 0, Key.of(0)).get(1).longs()).containsExactly(2);
        assertThat(three().paddedTo(5).sampleTypes().getFirst()).isEqualTo(TensorType.float32(5, 2));
    }

    @Test
    void empty_and_broken_sequences_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sequences.of(List.of(new float[2], new float[0]), 2, 0, 0))
                .withMessage("sequences: each must have at least one time of 2 numbers, but number 1 has 0 numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sequences.of(List.of(), 2))
                .withMessage("sequences: at least one sequence, one class for each and one channel are needed, got 0"
                        + " sequences, 0 classes, 2 channels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> three().paddedTo(2))
                .withMessage("sequences: the padded length must be at least that of the longest, 3, got 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> three().buckets(4))
                .withMessage("sequences: the number of groups must lie in 1 … 3, got 4");
    }
}
