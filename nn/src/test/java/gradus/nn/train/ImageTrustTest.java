package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.nn.data.image.ImageArray;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageScaling;
import gradus.nn.data.image.ImageSize;
import gradus.nn.data.image.ImageSplit;
import gradus.nn.layer.Layer;
import gradus.nn.network.Networks;
import gradus.nn.optim.Sgd;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Models of pictures know how sure they may be, and which pictures are unlike those of training.
final class ImageTrustTest {
    private static final ImageSize SIZE = ImageSize.grey(8, 8);
    private static final List<String> NAMES = List.of("dark", "light");

    /// Pictures of which the left half is dark or light; one in five is named wrongly.
    private static ImageDataset halves(int count, long seed) {
        Random random = new Random(seed);
        byte[] pixels = new byte[count * SIZE.count()];
        int[] classes = new int[count];
        for (int i = 0; i < pixels.length; i++) {
            int picture = i / SIZE.count();
            int level = i % 8 < 4 && picture % 2 == 1 ? 150 : 40;
            pixels[i] = (byte) (level + random.nextInt(60));
            classes[picture] = picture % 2;
        }
        for (int i = 0; i < count; i++) {
            classes[i] = random.nextInt(5) == 0 ? 1 - classes[i] : classes[i];
        }
        return ImageDataset.of(ImageArray.of(SIZE, pixels), classes, NAMES);
    }

    private static ImageSplit split(ImageDataset validation) {
        return new ImageSplit(halves(300, 1), validation, halves(400, 3)).standardised();
    }

    /// Learns in strides so large that it believes everything it says.
    private static Training<Layer, TrainedModel<ImageModel>> brash(ImageDataset validation) {
        return Training.of(Networks.linear(), split(validation))
                .optimizer(Sgd.of(3))
                .batchSize(50)
                .epochs(4);
    }

    private static ImageModel model() {
        return brash(halves(200, 2)).fit().model();
    }

    private static double error(ImageModel model, ImageDataset images) {
        return model.evaluate(images).values().get("calibrationError");
    }

    @Test
    void the_temperature_that_is_fitted_to_validation_pictures_mends_the_confidence_on_others() {
        ImageModel model = model();
        ImageModel plain = new ImageModel(model.network(), model.input(), model.provenance());
        ImageDataset others = halves(500, 9);
        assertThat(model.trust().scaling().orElseThrow().temperature()).isGreaterThan(1);
        assertThat(error(model, others)).isLessThan(0.5 * error(plain, others));
        assertThat(model.predict(others).stream().map(Prediction.OfClass::label))
                .isEqualTo(plain.predict(others).stream()
                        .map(Prediction.OfClass::label)
                        .toList());
    }

    @Test
    void without_validation_pictures_there_is_no_temperature() {
        Trust trust = brash(halves(0, 2)).fit().model().trust();
        assertThat(trust.scaling()).isEmpty();
        assertThat(trust.region()).isPresent();
    }

    private static byte[] filled(int even, int odd) {
        byte[] pixels = new byte[SIZE.count()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ((i + i / 8) % 2 == 0 ? even : odd);
        }
        return pixels;
    }

    @Test
    void pictures_unlike_those_of_training_are_far_and_training_pictures_are_not() {
        ImageModel model = model();
        assertThat(model.predict(halves(300, 1)))
                .filteredOn(answer -> answer.novelty().orElseThrow().isFar())
                .isEmpty();
        assertThat(model.predict(halves(400, 3)))
                .filteredOn(answer -> answer.novelty().orElseThrow().isFar())
                .hasSizeLessThan(8);
        Novelty white = model.predict(filled(255, 255)).novelty().orElseThrow();
        Novelty chequered = model.predict(filled(0, 255)).novelty().orElseThrow();
        assertThat(white.isFar()).isTrue();
        assertThat(chequered.isFar()).isTrue();
        assertThat(white.unseen() + white.missing()).isZero();
    }

    @Test
    void a_picture_alone_is_as_far_as_among_others_however_they_are_scaled() {
        ImageModel model = model();
        ImageDataset images = halves(40, 5);
        byte[] pixels = new byte[SIZE.count()];
        images.pixels(7, pixels);
        assertThat(model.predict(pixels).novelty())
                .isEqualTo(model.predict(images.standardised()).get(7).novelty());
    }

    @Test
    void a_run_that_goes_on_ends_in_the_same_trust() {
        Training<Layer, TrainedModel<ImageModel>> training = brash(halves(200, 2));
        TrainState half = training.epochs(2).fit().run().state();
        assertThat(training.resume(half).model().trust()).isEqualTo(model().trust());
    }

    @Test
    void the_numbers_of_a_picture_are_means_and_roughnesses() {
        byte[] pixels = {0, -1, -1, -1};
        int[] none = {0};
        ImageDataset one = ImageDataset.of(ImageArray.of(ImageSize.grey(2, 2), pixels), none, NAMES);
        assertThat(new PictureFeatures(one.imageSize()).of(one, 0)).containsExactly(0, 1, 1, 1, 2, 0, 0, 0);
        assertThat(new PictureFeatures(ImageSize.grey(28, 28)).width()).isEqualTo(50);
        assertThat(new PictureFeatures(ImageSize.colour(32, 32)).width()).isEqualTo(54);
        assertThat(new PictureFeatures(ImageSize.colour(1, 32)).width()).isEqualTo(6);
    }

    @Test
    void a_region_of_more_features_than_a_picture_has_is_refused() {
        ImageModel model = model();
        TrainingRegion other = new TrainingRegion(List.of(50), List.of(0.0), List.of(1.0), 1);
        Trust trust = new Trust(Optional.of(other), Optional.empty());
        assertThatThrownBy(() -> new ImageModel(model.network(), model.input(), trust, model.provenance()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trust: the training region looks at feature 50, but a sample has 50 features; do both"
                        + " come from one model?");
    }

    @Test
    void one_picture_has_no_region() {
        ImageDataset one = halves(2, 1).rows(1).scaled(ImageScaling.unit(1));
        assertThat(RegionFit.of(one)).isEmpty();
        assertThat(IntStream.of(RegionFit.evenly(60_000)).max()).hasValue(59_997);
    }
}
