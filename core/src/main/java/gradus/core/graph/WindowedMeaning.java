package gradus.core.graph;

import gradus.core.op.Contraction.Operand;
import gradus.core.op.Movement;
import gradus.core.op.Pooling;
import gradus.core.op.Window;
import gradus.core.op.Windowed;
import gradus.core.type.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The meaning of windowed operations as graphs of plain ones: one exhaustive switch.
///
/// A convolution is a matrix product per group: the rows are the places of the result, the terms what the window reads
/// there, the columns the channels of the result.
final class WindowedMeaning {
    private WindowedMeaning() {}

    static Node expand(Windowed op, List<Node> inputs) {
        return switch (op) {
            case Windowed.Convolution convolution -> convolution(convolution, inputs.get(0), inputs.get(1));
            case Windowed.ConvolutionInputGradient gradient -> inputGradient(gradient, inputs.get(0), inputs.get(1));
            case Windowed.ConvolutionWeightGradient gradient -> weightGradient(gradient, inputs.get(0), inputs.get(1));
            case Pooling pooling -> PoolingMeaning.expand(pooling, inputs);
        };
    }

    private static Node convolution(Windowed.Convolution op, Node x, Node weight) {
        Shape result = op.infer(List.of(x.type(), weight.type())).shape();
        Node columns = columns(op.window(), op.groups(), x); // [groups, rows, terms]
        Node kernel = byGroup(weight, op.groups()); // [groups, terms, out / groups]
        Node product = Build.matmul(columns, kernel, Operand.AS_IS, Operand.AS_IS);
        return Build.reshape(Build.transpose(product, List.of(1, 0, 2)), result);
    }

    private static Node inputGradient(Windowed.ConvolutionInputGradient op, Node dy, Node weight) {
        Shape result = op.infer(List.of(dy.type(), weight.type())).shape();
        int groups = op.groups();
        int window = op.window().count();
        int channels = result.size(-1);
        Shape places = dy.type().shape().with(-1, channels);
        Node kernel = byGroup(weight, groups);
        Node columns = Build.matmul(rows(dy, groups), kernel, Operand.AS_IS, Operand.TRANSPOSED);
        Node parts = Build.transpose(
                Build.reshape(columns, Shape.of(groups, places.count(0, places.rank() - 1), window, channels / groups)),
                List.of(2, 1, 0, 3)); // [kernel, rows, groups, in / groups]
        Node sum = null;
        for (int p = 0; p < window; p++) {
            Node part = Build.reshape(Build.sliceAxis(parts, 0, p, p + 1), places);
            Node placed = placed(op.window(), p, part, op.spatial());
            sum = sum == null ? placed : Build.add(sum, placed);
        }
        return unpadded(op.window(), sum == null ? Build.fill(dy.type().with(result), 0) : sum, result);
    }

    private static Node weightGradient(Windowed.ConvolutionWeightGradient op, Node x, Node dy) {
        Shape result = op.infer(List.of(x.type(), dy.type())).shape();
        int groups = op.groups();
        Node columns = columns(op.window(), groups, x);
        Node product = Build.matmul(columns, rows(dy, groups), Operand.TRANSPOSED, Operand.AS_IS);
        return Build.reshape(Build.transpose(product, List.of(1, 0, 2)), result);
    }

    /// What the window reads: `[groups, rows, kernel · in / groups]`.
    private static Node columns(Window window, int groups, Node x) {
        int channels = x.type().shape().size(-1);
        List<Node> reads = reads(window, x, 0);
        Shape places = reads.getFirst().type().shape();
        int rows = places.count(0, places.rank() - 1);
        List<Node> parts = new ArrayList<>();
        for (Node read : reads) {
            parts.add(Build.reshape(read, Shape.of(rows, groups, channels / groups)));
        }
        Node joined = parts.size() == 1 ? parts.getFirst() : Node.of(new Movement.Concat(2), parts);
        return Build.transpose(joined, List.of(1, 0, 2));
    }

    /// Gives for each place of the window, in row-major order, what it reads: tensors `[batch, places…, channels]`.
    ///
    /// @param padding the number that lies around the input
    static List<Node> reads(Window window, Node x, double padding) {
        Shape spatial = x.type().shape().slice(1, x.type().shape().rank() - 1);
        Shape places = window.slide("window", spatial);
        Node padded = padded(window, x, padding);
        List<Node> reads = new ArrayList<>();
        for (int p = 0; p < window.count(); p++) {
            int[] offsets = offsets(window, p);
            List<Integer> starts = ends(0, offsets, 0);
            int[] stops = new int[offsets.length];
            int[] steps = new int[offsets.length];
            for (int i = 0; i < offsets.length; i++) {
                steps[i] = window.axes().get(i).stride();
                stops[i] = offsets[i] + (places.size(i) - 1) * steps[i] + 1;
            }
            List<Integer> limits =
                    ends(x.type().shape().size(0), stops, x.type().shape().size(-1));
            reads.add(Node.of(new Movement.Slice(starts, limits, ends(1, steps, 1)), padded));
        }
        return reads;
    }

    private static Node padded(Window window, Node x, double value) {
        int[] low = window.axes().stream().mapToInt(Window.Axis::low).toArray();
        int[] high = window.axes().stream().mapToInt(Window.Axis::high).toArray();
        List<Integer> none = ends(0, new int[low.length], 0);
        Movement.Pad pad = new Movement.Pad(ends(0, low, 0), ends(0, high, 0), none, value);
        return pad.low().equals(none) && pad.high().equals(none) ? x : Node.of(pad, x);
    }

    /// Puts a tensor `[batch, places…, channels]` where place `p` of the window reads, in the padded input.
    static Node placed(Window window, int p, Node part, List<Integer> spatial) {
        int[] low = offsets(window, p);
        int[] high = new int[low.length];
        int[] interior = new int[low.length];
        for (int i = 0; i < low.length; i++) {
            Window.Axis axis = window.axes().get(i);
            int reach = low[i] + (axis.places(spatial.get(i)) - 1) * axis.stride() + 1;
            high[i] = axis.padded(spatial.get(i)) - reach;
            interior[i] = axis.stride() - 1;
        }
        return Node.of(new Movement.Pad(ends(0, low, 0), ends(0, high, 0), ends(0, interior, 0), 0), part);
    }

    /// Cuts the padding off.
    static Node unpadded(Window window, Node x, Shape result) {
        int[] low = window.axes().stream().mapToInt(Window.Axis::low).toArray();
        int[] stops = new int[low.length];
        for (int i = 0; i < low.length; i++) {
            stops[i] = low[i] + result.size(i + 1);
        }
        List<Integer> limits = ends(result.size(0), stops, result.size(-1));
        int[] steps = new int[low.length];
        Arrays.fill(steps, 1);
        return Node.of(new Movement.Slice(ends(0, low, 0), limits, ends(1, steps, 1)), x);
    }

    /// How far place `p` of the window lies from its first, along each axis.
    private static int[] offsets(Window window, int p) {
        int[] offsets = new int[window.rank()];
        int rest = p;
        for (int i = offsets.length - 1; i >= 0; i--) {
            Window.Axis axis = window.axes().get(i);
            offsets[i] = rest % axis.size() * axis.dilation();
            rest /= axis.size();
        }
        return offsets;
    }

    private static List<Integer> ends(int batch, int[] spatial, int channels) {
        List<Integer> all = new ArrayList<>();
        all.add(batch);
        for (int value : spatial) {
            all.add(value);
        }
        all.add(channels);
        return List.copyOf(all);
    }

    /// `[kernel…, in / groups, out]` as `[groups, kernel · in / groups, out / groups]`.
    private static Node byGroup(Node weight, int groups) {
        Shape shape = weight.type().shape();
        int terms = shape.count(0, shape.rank() - 1);
        Node split = Build.reshape(weight, Shape.of(terms, groups, shape.size(-1) / groups));
        return Build.transpose(split, List.of(1, 0, 2));
    }

    /// `[batch, places…, out]` as `[groups, rows, out / groups]`.
    private static Node rows(Node dy, int groups) {
        Shape shape = dy.type().shape();
        int rows = shape.count(0, shape.rank() - 1);
        Node split = Build.reshape(dy, Shape.of(rows, groups, shape.size(-1) / groups));
        return Build.transpose(split, List.of(1, 0, 2));
    }
}
