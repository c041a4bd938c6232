package gradus.nn.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.Batches;
import gradus.nn.data.Generated;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AugmentationTest {
    private static Raster raster(int height, int width, int channels) {
        Raster raster = new Raster(height, width, channels);
        float[] values = raster.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (i + 1) / (values.length + 1);
        }
        return raster;
    }

    private static Raster numbered(int height, int width) {
        Raster raster = new Raster(height, width, 1);
        for (int i = 0; i < height * width; i++) {
            raster.values()[i] = i + 1;
        }
        return raster;
    }

    static List<Augmentation> all() {
        return List.of(
                Flip.HORIZONTAL,
                Flip.VERTICAL,
                Crop.padded(2),
                new Crop(3, Border.REFLECT),
                new Crop(9, Border.EDGE),
                Affine.rotate(30),
                Affine.scale(0.5, 2).withBorder(Border.REFLECT),
                Affine.shift(0.5).withBorder(Border.EDGE),
                Affine.shear(20),
                new Colour(0.5, 0.5, 0.5),
                Cutout.of(3),
                Noise.pixels(0.2),
                Noise.jitter(0.2),
                new Strength(0.2),
                new TimeShift(3));
    }

    @ParameterizedTest
    @MethodSource("all")
    void same_key_gives_the_same_change_and_another_key_another(Augmentation augmentation) {
        int changed = 0;
        for (int i = 0; i < 20; i++) {
            Raster one = raster(5, 6, 3);
            Raster two = raster(5, 6, 3);
            augmentation.apply(one, Key.of(i));
            augmentation.apply(two, Key.of(i));
            assertThat(one.values()).isEqualTo(two.values()).hasSize(90);
            changed += Arrays.equals(one.values(), raster(5, 6, 3).values()) ? 0 : 1;
        }
        assertThat(changed).isBetween(4, 20);
    }

    @ParameterizedTest
    @MethodSource("all")
    void smallest_rasters_are_possible(Augmentation augmentation) {
        for (int i = 0; i < 10; i++) {
            Raster raster = raster(1, 1, 1);
            augmentation.apply(raster, Key.of(i));
            assertThat(raster.values()[0]).isFinite();
        }
    }

    /// The first key of a few whose first draw fits.
    private static Key key(Predicate<Key> fits) {
        return LongStream.range(0, 1000)
                .mapToObj(Key::of)
                .filter(fits)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void flip_mirrors_rows_or_columns_of_pixels() {
        Key yes = key(k -> k.bits(0) >= 0);
        Raster raster = raster(2, 3, 2);
        float[] v = raster.values().clone();
        Flip.HORIZONTAL.apply(raster, yes);
        assertThat(raster.values())
                .containsExactly(v[4], v[5], v[2], v[3], v[0], v[1], v[10], v[11], v[8], v[9], v[6], v[7]);
        Raster other = raster(2, 3, 2);
        Flip.VERTICAL.apply(other, yes);
        assertThat(other.values())
                .containsExactly(v[6], v[7], v[8], v[9], v[10], v[11], v[0], v[1], v[2], v[3], v[4], v[5]);
        long flips =
                LongStream.range(0, 2000).filter(i -> Key.of(i).bits(0) >= 0).count();
        assertThat(flips).isBetween(900L, 1100L);
    }

    @Test
    void moved_image_shows_the_border_that_was_chosen() {
        Raster black = numbered(3, 3);
        Crop.moved(black, 1, -2, Border.BLACK);
        assertThat(black.values()).containsExactly(0, 0, 4, 0, 0, 7, 0, 0, 0);
        Raster edge = numbered(3, 3);
        Crop.moved(edge, 1, -2, Border.EDGE);
        assertThat(edge.values()).containsExactly(4, 4, 4, 7, 7, 7, 7, 7, 7);
        Raster mirrored = numbered(3, 3);
        Crop.moved(mirrored, 1, -2, Border.REFLECT);
        assertThat(mirrored.values()).containsExactly(6, 5, 4, 9, 8, 7, 6, 5, 4);
        Raster far = numbered(2, 2);
        Crop.moved(far, 0, 5, Border.BLACK);
        assertThat(far.values()).containsOnly(0);
    }

    @Test
    void affine_of_nothing_changes_nothing_and_a_quarter_turn_turns() {
        Raster same = numbered(4, 5);
        new Affine(0, 1, 1, 0, 0, Border.BLACK).apply(same, Key.of(1));
        assertThat(same.values()).isEqualTo(numbered(4, 5).values());
        double most = 90 / (2 * Key.of(8).uniform(0) - 1);
        Raster turned = numbered(3, 3);
        Affine.rotate(Math.min(360, Math.abs(most))).apply(turned, Key.of(8));
        float[] clockwise = {7, 4, 1, 8, 5, 2, 9, 6, 3};
        float[] back = {3, 6, 9, 2, 5, 8, 1, 4, 7};
        assertThat(turned.values()).containsExactly(most > 0 ? clockwise : back, within(1e-4f));
    }

    @Test
    void scale_of_two_shows_the_middle() {
        Raster raster = new Raster(4, 4, 1);
        raster.values()[5] = 1;
        raster.values()[6] = 1;
        raster.values()[9] = 1;
        raster.values()[10] = 1;
        Affine.scale(2, 2).apply(raster, Key.of(1));
        assertThat(raster.values()[0]).isEqualTo(0.5625f);
        assertThat(raster.values()[5]).isEqualTo(1f);
    }

    @Test
    void colour_keeps_grey_images_grey_and_values_within_bounds() {
        Raster raster = new Raster(1, 2, 3);
        Arrays.fill(raster.values(), 0, 3, 0.25f);
        Arrays.fill(raster.values(), 3, 6, 0.75f);
        new Colour(0, 0, 1).apply(raster, Key.of(4));
        assertThat(raster.values()).containsExactly(new float[] {.25f, .25f, .25f, .75f, .75f, .75f}, within(1e-6f));
        Raster bright = raster(3, 3, 3);
        new Colour(1, 1, 1).apply(bright, Key.of(5));
        for (float value : bright.values()) {
            assertThat(value).isBetween(0f, 1f);
        }
    }

    @Test
    void brightness_multiplies_and_contrast_leaves_the_mean() {
        Raster raster = raster(2, 2, 1);
        new Colour(0.5, 0, 0).apply(raster, Key.of(6));
        float factor = (float) (1 + 0.5 * (2 * Key.of(6).uniform(0) - 1));
        assertThat(raster.values()[1]).isEqualTo(0.4f * factor);
        Raster other = raster(2, 2, 1);
        new Colour(0, 0.3, 0).apply(other, Key.of(6));
        float mean = (other.values()[0] + other.values()[1] + other.values()[2] + other.values()[3]) / 4;
        assertThat(mean).isCloseTo(0.5f, within(1e-6f));
    }

    @Test
    void cutout_covers_at_most_a_square() {
        for (int i = 0; i < 50; i++) {
            Raster raster = raster(8, 8, 2);
            new Cutout(4, 0.5).apply(raster, Key.of(i));
            int covered = 0;
            float[] before = raster(8, 8, 2).values();
            for (int p = 0; p < before.length; p++) {
                covered += raster.values()[p] == before[p] ? 0 : 1;
            }
            assertThat(covered).isBetween(8, 32);
        }
    }

    @Test
    void noise_has_mean_zero_and_its_deviation() {
        Raster raster = new Raster(200, 200, 1);
        Noise.jitter(2).apply(raster, Key.of(3));
        double sum = 0;
        double squares = 0;
        for (float value : raster.values()) {
            sum += value;
            squares += value * value;
        }
        assertThat(sum / 40_000).isCloseTo(0, within(0.04));
        assertThat(Math.sqrt(squares / 40_000)).isCloseTo(2, within(0.03));
        assertThat(Quantiles.normal(0)).isCloseTo(-4.3249f, within(1e-4f));
        assertThat(Quantiles.normal(65535 * 8413 / 10000)).isCloseTo(1f, within(1e-3f));
    }

    @Test
    void strength_multiplies_a_channel_as_a_whole() {
        Raster raster = raster(6, 1, 2);
        float[] before = raster.values().clone();
        new Strength(0.5).apply(raster, Key.of(2));
        for (int c = 0; c < 2; c++) {
            float factor = raster.values()[c] / before[c];
            for (int i = c; i < 12; i += 2) {
                assertThat(raster.values()[i] / before[i]).isCloseTo(factor, within(1e-5f));
            }
        }
    }

    @Test
    void one_more_augmentation_does_not_change_the_draws_of_the_others() {
        Raster one = raster(5, 5, 1);
        Augmentation.applyAll(List.of(Crop.padded(2)), one, Key.of(1));
        Raster two = raster(5, 5, 1);
        Augmentation nothing = (_, _) -> {};
        Augmentation.applyAll(List.of(Crop.padded(2), nothing), two, Key.of(1));
        assertThat(one.values()).isEqualTo(two.values());
    }

    @Test
    void augmented_data_set_changes_its_first_part_only() {
        Generated series =
                new Generated(3, List.of(TensorType.float32(4, 2), TensorType.float32(1)), (index, _, batch, row) -> {
                    Arrays.fill(batch.get(0).floats(), row * 8, row * 8 + 8, index);
                    batch.get(1).floats()[row] = index;
                });
        List<Literal> batch = Batches.empty(series, 2);
        Augmented.of(series, Noise.jitter(0.1)).read(2, Key.of(1), batch, 1);
        assertThat(Arrays.copyOf(batch.get(0).floats(), 8)).containsOnly(0);
        assertThat(batch.get(0).floats()[9]).isCloseTo(2f, within(1f)).isNotEqualTo(2f);
        assertThat(batch.get(1).floats()).containsExactly(0, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Augmented.of(ArrayDataset.ofValues(new float[2], 2, new float[1]), Noise.jitter(1)))
                .withMessage("augmentation: the first part of a sample must be float32 [time, channels] or [height,"
                        + " width, channels], got float32[2]");
    }

    @ParameterizedTest
    @EnumSource(Border.class)
    void borders_give_places_within(Border border) {
        for (int size : new int[] {1, 2, 5}) {
            for (int place = -12; place < 12; place++) {
                assertThat(border.source(place, size)).isBetween(-1, size - 1);
            }
        }
    }

    @Test
    void bad_numbers_are_refused() {
        refused(() -> Crop.padded(-1), "crop: the padding must lie between 0 and 65536, got -1");
        refused(
                () -> Affine.scale(0, 1),
                "affine augmentation: degrees must lie in 0 … 360, scales in (0, 1000] in rising order, shift in 0 … 1,"
                        + " shear in [0, 90), got degrees 0.0, scales 0.0 … 1.0, shift 0.0, shear 0.0");
        refused(
                () -> new Colour(2, 0, 0),
                "colour augmentation: strengths must lie in 0 … 1, got brightness 2.0, contrast 0.0, saturation 0.0");
        refused(
                () -> Cutout.of(0),
                "cutout: the side must be at least 1 and the value in 0 … 1, got side 0, value 0.0");
        refused(() -> Noise.pixels(-1), "noise: the deviation must be a number of at least 0, got -1.0");
        refused(() -> new Strength(-1), "strength: the deviation must be a number of at least 0, got -1.0");
        refused(() -> new TimeShift(-1), "time shift: the most times must lie between 0 and 1048576, got -1");
        refused(() -> new Raster(0, 1, 1), "raster: sizes must be at least 1, got [0, 1, 1]");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable action, String message) {
        assertThatIllegalArgumentException().isThrownBy(action).withMessage(message);
    }
}
