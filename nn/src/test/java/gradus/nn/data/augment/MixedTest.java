package gradus.nn.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.data.Batches;
import gradus.nn.data.Dataset;
import gradus.nn.data.Generated;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixedTest {
    /// Image i is i everywhere and of class i.
    private static Dataset plain(int size) {
        return new Generated(
                size, List.of(TensorType.float32(6, 6, 1), TensorType.of(DType.INT64)), (index, _, batch, row) -> {
                    Arrays.fill(batch.get(0).floats(), row * 36, row * 36 + 36, index);
                    batch.get(1).longs()[row] = index;
                });
    }

    @Test
    void mixup_mixes_features_and_target_alike() {
        Mixed mixed = Mixed.mixup(plain(4), 4, 1);
        for (int i = 0; i < 40; i++) {
            List<Literal> sample = Batches.sample(mixed, i % 4, Key.of(i));
            float[] target = sample.get(1).floats();
            float expected = target[1] + 2 * target[2] + 3 * target[3];
            assertThat(sample.get(0).floats()[7]).isCloseTo(expected, within(1e-5f));
            assertThat(target[0] + target[1] + target[2] + target[3]).isCloseTo(1, within(1e-6f));
        }
    }

    @Test
    void cutmix_gives_each_class_its_share_of_the_area() {
        Mixed mixed = Mixed.cutmix(plain(4), 4, 1);
        int partners = 0;
        for (int i = 0; i < 40; i++) {
            List<Literal> sample = Batches.sample(mixed, i % 4, Key.of(i));
            float[] pixels = sample.get(0).floats();
            float[] target = sample.get(1).floats();
            for (int k = 0; k < 4; k++) {
                int own = 0;
                for (float pixel : pixels) {
                    own += pixel == k ? 1 : 0;
                }
                assertThat(target[k]).isCloseTo(own / 36f, within(1e-5f));
            }
            partners += target[i % 4] < 1 ? 1 : 0;
        }
        assertThat(partners).isGreaterThan(10);
    }

    @Test
    void same_key_gives_the_same_partner() {
        Mixed mixed = Mixed.mixup(plain(9), 9, 0.2);
        assertThat(Batches.sample(mixed, 3, Key.of(5))).isEqualTo(Batches.sample(mixed, 3, Key.of(5)));
        assertThat(Batches.sample(mixed, 3, Key.of(5))).isNotEqualTo(Batches.sample(mixed, 3, Key.of(6)));
    }

    @Test
    void shares_follow_the_beta_distribution() {
        for (double alpha : new double[] {0.2, 1, 3}) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < 20_000; i++) {
                double share = Beta.symmetric(alpha, Key.of(i));
                assertThat(share).isBetween(0.0, 1.0);
                sum += share;
                squares += (share - 0.5) * (share - 0.5);
            }
            assertThat(sum / 20_000).isCloseTo(0.5, within(0.01));
            assertThat(squares / 20_000).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.003));
        }
        assertThat(Beta.symmetric(1e-3, Key.of(1))).isBetween(0.0, 1.0);
    }

    @Test
    void what_cannot_be_mixed_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mixed.cutmix(Mixed.mixup(plain(3), 3, 1), 3, 1))
                .withMessage("cutmix: samples must be a float32 image [height, width, channels] and an int64 class, got"
                        + " [float32[6, 6, 1], float32[3]]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mixed.mixup(plain(3), 3, 0))
                .withMessage("mixed samples: at least 2 classes and an alpha in (0, 1e6] are needed, got 3 classes and"
                        + " alpha 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Batches.sample(Mixed.mixup(plain(3), 2, 1), 2, Key.of(1)))
                .withMessage("mixed samples: classes must lie in 0 … 1, got 2");
    }
}
