package gradus.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.data.augment.Crop;
import gradus.nn.data.augment.Flip;
import gradus.nn.data.augment.Noise;
import gradus.nn.data.image.ImageArray;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PrefetcherTest {
    private static ImageDataset images(int count) {
        byte[] pixels = new byte[count * 36];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Key.of(3).bits(i);
        }
        return ImageDataset.of(ImageArray.of(ImageSize.grey(6, 6), pixels), new int[count], List.of("one"))
                .augmented(Flip.HORIZONTAL, Crop.padded(2), Noise.pixels(0.1));
    }

    @DisplayName("R7: augmentation is the same for any number of threads that read ahead, and new in every epoch")
    @ParameterizedTest
    @CsvSource({"1, 1", "3, 1", "2, 2", "1, 4", "7, 3", "16, 7"})
    void r7_augmentation_does_not_depend_on_threads(int ahead, int threads) {
        Loader loader = new Loader(images(23), 4, Loader.Order.SHUFFLED, Key.of(9));
        int count = 3 * loader.batchesPerEpoch() + 2;
        List<List<Literal>> expected = Batches.of(loader, 0, count);
        List<List<Literal>> got = new ArrayList<>();
        try (Prefetcher prefetcher = new Prefetcher(loader, ahead, threads, 0, 0)) {
            for (int i = 0; i < count; i++) {
                got.add(prefetcher.next());
            }
        }
        assertThat(got).isEqualTo(expected);
    }

    @DisplayName("R7: no two samples or epochs share their draws")
    @Test
    void r7_no_two_samples_or_epochs_share_their_draws() {
        Set<Key> keys = new HashSet<>();
        Generated recording = new Generated(50, List.of(TensorType.float32()), (_, key, _, _) -> {
            synchronized (keys) {
                assertThat(keys.add(key)).isTrue();
            }
        });
        Loader loader = new Loader(recording, 8, Loader.Order.SHUFFLED, Key.of(1));
        Batches.of(loader, 0, 4 * loader.batchesPerEpoch());
        assertThat(keys).hasSize(200);
    }

    @Test
    void begins_anywhere_with_several_threads() {
        Loader loader = new Loader(images(23), 4, Loader.Order.SHUFFLED, Key.of(9));
        List<List<Literal>> all = Batches.of(loader, 0, 20);
        try (Prefetcher prefetcher = new Prefetcher(loader, 4, 3, 1, 5)) {
            for (int i = 11; i < 20; i++) {
                assertThat(prefetcher.next()).isEqualTo(all.get(i));
            }
        }
    }

    @Test
    void a_failure_comes_in_its_turn() {
        AtomicInteger reads = new AtomicInteger();
        Generated failing = new Generated(40, List.of(TensorType.float32()), (index, _, _, _) -> {
            reads.incrementAndGet();
            if (index == 21) {
                throw new IllegalStateException("sample 21");
            }
        });
        Loader loader = new Loader(failing, 4, Loader.Order.AS_STORED, Key.of(1));
        try (Prefetcher prefetcher = new Prefetcher(loader, 6, 3, 0, 0)) {
            for (int i = 0; i < 5; i++) {
                assertThat(prefetcher.next()).hasSize(1);
            }
            assertThatIllegalStateException().isThrownBy(prefetcher::next).withMessage("sample 21");
        }
        assertThat(reads.get()).isGreaterThanOrEqualTo(22);
    }

    @Test
    @Timeout(20)
    void a_checked_failure_of_a_class_of_another_language_comes_too() {
        Loader loader = new Loader(new Torn(), 2, Loader.Order.AS_STORED, Key.of(1));
        try (Prefetcher prefetcher = new Prefetcher(loader, 1, 0, 0)) {
            assertThatThrownBy(prefetcher::next).hasRootCauseMessage("torn tape");
        }
    }

    private record Torn() implements Dataset {
        @Override
        public int size() {
            return 4;
        }

        @Override
        public List<TensorType> sampleTypes() {
            return List.of(TensorType.float32(1));
        }

        @Override
        public void read(int index, Key key, List<Literal> batch, int row) {
            throw PrefetcherTest.<RuntimeException>unchecked(new IOException("torn tape"));
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E unchecked(Throwable failure) throws E {
        throw (E) failure;
    }

    @Test
    void number_of_threads_is_checked() {
        Loader loader = new Loader(images(5), 4, Loader.Order.AS_STORED, Key.of(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Prefetcher(loader, 4, 0, 0, 0))
                .withMessage("prefetch: the number of threads must lie between 1 and 64, got 0");
    }
}
