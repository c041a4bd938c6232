package gradus.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetsTest {
    /// Sample i has the features i and i + 0.5 and the class i mod 3.
    private static ArrayDataset counting(int size) {
        float[] features = new float[2 * size];
        for (int i = 0; i < size; i++) {
            features[2 * i] = i;
            features[2 * i + 1] = i + 0.5f;
        }
        return ArrayDataset.ofClasses(
                features, 2, IntStream.range(0, size).map(i -> i % 3).toArray());
    }

    private static float first(Dataset data, int index) {
        return Batches.values(data, index, Key.of(0))[0];
    }

    @Test
    void subset_reads_the_chosen_samples() {
        Subset subset = Subset.of(counting(10), 7, 2, 7);
        assertThat(subset.size()).isEqualTo(3);
        assertThat(first(subset, 0)).isEqualTo(7);
        assertThat(first(subset, 1)).isEqualTo(2);
        assertThat(subset.source(2)).isEqualTo(7);
        assertThat(Subset.first(counting(10), 4).sources()).containsExactly(0, 1, 2, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Subset.of(counting(10), 10))
                .withMessage("subset: sample numbers must lie in 0 … 9, got 10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Subset.range(counting(10), 8, 12))
                .withMessage("subset: a range must lie in 0 … 10, got 8 … 12; the data set has 10 samples");
    }

    @Test
    void joined_data_sets_follow_each_other() {
        Joined joined = Joined.of(counting(3), counting(2), counting(4));
        assertThat(joined.size()).isEqualTo(9);
        assertThat(IntStream.range(0, 9).mapToObj(i -> first(joined, i)))
                .containsExactly(0f, 1f, 2f, 0f, 1f, 0f, 1f, 2f, 3f);
        ArrayDataset other = ArrayDataset.ofValues(new float[] {1}, 1, new float[] {1});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Joined.of(counting(3), other))
                .withMessage(
                        "joined data sets: all must have samples of the same types, got [float32[2], int64[]] in the"
                                + " first and [float32[1], float32[1]] in number 2");
        assertThatIllegalArgumentException()
                .isThrownBy(Joined::of)
                .withMessage("joined data sets: at least one is needed, got none");
    }

    @Test
    void mapped_data_set_changes_samples_with_a_key_of_its_own() {
        List<Key> keys = new ArrayList<>();
        Mapped mapped = new Mapped(counting(5), List.of(TensorType.float32(1)), (sample, key, batch, row) -> {
            keys.add(key);
            batch.getFirst().floats()[row] =
                    sample.get(0).floats()[1] + sample.get(1).longs()[0];
        });
        assertThat(mapped.size()).isEqualTo(5);
        assertThat(first(mapped, 4)).isEqualTo(5.5f);
        assertThat(keys).doesNotContain(Key.of(0));
    }

    @Test
    void generated_samples_depend_on_index_and_key_only() {
        Generated noise = new Generated(
                4, List.of(TensorType.float32(), TensorType.of(DType.INT64)), (index, key, batch, row) -> {
                    batch.get(0).floats()[row] = (float) key.uniform(0);
                    batch.get(1).longs()[row] = index;
                });
        assertThat(first(noise, 2)).isEqualTo(first(noise, 2));
        assertThat(Batches.values(noise, 2, Key.of(1))).isNotEqualTo(Batches.values(noise, 2, Key.of(2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Generated(0, List.of(), (_, _, _, _) -> {}))
                .withMessage("generated data set: it needs at least one sample and one part, got 0 samples of 0 parts");
    }

    @Test
    void reshaped_part_keeps_its_numbers() {
        Reshaped reshaped = Reshaped.of(counting(4), 2, 1);
        var batch = Batches.empty(reshaped, 2);
        assertThat(batch.getFirst().type()).isEqualTo(TensorType.float32(2, 2, 1));
        reshaped.read(3, Key.of(0), batch, 1);
        assertThat(batch.get(0).floats()).containsExactly(0, 0, 3, 3.5f);
        assertThat(batch.get(1).longs()).containsExactly(0, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reshaped.of(counting(4), 3))
                .withMessage(
                        "reshaped data set: the new shape must hold as many numbers, got [3] (3) for float32[2] (2)");
    }

    @Test
    void shuffled_split_deals_every_sample_once() {
        DatasetSplit split = DatasetSplit.shuffled(counting(100), 0.7, 0.2, 0.1, Key.of(5));
        assertThat(split.train().size()).isEqualTo(70);
        assertThat(split.validation().size()).isEqualTo(20);
        int[] all = IntStream.of(split.train().sources()).toArray();
        all = IntStream.concat(
                        Arrays.stream(all),
                        IntStream.concat(
                                Arrays.stream(split.validation().sources()),
                                Arrays.stream(split.test().sources())))
                .sorted()
                .toArray();
        assertThat(all).isEqualTo(IntStream.range(0, 100).toArray());
        assertThat(split.train().sources())
                .isNotEqualTo(DatasetSplit.shuffled(counting(100), 0.7, 0.2, 0.1, Key.of(6))
                        .train()
                        .sources());
    }

    @Test
    void stratified_split_keeps_the_share_of_every_class() {
        ArrayDataset data = counting(90);
        DatasetSplit split =
                DatasetSplit.stratified(data, i -> (int) data.target(i), List.of(0.6, 0.2, 0.2), Key.of(1));
        for (Subset part : List.of(split.train(), split.validation(), split.test())) {
            long third = Arrays.stream(part.sources()).filter(i -> i % 3 == 2).count();
            assertThat(third).isEqualTo(part.size() / 3);
        }
        assertThat(split.train().size()).isEqualTo(54);
    }

    @Test
    void split_in_order_keeps_the_order() {
        DatasetSplit split = DatasetSplit.inOrder(counting(10), 0.8, 0, 0.2);
        assertThat(split.train().sources()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(split.validation().size()).isZero();
        assertThat(split.test().sources()).containsExactly(8, 9);
    }

    @Test
    void bad_shares_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatasetSplit.inOrder(counting(10), 0.8, 0.8, 0))
                .withMessage(
                        "split: the shares of training, validation and test must lie in 0 … 1 and sum to 1, that of"
                                + " training above 0, got [0.8, 0.8, 0.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatasetSplit.inOrder(counting(3), 0.9, 0.05, 0.05))
                .withMessage("split: every part needs a sample, but a share of 0.05 of 3 samples leaves none for the"
                        + " validation part; use more samples or a share of 0");
    }
}
