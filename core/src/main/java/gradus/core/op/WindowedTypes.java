package gradus.core.op;

import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import java.util.List;

/// The shape rules of windowed operations.
final class WindowedTypes {
    private WindowedTypes() {}

    static TensorType convolution(Windowed.Convolution op, List<TensorType> inputs) {
        pair(op, inputs);
        TensorType x = inputs.get(0);
        Shape weight = inputs.get(1).shape();
        int axes = op.window().rank();
        rank(op, "input", x.shape(), "[batch, " + "spatial, ".repeat(axes) + "channels]");
        weight(op, op.groups(), weight);
        int channels = x.shape().size(-1);
        if (channels != weight.size(-2) * op.groups()) {
            throw new ShapeException(op.name() + ": the input's last size must be " + weight.size(-2) * op.groups()
                    + " (channels), got " + x.shape() + " × " + weight
                    + (op.groups() == 1 ? "" : " in " + op.groups() + " groups")
                    + Origin.here().at() + "; images are [batch, height, width, channels]");
        }
        return x.with(joined(x, op.window().slide(op.name(), spatial(x)), weight.size(-1)));
    }

    static TensorType inputGradient(Windowed.ConvolutionInputGradient op, List<TensorType> inputs) {
        pair(op, inputs);
        TensorType dy = inputs.get(0);
        Shape weight = inputs.get(1).shape();
        rank(
                op,
                "gradient",
                dy.shape(),
                "[batch, " + "places, ".repeat(op.window().rank()) + "channels]");
        weight(op, op.groups(), weight);
        if (op.spatial().size() != op.window().rank()) {
            throw new ShapeException(op.name() + ": needs one spatial size per axis of the window, got " + op.spatial()
                    + " for " + op.window().rank() + Origin.here().at());
        }
        Shape spatial = Shape.of(op.spatial().stream().mapToInt(i -> i).toArray());
        Shape places = op.window().slide(op.name(), spatial);
        Check.that(
                op.name(),
                spatial(dy).equals(places) && dy.shape().size(-1) == weight.size(-1),
                "the gradient must be " + joined(dy, places, weight.size(-1)) + " for spatial sizes " + spatial,
                dy.shape());
        return dy.with(joined(dy, spatial, weight.size(-2) * op.groups()));
    }

    static TensorType weightGradient(Windowed.ConvolutionWeightGradient op, List<TensorType> inputs) {
        pair(op, inputs);
        TensorType x = inputs.get(0);
        TensorType dy = inputs.get(1);
        rank(op, "input", x.shape(), "[batch, " + "spatial, ".repeat(op.window().rank()) + "channels]");
        rank(
                op,
                "gradient",
                dy.shape(),
                "[batch, " + "places, ".repeat(op.window().rank()) + "channels]");
        int in = x.shape().size(-1);
        int out = dy.shape().size(-1);
        groups(op, op.groups(), in);
        groups(op, op.groups(), out);
        Shape expected = joined(x, op.window().slide(op.name(), spatial(x)), out);
        Check.that(
                op.name(),
                dy.shape().equals(expected),
                "the gradient must be " + expected + " for an input of " + x.shape(),
                dy.shape());
        return x.with(op.window().sizes().append(Shape.of(in / op.groups(), out)));
    }

    /// Gives the sizes between the first and the last.
    static Shape spatial(TensorType x) {
        return x.shape().slice(1, x.shape().rank() - 1);
    }

    private static Shape joined(TensorType x, Shape spatial, int channels) {
        return Shape.of(x.shape().size(0)).append(spatial).append(Shape.of(channels));
    }

    private static void pair(Windowed op, List<TensorType> inputs) {
        Check.count(op.name(), inputs, 2);
        Check.floating(op.name(), inputs.get(0));
        Check.dtype(op.name(), inputs.get(1), inputs.get(0).dtype());
    }

    static void rank(Windowed op, String what, Shape shape, String form) {
        int rank = op.window().rank() + 2;
        Check.that(op.name(), shape.rank() == rank, "the " + what + " must have " + rank + " axes, " + form, shape);
    }

    private static void weight(Windowed op, int groups, Shape weight) {
        rank(op, "weight", weight, "[" + "kernel, ".repeat(op.window().rank()) + "in / groups, out]");
        Shape kernel = weight.slice(0, op.window().rank());
        Check.that(
                op.name(),
                kernel.equals(op.window().sizes()),
                "the weight's first sizes must be those of the window, "
                        + op.window().sizes(),
                weight);
        groups(op, groups, weight.size(-1));
    }

    private static void groups(Windowed op, int groups, int channels) {
        if (groups < 1 || channels % groups != 0) {
            throw new ShapeException(op.name() + ": the groups must divide the channels, got " + groups + " groups for "
                    + channels + " channels" + Origin.here().at());
        }
    }
}
