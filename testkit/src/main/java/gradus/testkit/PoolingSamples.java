package gradus.testkit;

import gradus.core.op.Pooling;
import gradus.core.op.Window;
import gradus.core.op.Window.Axis;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.Arrays;
import java.util.List;

/// Samples of folds over windows.
final class PoolingSamples {
    private final Draw draw;

    private PoolingSamples(Draw draw) {
        this.draw = draw;
    }

    static void addTo(Draw draw) {
        PoolingSamples samples = new PoolingSamples(draw);
        for (int channels : Draw.AWKWARD) {
            samples.all(Window.of(new Axis(2, 2, 0, 0, 1)), 2, 4, Math.min(channels, 65));
        }
        samples.all(Window.of(1), 1, 1, 1);
        samples.all(Window.of(new Axis(3, 1, 2, 0, 1)), 2, 7, 3);
        samples.all(Window.of(new Axis(3, 2, 1, 2, 2)), 3, 9, 17);
        samples.all(Window.of(new Axis(2, 3, 0, 0, 1)), 2, 9, 2);
        Axis half = new Axis(2, 2, 0, 0, 1);
        Axis overlapping = new Axis(3, 2, 1, 1, 1);
        samples.all(Window.of(half, half), 2, 4, 6, 3);
        samples.all(Window.of(overlapping, overlapping), 2, 5, 6, 9);
        samples.all(Window.of(new Axis(3, 1, 1, 1, 1), new Axis(2, 1, 0, 1, 3)), 1, 4, 5, 16);
        samples.all(Window.of(new Axis(1, 3, 0, 0, 1), new Axis(4, 1, 0, 0, 1)), 1, 5, 4, 2);
        samples.all(Window.of(half, half, half), 1, 2, 4, 2, 3);
        samples.all(Window.of(overlapping, half, new Axis(2, 1, 1, 0, 1)), 2, 3, 2, 3, 18);
        samples.all(Window.of(half, half), 0, 4, 4, 3);
        samples.sums(Window.of(new Axis(2, 1, 4, 3, 3)), 2, 3, 4);
        samples.sums(Window.of(new Axis(2, 1, 2, 2, 1)), 2, 0, 3);
        samples.all(Window.of(overlapping, overlapping), 4, 33, 31, 33);
    }

    static void addEdgesTo(Draw draw) {
        Window window = Window.of(new Axis(3, 2, 1, 1, 1));
        double nan = Double.NaN;
        double low = Double.NEGATIVE_INFINITY;
        double[][] lines = {
            {1, 1, 1, 1, 1}, {low, low, low, low, low}, {nan, 1, 2, 3, 4}, {4, 3, nan, nan, 2}, {2, nan, 3, low, nan}
        };
        for (double[] line : lines) {
            for (int channels : List.of(1, 17)) {
                var x = Draw.filled(draw.floating(), new int[] {1, line.length, channels}, i -> line[i / channels]);
                draw.add(new Pooling.WindowMax(window), x);
                draw.add(new Pooling.WindowArgMax(window), x);
                draw.add(new Pooling.WindowMaxGradient(window), x, draw.signed(0, 1, 1, 3, channels));
                draw.add(new Pooling.WindowSum(window), x);
            }
        }
    }

    /// @param sizes batch, spatial sizes, channels
    private void all(Window window, int... sizes) {
        draw.add(new Pooling.WindowMax(window), draw.spaced(sizes));
        draw.add(new Pooling.WindowArgMax(window), draw.spaced(sizes));
        Shape places = new Pooling.WindowMax(window)
                .infer(List.of(TensorType.of(draw.floating(), sizes)))
                .shape();
        draw.add(new Pooling.WindowMaxGradient(window), draw.spaced(sizes), draw.signed(0, 1, places.sizes()));
        sums(window, sizes);
    }

    private void sums(Window window, int... sizes) {
        List<Integer> spatial =
                Arrays.stream(sizes, 1, sizes.length - 1).boxed().toList();
        Pooling sum = new Pooling.WindowSum(window);
        Shape places = sum.infer(List.of(TensorType.of(draw.floating(), sizes))).shape();
        draw.add(sum, draw.signed(0, 1, sizes));
        draw.add(new Pooling.WindowSpread(window, spatial), draw.signed(0, 1, places.sizes()));
    }
}
