package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.data.Reshaped;
import gradus.nn.data.augment.Crop;
import gradus.nn.data.augment.Flip;
import gradus.nn.data.augment.Noise;
import gradus.nn.data.image.ImageArray;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageSize;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadAheadTest {
    private static Training<Sequential, Run<Sequential>> training() {
        byte[] pixels = new byte[50 * 25];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Key.of(5).bits(i);
        }
        int[] classes = IntStream.range(0, 50).map(i -> i % 3).toArray();
        ImageDataset images = ImageDataset.of(
                        ImageArray.of(ImageSize.grey(5, 5), pixels), classes, List.of("a", "b", "c"))
                .standardised()
                .augmented(Flip.HORIZONTAL, Crop.padded(1), Noise.pixels(0.1));
        Sequential network = Networks.mlp(6).build(Shape.of(25), 3, Key.of(1));
        return Training.of(network, Reshaped.of(images, 25), Loss.CROSS_ENTROPY)
                .batchSize(8)
                .epochs(3);
    }

    @DisplayName("R7: augmented images give the same weights for 1, 2 and 7 threads that read ahead, and after a stop")
    @ParameterizedTest
    @CsvSource({"1, 1, 0", "2, 2, 0", "7, 7, 0", "3, 2, 5", "4, 7, 11"})
    void r7_threads_that_read_ahead_change_no_weight(int batches, int threads, int stop) {
        String expected = FinalWeights.hash(training().fit().state().weights());
        var ahead = training().prefetch(batches, threads);
        Run<Sequential> run =
                stop == 0 ? ahead.fit() : ahead.resume(ahead.steps(stop).fit().state());
        assertThat(FinalWeights.hash(run.state().weights())).isEqualTo(expected);
    }

    @Test
    void numbers_out_of_range_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> training().prefetch(4, 65))
                .withMessage("prefetch: the number of batches must lie between 0 and 1024 and that of threads between 1"
                        + " and 64, got 4 and 65");
    }
}
