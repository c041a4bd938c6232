package gradus.testkit;

import gradus.core.op.Movement;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import java.util.List;

/// Samples of movements, also of integers and truth values.
final class MovementSamples {
    private MovementSamples() {}

    static void addTo(Draw draw) {
        reshapes(draw);
        transposes(draw);
        broadcasts(draw);
        slices(draw);
        pads(draw);
        concats(draw);
        reversals(draw);
    }

    private static void reshapes(Draw draw) {
        draw.add(new Movement.Reshape(Shape.of(3, 4)), values(draw, 12));
        draw.add(new Movement.Reshape(Shape.of(24)), values(draw, 2, 3, 4));
        draw.add(new Movement.Reshape(Shape.of(1, 1)), values(draw));
        draw.add(new Movement.Reshape(Shape.SCALAR), values(draw, 1));
        draw.add(new Movement.Reshape(Shape.of(0, 7)), values(draw, 3, 0));
        draw.add(new Movement.Reshape(Shape.of(2, 3)), draw.integers(DType.INT64, -9, 9, 6));
        draw.add(new Movement.Reshape(Shape.of(2, 3)), draw.truths(6));
    }

    private static void transposes(Draw draw) {
        draw.add(new Movement.Transpose(List.of()), values(draw));
        draw.add(new Movement.Transpose(List.of(0)), values(draw, 5));
        for (int n : Draw.AWKWARD) {
            draw.add(new Movement.Transpose(List.of(1, 0)), values(draw, 3, n));
        }
        draw.add(new Movement.Transpose(List.of(1, 0)), values(draw, 65, 33));
        for (List<Integer> order :
                List.of(List.of(0, 1, 2), List.of(0, 2, 1), List.of(1, 0, 2), List.of(1, 2, 0), List.of(2, 0, 1))) {
            draw.add(new Movement.Transpose(order), values(draw, 2, 3, 4));
        }
        draw.add(new Movement.Transpose(List.of(3, 1, 0, 2)), values(draw, 2, 3, 4, 5));
        draw.add(new Movement.Transpose(List.of(1, 0)), draw.integers(DType.INT32, -9, 9, 3, 4));
        draw.add(new Movement.Transpose(List.of(1, 0)), draw.truths(3, 4));
    }

    private static void broadcasts(Draw draw) {
        draw.add(new Movement.Broadcast(Shape.of(3)), values(draw));
        draw.add(new Movement.Broadcast(Shape.of(2, 3)), values(draw));
        draw.add(new Movement.Broadcast(Shape.of(0, 3)), values(draw, 3));
        draw.add(new Movement.Broadcast(Shape.of(0)), values(draw, 1));
        for (int n : Draw.AWKWARD) {
            draw.add(new Movement.Broadcast(Shape.of(3, n)), values(draw, n));
            draw.add(new Movement.Broadcast(Shape.of(3, n)), values(draw, 3, 1));
        }
        draw.add(new Movement.Broadcast(Shape.of(2, 3, 4)), values(draw, 2, 1, 4));
        draw.add(new Movement.Broadcast(Shape.of(2, 3, 4)), values(draw, 1, 3, 1));
        draw.add(new Movement.Broadcast(Shape.of(2, 3, 4)), values(draw, 3, 1));
        draw.add(new Movement.Broadcast(Shape.of(2, 3)), draw.integers(DType.INT64, -9, 9, 3));
        draw.add(new Movement.Broadcast(Shape.of(2, 3)), draw.truths(2, 1));
    }

    private static void slices(Draw draw) {
        draw.add(slice(List.of(), List.of(), List.of()), values(draw));
        draw.add(slice(List.of(2), List.of(5), List.of(1)), values(draw, 7));
        draw.add(slice(List.of(3), List.of(3), List.of(1)), values(draw, 7));
        draw.add(slice(List.of(1), List.of(17), List.of(3)), values(draw, 17));
        draw.add(slice(List.of(0), List.of(64), List.of(2)), values(draw, 64));
        draw.add(slice(List.of(1, 0), List.of(3, 5), List.of(1, 1)), values(draw, 4, 5));
        draw.add(slice(List.of(0, 1), List.of(4, 4), List.of(1, 2)), values(draw, 4, 5));
        draw.add(slice(List.of(2, 1), List.of(3, 4), List.of(1, 1)), values(draw, 4, 5));
        draw.add(slice(List.of(0, 1, 1), List.of(2, 3, 4), List.of(1, 2, 1)), values(draw, 2, 3, 4));
        draw.add(slice(List.of(1, 0), List.of(2, 3), List.of(1, 1)), draw.integers(DType.INT64, -9, 9, 2, 3));
        draw.add(slice(List.of(0, 1), List.of(2, 2), List.of(1, 1)), draw.truths(2, 3));
    }

    private static Movement slice(List<Integer> starts, List<Integer> limits, List<Integer> strides) {
        return new Movement.Slice(starts, limits, strides);
    }

    private static void pads(Draw draw) {
        draw.add(new Movement.Pad(List.of(), List.of(), List.of(), 1), values(draw));
        draw.add(new Movement.Pad(List.of(2), List.of(3), List.of(0), 0), values(draw, 5));
        draw.add(new Movement.Pad(List.of(0), List.of(0), List.of(0), 5), values(draw, 5));
        draw.add(new Movement.Pad(List.of(1), List.of(2), List.of(2), -0.5), values(draw, 5));
        draw.add(new Movement.Pad(List.of(1), List.of(2), List.of(3), 0.5), values(draw, 0));
        draw.add(new Movement.Pad(List.of(1, 0), List.of(0, 2), List.of(0, 1), 0), values(draw, 3, 4));
        draw.add(new Movement.Pad(List.of(0, 1, 0), List.of(1, 0, 2), List.of(1, 0, 3), 2), values(draw, 2, 3, 2));
        draw.add(new Movement.Pad(List.of(2), List.of(1), List.of(1), -7), draw.integers(DType.INT64, -9, 9, 3));
    }

    private static void concats(Draw draw) {
        draw.add(new Movement.Concat(0), values(draw, 3));
        draw.add(new Movement.Concat(0), values(draw, 3), values(draw, 0), values(draw, 5));
        draw.add(new Movement.Concat(0), values(draw, 2, 3), values(draw, 1, 3));
        draw.add(new Movement.Concat(1), values(draw, 2, 3), values(draw, 2, 17), values(draw, 2, 1));
        draw.add(new Movement.Concat(1), values(draw, 2, 1, 4), values(draw, 2, 3, 4));
        draw.add(new Movement.Concat(2), values(draw, 2, 3, 1), values(draw, 2, 3, 2));
        draw.add(
                new Movement.Concat(1),
                draw.integers(DType.INT64, -9, 9, 2, 3),
                draw.integers(DType.INT64, -9, 9, 2, 2));
        draw.add(new Movement.Concat(0), draw.truths(2), draw.truths(3));
    }

    private static void reversals(Draw draw) {
        draw.add(new Movement.Reverse(List.of()), values(draw));
        for (int n : Draw.AWKWARD) {
            draw.add(new Movement.Reverse(List.of(0)), values(draw, n));
            draw.add(new Movement.Reverse(List.of(1)), values(draw, 3, n));
            draw.add(new Movement.Reverse(List.of(0)), values(draw, n, 3));
        }
        draw.add(new Movement.Reverse(List.of(0, 1)), values(draw, 3, 4));
        draw.add(new Movement.Reverse(List.of(1)), values(draw, 2, 3, 4));
        draw.add(new Movement.Reverse(List.of(0, 2)), values(draw, 2, 3, 4));
        draw.add(new Movement.Reverse(List.of(0)), draw.integers(DType.INT32, -9, 9, 5));
        draw.add(new Movement.Reverse(List.of(1)), draw.truths(2, 3));
    }

    private static Literal values(Draw draw, int... sizes) {
        return draw.signed(0, 2, sizes);
    }
}
