package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.data.Table;
import gradus.nn.data.image.ImageArray;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageSize;
import gradus.nn.data.image.ImageSource;
import gradus.nn.data.image.ImageSplit;
import gradus.nn.layer.Layer;
import gradus.nn.network.Networks;
import gradus.nn.summary.Summary;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Autoencoders of pictures: bars that come back, and specks that do not.
class PictureAutoencoderTest {
    private static final ImageSize SIZE = ImageSize.grey(8, 8);

    /// Pictures of one bright row or column on a dark ground.
    private static ImageDataset bars(int count, long seed) {
        Random random = new Random(seed);
        byte[] pixels = new byte[count * SIZE.count()];
        for (int i = 0; i < count; i++) {
            int place = random.nextInt(8);
            boolean lying = random.nextBoolean();
            for (int j = 0; j < 8; j++) {
                pixels[i * 64 + (lying ? place * 8 + j : j * 8 + place)] = (byte) (200 + random.nextInt(56));
            }
        }
        return ImageDataset.of(ImageArray.of(SIZE, pixels), new int[count], List.of("picture"));
    }

    /// As many bright pixels, anywhere.
    private static ImageDataset specks(int count) {
        Random random = new Random(5);
        byte[] pixels = new byte[count * SIZE.count()];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < 8; j++) {
                pixels[i * 64 + random.nextInt(64)] = (byte) (200 + random.nextInt(56));
            }
        }
        return ImageDataset.of(ImageArray.of(SIZE, pixels), new int[count], List.of("picture"));
    }

    private static double mean(List<AnomalyScore> scores) {
        return scores.stream().mapToDouble(AnomalyScore::error).average().orElseThrow();
    }

    @Test
    void bars_come_back_and_specks_have_a_larger_error() {
        ImageSplit split = ImageSplit.of(bars(400, 1), 0.8, 0.1, 0.1, Key.of(1));
        TrainedModel<ReconstructionModel> run = Training.of(
                        Autoencoder.of(Networks.mlp(32, 8, 32)).withNoise(0.1), split)
                .epochs(60)
                .batchSize(16)
                .fit();
        ReconstructionModel model = run.model();
        assertThat(mean(model.score(specks(40)))).isGreaterThan(2 * mean(model.score(bars(40, 3))));
        assertThat(model.score(specks(40)).stream()
                        .mapToDouble(AnomalyScore::share)
                        .average()
                        .orElseThrow())
                .isGreaterThan(0.9);
        assertThat(run.test().orElseThrow().values().get("unusual")).isLessThan(0.3);
        ImageDataset given = bars(3, 4);
        ImageDataset back = model.reconstruct(given);
        double[] error = new double[3];
        byte[] before = new byte[64];
        byte[] after = new byte[64];
        for (int i = 0; i < 3; i++) {
            given.pixels(i, before);
            back.pixels(i, after);
            for (int p = 0; p < 64; p++) {
                double off = ((before[p] & 0xFF) - (after[p] & 0xFF)) / 255.0;
                error[i] += off * off / 64;
            }
            assertThat(model.score(given).get(i).error()).isCloseTo(error[i], within(2e-3));
        }
        assertThat(model.heldOut().samples()).isEqualTo(40);
        assertThat(model.provenance().settings().get("loss"))
                .isEqualTo("reconstruction: binary cross-entropy per pixel; noise 0.1 on what goes in");
    }

    @ParameterizedTest
    @CsvSource({"28, 28, 1", "8, 8, 1", "64, 64, 3", "27, 30, 3", "15, 17, 1", "5, 4, 1", "1, 9, 3"})
    void the_default_network_gives_pictures_of_any_size_back(int height, int width, int channels) {
        Shape picture = Shape.of(height, width, channels);
        Layer network = Networks.autoencoder(picture).build(picture, picture, Key.of(1));
        assertThat(Summary.of(network, Shape.of(2).append(picture)).toString())
                .contains("[2, " + height + ", " + width + ", " + channels + "]");
    }

    @Test
    void the_default_network_for_digits_is_that_of_the_example() {
        Shape digit = Shape.of(28, 28, 1);
        Layer network = Networks.autoencoder(digit).build(digit, digit, Key.of(1));
        assertThat(Summary.of(network, Shape.of(1).append(digit)).parameters()).isEqualTo(28_353);
    }

    /// Black pictures that take no memory.
    private static ImageSource black(ImageSize size, int count) {
        return new ImageSource() {
            @Override
            public int count() {
                return count;
            }

            @Override
            public ImageSize imageSize() {
                return size;
            }

            @Override
            public void read(int index, byte[] into) {
                Arrays.fill(into, (byte) 0);
            }
        };
    }

    @Test
    void what_does_not_give_a_picture_back_is_told() {
        ImageSplit split = ImageSplit.of(bars(20, 1), 1, 0, 0, Key.of(1));
        assertThatThrownBy(() -> Training.of(Autoencoder.of(Networks.of("dense(32) relu dense(64)")), split)
                        .fit())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the last word must give [8, 8, 1], but \"dense(32) relu dense(64)\" gives [64]")
                .hasMessageEndingWith("end it with conv(outputs,3, padding=same), or with dense(64) reshape(8x8x1)");
        ReconstructionModel model = Training.of(
                        Autoencoder.of(Networks.of("dense(4) relu dense(64) reshape(8x8x1)")), split)
                .epochs(1)
                .fit()
                .model();
        ImageDataset other =
                ImageDataset.of(ImageArray.of(ImageSize.grey(4, 4), new byte[16]), new int[1], List.of("x"));
        assertThatThrownBy(() -> model.score(other))
                .hasMessage("autoencoder: pictures must be of [8, 8, 1] as those of training, got 4 × 4 × 1");
        ImageSize huge = ImageSize.grey(30_000, 30_000);
        ImageDataset three = ImageDataset.of(black(huge, 3), new int[3], List.of("x"));
        assertThatThrownBy(() -> model.reconstruct(three))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must take less than 2 GiB, but 3 of 30000 × 30000 × 1 take 2700000000 bytes");
        assertThatThrownBy(() -> model.score(Table.of(List.of("a"), List.of())))
                .hasMessage("autoencoder: it gives back pictures of 8 × 8 × 1, not rows of a table");
    }
}
