package gradus.testkit;

import gradus.core.op.Leaf;
import gradus.core.op.Random;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.List;

/// Samples of operations that make values of nothing, or of a key.
final class LeafSamples {
    private LeafSamples() {}

    static void addTo(Draw draw) {
        for (int[] shape : List.of(new int[] {}, new int[] {0}, new int[] {17}, new int[] {2, 3, 4})) {
            Literal values = draw.signed(0, 2, shape);
            draw.add(new Leaf.Input("x", values.type()), values);
            draw.add(new Leaf.Constant(values));
            draw.add(new Leaf.Constant(draw.integers(DType.INT64, -9, 10, shape)));
            draw.add(new Leaf.Constant(draw.truths(shape)));
            draw.add(new Leaf.Fill(values.type(), 0.1));
            draw.add(new Leaf.Fill(values.type().with(DType.INT64), -3));
            draw.add(new Leaf.Fill(values.type().with(DType.INT32), 7));
            draw.add(new Leaf.Fill(values.type().with(DType.BOOL), 1));
            for (int axis = 0; axis < shape.length; axis++) {
                draw.add(new Leaf.Iota(values.type(), axis));
                draw.add(new Leaf.Iota(values.type().with(DType.INT32), axis));
                draw.add(new Leaf.Iota(values.type().with(DType.INT64), axis));
            }
        }
        Literal key =
                Literal.wrap(TensorType.of(DType.INT64), new long[] {Key.of(7).bits()});
        for (int[] shape : Draw.shapes()) {
            TensorType type = TensorType.of(draw.floating(), shape);
            draw.add(new Random.Uniform(type, 3), key);
            draw.add(new Random.Normal(type, 4), key);
        }
    }
}
