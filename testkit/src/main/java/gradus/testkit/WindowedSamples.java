package gradus.testkit;

import gradus.core.op.Window;
import gradus.core.op.Window.Axis;
import gradus.core.op.Windowed;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.Arrays;
import java.util.List;

/// Samples of operations that slide a window.
final class WindowedSamples {
    private final Draw draw;

    private WindowedSamples(Draw draw) {
        this.draw = draw;
    }

    static void addTo(Draw draw) {
        WindowedSamples samples = new WindowedSamples(draw);
        samples.lines();
        samples.images();
        samples.volumes();
        samples.groups();
        samples.empties();
    }

    private void lines() {
        convolutions(Window.of(1), 1, 2, 1, 1, 1);
        convolutions(Window.of(3), 1, 1, 3, 1, 1);
        convolutions(Window.of(new Axis(3, 1, 2, 0, 1)), 1, 2, 7, 3, 4);
        convolutions(Window.of(new Axis(4, 3, 1, 2, 2)), 1, 3, 9, 2, 17);
        convolutions(Window.of(new Axis(2, 1, 5, 4, 3)), 1, 2, 4, 8, 3);
        convolutions(Window.of(new Axis(1, 3, 0, 0, 1)), 1, 2, 8, 3, 2);
        convolutions(Window.of(new Axis(9, 1, 4, 4, 1)), 1, 2, 3, 1, 2);
        convolutions(Window.of(new Axis(2, 1, 0, 9, 8)), 1, 1, 3, 1, 2);
    }

    private void images() {
        Axis same = new Axis(3, 1, 1, 1, 1);
        convolutions(Window.of(3, 3), 1, 2, 5, 6, 1, 9);
        convolutions(Window.of(same, same), 1, 1, 4, 3, 7, 5);
        convolutions(Window.of(new Axis(3, 2, 0, 1, 1), new Axis(2, 3, 1, 0, 2)), 1, 2, 6, 7, 3, 4);
        convolutions(Window.of(1, 1), 1, 2, 3, 3, 4, 8);
        convolutions(Window.of(new Axis(1, 2, 0, 0, 1), new Axis(1, 2, 1, 1, 1)), 1, 1, 5, 4, 2, 3);
        convolutions(Window.of(new Axis(5, 1, 4, 4, 1), new Axis(1, 1, 0, 0, 1)), 1, 1, 1, 2, 2, 2);
    }

    private void volumes() {
        Axis axis = new Axis(2, 1, 1, 0, 1);
        convolutions(Window.of(2, 2, 2), 1, 1, 3, 2, 3, 2, 3);
        convolutions(Window.of(axis, new Axis(2, 2, 0, 1, 1), new Axis(1, 1, 0, 0, 1)), 1, 2, 2, 3, 2, 1, 4);
        convolutions(Window.of(axis, axis, new Axis(2, 1, 1, 1, 2)), 2, 1, 2, 2, 3, 2, 4);
    }

    private void groups() {
        convolutions(Window.of(new Axis(3, 1, 1, 1, 1)), 2, 2, 5, 4, 6);
        convolutions(Window.of(new Axis(3, 2, 1, 1, 1), new Axis(3, 2, 1, 1, 1)), 5, 2, 5, 4, 5, 5);
        convolutions(Window.of(new Axis(2, 1, 0, 1, 2), new Axis(3, 1, 1, 1, 1)), 3, 1, 4, 5, 3, 6);
        convolutions(Window.of(new Axis(3, 1, 1, 1, 1)), 17, 2, 6, 17, 17);
        convolutions(Window.of(2, 2), 2, 1, 3, 3, 6, 2);
    }

    private void empties() {
        convolutions(Window.of(3), 1, 0, 5, 2, 3);
        convolutions(Window.of(2, 2), 1, 2, 3, 3, 0, 2);
        convolutions(Window.of(2, 2), 1, 2, 3, 3, 2, 0);
        convolutions(Window.of(new Axis(2, 1, 2, 2, 1)), 1, 2, 0, 3, 2);
        convolutions(Window.of(new Axis(5, 1, 4, 2, 1)), 1, 2, 0, 1, 2);
    }

    /// Adds a convolution and its two gradients.
    ///
    /// @param sizes batch, spatial sizes, channels in, channels out
    private void convolutions(Window window, int groups, int... sizes) {
        int rank = window.rank();
        Shape x = Shape.of(Arrays.copyOf(sizes, rank + 2));
        int out = sizes[rank + 2];
        Shape w = window.sizes().append(Shape.of(x.size(-1) / groups, out));
        Windowed convolution = new Windowed.Convolution(window, groups);
        TensorType y = convolution.infer(
                List.of(TensorType.of(draw.floating(), x.sizes()), TensorType.of(draw.floating(), w.sizes())));
        List<Integer> spatial = Arrays.stream(x.sizes(), 1, rank + 1).boxed().toList();
        draw.add(convolution, numbers(x), numbers(w));
        draw.add(new Windowed.ConvolutionInputGradient(window, groups, spatial), numbers(y.shape()), numbers(w));
        draw.add(new Windowed.ConvolutionWeightGradient(window, groups), numbers(x), numbers(y.shape()));
    }

    private Literal numbers(Shape shape) {
        return draw.signed(0, 1, shape.sizes());
    }
}
