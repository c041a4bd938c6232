package gradus.nn.summary;

import gradus.core.type.Shape;
import gradus.nn.layer.Layer;
import gradus.nn.spatial.AvgPool;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.MaxPool;
import gradus.nn.spatial.PoolOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How much of the input one place behind a stack of convolutions and pools sees, along each axis: each layer of
/// kernel k and dilation d adds `(k − 1) · d` steps of what the strides before it multiply to.
///
/// {@snippet file="NetworkSnippets.java" region="Summary"}
///
/// @param sizes how many places of the input are seen
/// @param strides how far neighbours see apart
public record ReceptiveField(List<Integer> sizes, List<Integer> strides) {
    /// Copies the lists.
    public ReceptiveField {
        sizes = List.copyOf(sizes);
        strides = List.copyOf(strides);
    }

    /// Gives the field behind the last sliding window of a network, or nothing if there is none.
    static Optional<ReceptiveField> of(Layer network, Shape sample) {
        int axes = sample.rank() - 1;
        if (axes < 1) {
            return Optional.empty();
        }
        int[] sizes = new int[axes];
        int[] strides = new int[axes];
        Arrays.fill(sizes, 1);
        Arrays.fill(strides, 1);
        boolean slides = false;
        for (Placed placed : Placed.flat(network)) {
            Optional<Sliding> sliding = Sliding.of(placed.layer(), axes);
            if (sliding.isPresent()) {
                slides = true;
                sliding.get().widen(sizes, strides);
            }
        }
        return slides
                ? Optional.of(new ReceptiveField(
                        Arrays.stream(sizes).boxed().toList(),
                        Arrays.stream(strides).boxed().toList()))
                : Optional.empty();
    }

    /// A window that slides.
    ///
    /// @param extents places from the first to the last that it reads, along each axis
    /// @param strides how far it moves
    record Sliding(List<Integer> extents, List<Integer> strides) {
        static Optional<Sliding> of(Layer layer, int axes) {
            Optional<Sliding> found = switch (layer) {
                case Conv conv -> Optional.of(of(conv.kernel(), conv.stride(), conv.dilation()));
                case MaxPool(PoolOptions options) -> Optional.of(of(options));
                case AvgPool pool -> Optional.of(of(pool.options()));
                default -> Optional.empty();
            };
            return found.filter(window -> window.extents().size() == axes);
        }

        private static Sliding of(PoolOptions options) {
            return of(options.size(), options.stride(), options.dilation());
        }

        private static Sliding of(List<Integer> kernel, List<Integer> strides, List<Integer> dilation) {
            List<Integer> extents = IntStream.range(0, kernel.size())
                    .mapToObj(i -> (kernel.get(i) - 1) * dilation.get(i) + 1)
                    .toList();
            return new Sliding(extents, strides);
        }

        void widen(int[] sizes, int[] steps) {
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] += (extents.get(i) - 1) * steps[i];
                steps[i] *= strides.get(i);
            }
        }
    }

    @Override
    public String toString() {
        return text(sizes) + " places of the input, " + text(strides) + " apart";
    }

    private static String text(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" × "));
    }
}
