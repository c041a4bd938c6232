package gradus.nn.spatial;

import gradus.core.op.Window;
import gradus.core.tensor.Tensor;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// How a pooling layer slides its window over one, two or three spatial axes: as many as the window has sizes.
///
/// {@snippet file="SpatialSnippets.java" region="PoolOptions"}
///
/// @param size the window's sizes
/// @param stride how far it moves; one number holds for all axes
/// @param padding what surrounds the input; it is never a maximum
/// @param dilation the distance of the places that are read; one number holds for all axes
/// @param rounding what becomes of a last window that fits only in part
public record PoolOptions(
        List<Integer> size, List<Integer> stride, Padding padding, List<Integer> dilation, Rounding rounding) {
    private static final List<String> SPACE = List.of("depth, height, width", "height, width", "time");

    /// What becomes of a last window that fits only in part.
    public enum Rounding {
        /// It is left out: `⌊(padded − extent)/stride⌋ + 1` results.
        DOWN,
        /// It stays, and reads what there is, if it begins in the input or the padding before it: PyTorch's
        /// `ceil_mode`.
        UP
    }

    /// Checks the numbers.
    public PoolOptions {
        if (size.isEmpty() || size.size() > 3) {
            throw new IllegalArgumentException("pool: the window has 1 to 3 sizes, got " + size);
        }
        size = ConvParts.perAxis("pool", "size", size.size(), size);
        stride = ConvParts.perAxis("pool", "stride", size.size(), stride);
        dilation = ConvParts.perAxis("pool", "dilation", size.size(), dilation);
        ConvParts.requirePadding("pool", size.size(), padding);
    }

    /// Gives a window that moves by its own size, without padding and gaps: one size per spatial axis.
    public static PoolOptions of(int... size) {
        List<Integer> sizes = ConvOptions.list(size);
        return new PoolOptions(sizes, sizes, Padding.valid(), List.of(1), Rounding.DOWN);
    }

    /// Gives these options with another stride: one number for all axes or one per axis.
    public PoolOptions withStride(int... strides) {
        return new PoolOptions(size, ConvOptions.list(strides), padding, dilation, rounding);
    }

    /// Gives these options with other padding.
    public PoolOptions withPadding(Padding around) {
        return new PoolOptions(size, stride, around, dilation, rounding);
    }

    /// Gives these options with another distance of places: one number for all axes or one per axis.
    public PoolOptions withDilation(int... dilations) {
        return new PoolOptions(size, stride, padding, ConvOptions.list(dilations), rounding);
    }

    /// Gives these options with a last window that may fit only in part.
    public PoolOptions roundingUp() {
        return new PoolOptions(size, stride, padding, dilation, Rounding.UP);
    }

    /// Gives the number of spatial axes.
    public int rank() {
        return size.size();
    }

    /// Gives how the window lies on an input of these spatial sizes, before any rounding up.
    Window exact(Shape spatial) {
        ConvParts.requireSpatial("pool", rank(), spatial);
        List<Window.Axis> axes = new ArrayList<>();
        for (int i = 0; i < rank(); i++) {
            axes.add(padding.axis(i, spatial.size(i), size.get(i), stride.get(i), dilation.get(i)));
        }
        return new Window(axes);
    }

    /// Gives how the window lies on an input of these spatial sizes; rounding up is padding after the input.
    ///
    /// @param spatial one size per axis of the window, without samples and channels
    /// @throws ShapeException if there are more or fewer
    public Window window(Shape spatial) {
        Window exact = exact(spatial);
        if (rounding == Rounding.DOWN) {
            return exact;
        }
        List<Window.Axis> axes = new ArrayList<>();
        for (int i = 0; i < rank(); i++) {
            axes.add(longer(exact.axes().get(i), spatial.size(i)));
        }
        return new Window(axes);
    }

    private static Window.Axis longer(Window.Axis axis, int input) {
        int places = Math.ceilDiv(axis.padded(input) - axis.extent(), axis.stride()) + 1;
        if ((places - 1) * axis.stride() >= input + axis.low()) {
            places--;
        }
        int reach = (places - 1) * axis.stride() + axis.extent();
        int high = Math.max(axis.high(), reach - axis.low() - input);
        return new Window.Axis(axis.size(), axis.stride(), axis.low(), high, axis.dilation());
    }

    /// Gives the spatial sizes of a batch with as many spatial axes.
    static Shape spatial(String layer, int rank, Tensor input) {
        if (input.rank() != rank + 2) {
            throw new ShapeException(layer + ": the input must be [batch, " + SPACE.get(3 - rank) + ", channels], got "
                    + input.shape() + Origin.here().at());
        }
        return input.shape().slice(1, input.rank() - 1);
    }

    /// Gives the spatial sizes of a batch with any number of spatial axes.
    static Shape spatial(String layer, Tensor input) {
        boolean empty = input.rank() >= 3 && input.shape().count(1, input.rank() - 1) == 0;
        if (input.rank() < 3 || empty) {
            throw new ShapeException(layer + ": the input must be [batch, spatial…, channels] with at least one place,"
                    + " got " + input.shape() + Origin.here().at());
        }
        return input.shape().slice(1, input.rank() - 1);
    }

    /// Gives numbers as they are written for axes: `2 × 3`.
    static String product(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" × "));
    }

    static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(i -> i).toArray();
    }

    static void requirePositive(String layer, String what, List<Integer> numbers) {
        boolean fits = !numbers.isEmpty()
                && numbers.size() <= 3
                && Arrays.stream(array(numbers)).allMatch(n -> n > 0);
        if (!fits) {
            throw new IllegalArgumentException(
                    layer + ": the " + what + " must be one to three positive numbers, got " + numbers);
        }
    }

    @Override
    public String toString() {
        return product(size)
                + (stride.equals(size) ? "" : ", stride " + product(stride))
                + (padding instanceof Padding.Valid ? "" : ", " + padding)
                + (dilation.stream().allMatch(n -> n == 1) ? "" : ", dilation " + product(dilation))
                + (rounding == Rounding.UP ? ", rounding up" : "");
    }
}
