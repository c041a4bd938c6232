package gradus.core.op;

import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What slides over the spatial axes of a tensor: of images the height and the width.
///
/// Tensors are channels last: `[batch, spatial…, channels]`. The result at place `o` of an axis reads the places
/// `o · stride − low + p · dilation` of the input, for `p = 0 … size − 1`; places outside the input are padding.
///
/// @param axes one description per spatial axis, one to three of them
public record Window(List<Axis> axes) {
    /// How a window lies on one axis.
    ///
    /// @param size how many places it reads, at least 1
    /// @param stride how far it moves from one result to the next, at least 1
    /// @param low how many places of padding lie before the input, at least 0
    /// @param high how many places of padding lie after the input, at least 0
    /// @param dilation the distance of neighbouring places that are read, at least 1
    public record Axis(int size, int stride, int low, int high, int dilation) {
        /// Checks the numbers.
        public Axis {
            atLeast("size", 1, size);
            atLeast("stride", 1, stride);
            atLeast("padding", 0, low);
            atLeast("padding", 0, high);
            atLeast("dilation", 1, dilation);
            atMost("it must reach over", (size - 1L) * dilation + 1, "a size of " + size + " dilated by " + dilation);
        }

        private static void atMost(String what, long places, String got) {
            if (places > Integer.MAX_VALUE) {
                throw new ShapeException("window: " + what + " at most " + Integer.MAX_VALUE + " places, got " + got
                        + Origin.here().at());
            }
        }

        private static void atLeast(String what, int least, int got) {
            if (got < least) {
                throw new ShapeException("window: the " + what + " must be at least " + least + ", got " + got
                        + Origin.here().at());
            }
        }

        /// Gives the axis of a window that moves by 1 without padding and gaps.
        public static Axis of(int size) {
            return new Axis(size, 1, 0, 0, 1);
        }

        /// Gives the distance from the first place that is read to behind the last: `(size − 1) · dilation +
        /// 1`.
        public int extent() {
            return (size - 1) * dilation + 1;
        }

        /// Gives the size of the input with its padding.
        ///
        /// @throws ShapeException if it passes 2³¹ − 1
        public int padded(int input) {
            long padded = (long) low + input + high;
            atMost("the padded input must have", padded, low + " + " + input + " + " + high);
            return (int) padded;
        }

        /// Gives how many places the window takes: `⌊(low + input + high − extent) / stride⌋ + 1`, and 0 or
        /// less where it does not fit once.
        public int places(int input) {
            return Math.floorDiv(padded(input) - extent(), stride) + 1;
        }

        /// Says whether the window at a place reads an element of an input of this size, not padding alone.
        public boolean reads(int place, int input) {
            int start = place * stride - low;
            int skipped = start >= 0 ? 0 : Math.ceilDiv(-start, dilation);
            return skipped < size && start + skipped * dilation < input;
        }
    }

    /// Copies and checks the list.
    public Window {
        axes = List.copyOf(axes);
        if (axes.isEmpty() || axes.size() > 3) {
            throw new ShapeException("window: has 1 to 3 spatial axes, got " + axes.size()
                    + Origin.here().at());
        }
    }

    /// Gives the window with these axes.
    public static Window of(Axis... axes) {
        return new Window(List.of(axes));
    }

    /// Gives the window of these sizes that moves by 1 without padding and gaps.
    public static Window of(int... sizes) {
        return new Window(Arrays.stream(sizes).mapToObj(Axis::of).toList());
    }

    /// Gives the number of spatial axes.
    public int rank() {
        return axes.size();
    }

    /// Gives the sizes along the axes as a shape.
    public Shape sizes() {
        return Shape.of(axes.stream().mapToInt(Axis::size).toArray());
    }

    /// Gives the number of places that are read for one result: the product of the sizes.
    public int count() {
        return sizes().count();
    }

    /// Gives the spatial sizes of what results from sliding over an input of the given spatial sizes.
    ///
    /// @param name the operation, for the message
    /// @throws ShapeException if the window does not fit into the padded input
    public Shape slide(String name, Shape spatial) {
        return Shape.of(IntStream.range(0, rank())
                .map(i -> places(name, i, spatial.size(i)))
                .toArray());
    }

    private int places(String name, int index, int input) {
        Axis axis = axes.get(index);
        int places = axis.places(input);
        if (places < 1) {
            String reach = axis.dilation() == 1 ? "" : " reaching over " + axis.extent();
            throw new ShapeException(name + ": the window must fit into the padded input, got a window of "
                    + axis.size() + reach + " on " + input + " + " + (axis.low() + axis.high())
                    + " of padding at spatial axis " + index + Origin.here().at()
                    + "; pad more, or take a smaller window or a larger input");
        }
        return places;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Axis axis : axes) {
            text.append(text.isEmpty() ? "" : " × ").append(axis.size());
            text.append(axis.stride() == 1 ? "" : " by " + axis.stride());
            text.append(axis.low() + axis.high() == 0 ? "" : " pad " + axis.low() + "+" + axis.high());
            text.append(axis.dilation() == 1 ? "" : " dilated " + axis.dilation());
        }
        return text.toString();
    }
}
