package gradus.nn.spatial;

import gradus.core.op.Window;
import gradus.core.type.ShapeException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// How many places of padding lie around the input of a layer that slides a window.
///
/// {@snippet file="SpatialSnippets.java" region="Padding"}
public sealed interface Padding {
    /// Gives how a window lies on an axis.
    ///
    /// @param index which spatial axis
    /// @param input its size
    /// @param size the window's size
    /// @param stride how far the window moves
    /// @param dilation the distance of places that are read
    default Window.Axis axis(int index, int input, int size, int stride, int dilation) {
        int extent = (size - 1) * dilation + 1;
        return switch (this) {
            case Valid _ -> new Window.Axis(size, stride, 0, 0, dilation);
            case Same _ -> {
                int places = (input + stride - 1) / stride;
                int total = Math.max(0, (places - 1) * stride + extent - input);
                yield new Window.Axis(size, stride, total / 2, total - total / 2, dilation);
            }
            case Causal _ -> new Window.Axis(size, stride, extent - 1, 0, dilation);
            case Explicit(var low, var high) ->
                new Window.Axis(size, stride, low.get(index % low.size()), high.get(index % high.size()), dilation);
        };
    }

    /// No padding: the window stays inside the input.
    static Padding valid() {
        return new Valid();
    }

    /// As much as gives `⌈input / stride⌉` results, half on each side; where the sum is odd the extra place lies
    /// *after* the input, as in TensorFlow. With stride 2 the padding therefore depends on the input: an even input
    /// under a window of 3 is padded by 0 before and 1 after, where PyTorch's `padding=1` pads both sides and reads
    /// other places.
    static Padding same() {
        return new Same();
    }

    /// `(size − 1) · dilation` places before a sequence and none after it: a result sees its own place and earlier
    /// ones only.
    static Padding causal() {
        return new Causal();
    }

    /// As many places before as after the input: one number for all axes, or one per axis (height, width).
    static Padding of(int... both) {
        return of(both, both);
    }

    /// Numbers of places before and after the input, for each axis.
    static Padding of(int[] low, int[] high) {
        return new Explicit(
                Arrays.stream(low).boxed().toList(), Arrays.stream(high).boxed().toList());
    }

    /// No padding.
    record Valid() implements Padding {
        @Override
        public String toString() {
            return "valid";
        }
    }

    /// As much as keeps the size at stride 1.
    record Same() implements Padding {
        @Override
        public String toString() {
            return "same";
        }
    }

    /// All of it before the sequence.
    record Causal() implements Padding {
        @Override
        public String toString() {
            return "causal";
        }
    }

    /// Known numbers; lists of one number hold for every axis.
    ///
    /// @param low places before the input, at least 0
    /// @param high places after the input, at least 0
    record Explicit(List<Integer> low, List<Integer> high) implements Padding {
        /// Copies and checks the lists.
        public Explicit {
            low = List.copyOf(low);
            high = List.copyOf(high);
            if (low.isEmpty() || low.size() != high.size()) {
                throw new ShapeException("padding: needs one number for all axes or one per axis, for both sides, got "
                        + low + " and " + high);
            }
            if (low.stream().anyMatch(n -> n < 0) || high.stream().anyMatch(n -> n < 0)) {
                throw new ShapeException("padding: must not be negative, got " + low + " and " + high
                        + "; cut the input with slice instead");
            }
        }

        @Override
        public String toString() {
            return low.equals(high)
                    ? "padding " + text(low)
                    : "padding " + text(low) + " before and " + text(high) + " after";
        }

        private static String text(List<Integer> numbers) {
            return numbers.stream().map(String::valueOf).collect(Collectors.joining(" × "));
        }
    }
}
