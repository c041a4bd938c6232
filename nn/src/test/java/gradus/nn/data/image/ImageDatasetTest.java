package gradus.nn.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.data.Batches;
import gradus.nn.data.augment.Crop;
import gradus.nn.data.augment.Noise;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImageDatasetTest {
    /// Image i of 2 × 2 × 3: red 10 i, green 255, blue counts up; its class is i mod 2.
    private static ImageDataset images(int count) {
        byte[] pixels = new byte[count * 12];
        for (int at = 0; at < pixels.length; at += 3) {
            pixels[at] = (byte) (at / 12 * 10);
            pixels[at + 1] = (byte) 255;
            pixels[at + 2] = (byte) (at / 3);
        }
        int[] classes = IntStream.range(0, count).map(i -> i % 2).toArray();
        return ImageDataset.of(ImageArray.of(ImageSize.colour(2, 2), pixels), classes, List.of("even", "odd"));
    }

    @Test
    void bytes_become_numbers_between_0_and_1() {
        ImageDataset data = images(5);
        assertThat(data.sampleTypes().getFirst()).isEqualTo(TensorType.float32(2, 2, 3));
        List<Literal> batch = Batches.empty(data, 2);
        data.read(3, Key.of(1), batch, 1);
        float[] values = batch.get(0).floats();
        assertThat(values[12]).isEqualTo((float) (30 / 255.0));
        assertThat(values[13]).isEqualTo(1f);
        assertThat(values[0]).isZero();
        assertThat(batch.get(1).longs()).containsExactly(0, 1);
        assertThat(data).hasToString("ImageDataset[5 images of 2 × 2 × 3, 2 classes]");
    }

    @Test
    void standardised_training_images_have_mean_0_and_deviation_1_and_constant_channels_stay_finite() {
        ImageDataset data = images(20).standardised();
        double[] sum = new double[3];
        double[] squares = new double[3];
        for (int i = 0; i < 20; i++) {
            float[] values = Batches.values(data, i, Key.of(0));
            for (int k = 0; k < 12; k++) {
                sum[k % 3] += values[k];
                squares[k % 3] += values[k] * values[k];
            }
        }
        assertThat(sum[0] / 80).isCloseTo(0, within(1e-6));
        assertThat(squares[0] / 80).isCloseTo(1, within(1e-5));
        assertThat(sum[1]).isCloseTo(0, within(1e-5));
        assertThat(data.scaling().deviation().get(1)).isEqualTo(1);
    }

    @Test
    void statistics_come_from_training_images_only() {
        ImageSplit split = ImageSplit.of(images(40), 0.5, 0.25, 0.25, Key.of(2)).standardised();
        assertThat(split.train().scaling()).isEqualTo(ImageScaling.standard(split.train()));
        assertThat(split.validation().scaling()).isEqualTo(split.train().scaling());
        assertThat(split.test().scaling()).isEqualTo(split.train().scaling());
        assertThat(split.test().scaling()).isNotEqualTo(ImageScaling.standard(images(40)));
        for (ImageDataset part : List.of(split.train(), split.validation(), split.test())) {
            long odd = IntStream.range(0, part.size())
                    .filter(i -> part.classOf(i) == 1)
                    .count();
            assertThat(odd).isEqualTo(part.size() / 2);
        }
    }

    @Test
    void images_standardised_before_the_split_are_standardised_anew_by_the_training_images() {
        ImageDataset all = images(40);
        ImageSplit after = ImageSplit.of(all, 0.5, 0.25, 0.25, Key.of(2)).standardised();
        ImageSplit before = ImageSplit.of(all.standardised(), 0.5, 0.25, 0.25, Key.of(2));
        assertThat(before.train().scaling()).isEqualTo(after.train().scaling());
        assertThat(before.test().scaling()).isEqualTo(after.train().scaling());
        assertThat(before.standardised().train().scaling())
                .isEqualTo(after.train().scaling());
        assertThat(Batches.values(before.test(), 0, Key.of(0))).isEqualTo(Batches.values(after.test(), 0, Key.of(0)));
        ImageSplit centred = ImageSplit.of(all.scaled(ImageScaling.centred(3)), 0.5, 0.25, 0.25, Key.of(2));
        assertThat(centred.test().scaling()).isEqualTo(ImageScaling.centred(3));
    }

    @Test
    void parts_of_a_split_are_scaled_alike() {
        ImageDataset all = images(10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageSplit(all.standardised(), all, all))
                .withMessageStartingWith("image split: all parts must have the size and the scaling of the training"
                        + " images, 2 × 2 × 3 and ImageScaling[")
                .withMessageEndingWith("; scale by part.scaled(train.scaling())");
    }

    @Test
    void parts_of_a_split_number_their_classes_alike() {
        ImageDataset train = classes("cat", "dog", "horse");
        assertThat(new ImageSplit(train, classes("cat", "dog"), train)
                        .validation()
                        .classNames())
                .containsExactly("cat", "dog");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageSplit(train, train, classes("cat", "horse")))
                .withMessageStartingWith("image split: all parts must have the classes of the training images in their"
                        + " order, [cat, dog, horse], got [cat, horse]; ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageSplit(classes("cat", "dog"), train, train))
                .withMessageContaining("[cat, dog], got [cat, dog, horse]");
    }

    private static ImageDataset classes(String... names) {
        int[] none = {0};
        return ImageDataset.of(ImageArray.of(ImageSize.grey(1, 1), new byte[1]), none, List.of(names));
    }

    @Test
    void only_training_images_are_augmented() {
        ImageSplit split = ImageSplit.of(images(40), 0.5, 0.5, 0, Key.of(2)).augmented(Noise.pixels(0.1));
        assertThat(Batches.values(split.train(), 0, Key.of(1)))
                .isNotEqualTo(Batches.values(split.train(), 0, Key.of(2)));
        assertThat(Batches.values(split.validation(), 0, Key.of(1)))
                .isEqualTo(Batches.values(split.validation(), 0, Key.of(2)));
    }

    @Test
    void images_that_were_augmented_before_the_split_are_so_for_training_only() {
        ImageSplit split = ImageSplit.of(images(40).augmented(Noise.pixels(0.1)), 0.5, 0.25, 0.25, Key.of(2));
        assertThat(split.train().augmentations()).hasSize(1);
        assertThat(split.validation().augmentations()).isEmpty();
        assertThat(split.test().augmentations()).isEmpty();
    }

    @Test
    void augmentation_that_changes_nothing_gives_the_same_bits() {
        ImageDataset data = images(6).standardised();
        assertThat(Batches.values(data.augmented(Crop.padded(0)), 4, Key.of(1)))
                .isEqualTo(Batches.values(data, 4, Key.of(1)));
    }

    @Test
    void selections_share_pixels_and_keep_classes() {
        ImageDataset some = images(6).rows(5, 0).range(0, 1);
        assertThat(some.size()).isEqualTo(1);
        assertThat(some.classOf(0)).isEqualTo(1);
        assertThat(Batches.values(some, 0, Key.of(0))[0]).isEqualTo((float) (50 / 255.0));
        assertThat(Batches.sample(some.inMemory(), 0, Key.of(0))).isEqualTo(Batches.sample(some, 0, Key.of(0)));
    }

    @Test
    void scaling_goes_back_to_the_same_byte() {
        ImageScaling scaling = new ImageScaling(List.of(0.13), List.of(0.31));
        for (int level = 0; level < 256; level++) {
            assertThat(scaling.toByte(scaling.table()[0][level], 0) & 0xFF).isEqualTo(level);
        }
        assertThat(scaling.toByte(99, 0)).isEqualTo((byte) 255);
        assertThat(ImageScaling.centred(1).table()[0][0]).isEqualTo(-1f);
    }

    @Test
    void autoencoder_sees_the_corrupted_image_and_wants_the_clean_one() {
        Reconstruction plain = Reconstruction.of(images(4));
        List<Literal> sample = Batches.sample(plain, 2, Key.of(1));
        assertThat(sample.get(0)).isEqualTo(sample.get(1));
        Reconstruction noisy = Reconstruction.of(images(4), Noise.pixels(0.5));
        List<Literal> corrupted = Batches.sample(noisy, 2, Key.of(1));
        assertThat(corrupted.get(1)).isEqualTo(sample.get(1));
        assertThat(corrupted.get(0)).isNotEqualTo(sample.get(0));
    }

    @Test
    void what_does_not_fit_is_refused() {
        ImageArray two = ImageArray.of(ImageSize.grey(1, 1), new byte[2]);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> ImageDataset.of(two, new int[3], List.of("a")))
                .withMessage("images: each needs one label, got 2 images and 3 labels; do the files belong together?");
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> ImageDataset.of(two, new int[] {0, 4}, List.of("a", "b")))
                .withMessage("images: labels must lie in 0 … 1 for 2 classes, got 4 for image 1, counted from 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageArray.of(ImageSize.grey(2, 2), new byte[7]))
                .withMessage("images: the bytes must make whole images of 2 × 2 × 1 = 4 bytes, got 7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> images(2).scaled(ImageScaling.unit(1)))
                .withMessage("images: the scaling must be for 3 channels, as the images have, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageScaling(List.of(0.0), List.of(0.0)))
                .withMessage("image scaling: each channel needs a finite mean and a finite deviation above 0, got means"
                        + " [0.0] and deviations [0.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageSize.grey(0, 5))
                .withMessage("image size: sides must lie in 1 … 32768 and channels in 1 … 4, got 0 × 5 × 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> images(2).first(3))
                .withMessage("images: a range must lie in 0 … 2, got 0 … 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> images(2).first(0).standardised())
                .withMessage("image scaling: mean and deviation need at least one image, got none");
    }
}
