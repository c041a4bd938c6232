package gradus.explain.step;

import gradus.core.graph.Node;
import gradus.core.op.Movement;
import gradus.core.type.Shape;
import java.util.List;
import java.util.Optional;

/// Where an element that was only moved comes from.
///
/// @param input which operand
/// @param element its element
record Places(int input, int element) {
    /// Gives where element `e` of a movement comes from; nothing for an element that padding put there.
    static Optional<Places> of(Movement op, Node y, int e) {
        Shape shape = y.type().shape();
        int[] at = indices(shape, e);
        return switch (op) {
            case Movement.Reshape _ -> Optional.of(new Places(0, e));
            case Movement.Transpose(var permutation) -> Optional.of(transposed(permutation, y, at));
            case Movement.Broadcast _ -> Optional.of(repeated(y, at));
            case Movement.Slice slice -> Optional.of(sliced(slice, y, at));
            case Movement.Pad pad -> padded(pad, y, at);
            case Movement.Concat(int axis) -> Optional.of(joined(axis, y, at));
            case Movement.Reverse(var axes) -> Optional.of(reversed(axes, y, at));
        };
    }

    /// Gives the index along each axis.
    static int[] indices(Shape shape, int element) {
        int[] at = new int[shape.rank()];
        int rest = element;
        for (int i = at.length - 1; i >= 0; i--) {
            at[i] = rest % shape.size(i);
            rest /= shape.size(i);
        }
        return at;
    }

    /// Gives the element at an index along each axis.
    static int element(Shape shape, int... at) {
        int element = 0;
        for (int i = 0; i < at.length; i++) {
            element = element * shape.size(i) + at[i];
        }
        return element;
    }

    private static Shape input(Node y, int i) {
        return y.input(i).type().shape();
    }

    private static Places transposed(List<Integer> permutation, Node y, int[] at) {
        int[] from = new int[at.length];
        for (int i = 0; i < at.length; i++) {
            from[permutation.get(i)] = at[i];
        }
        return new Places(0, element(input(y, 0), from));
    }

    private static Places repeated(Node y, int[] at) {
        Shape x = input(y, 0);
        int[] from = new int[x.rank()];
        int more = at.length - from.length;
        for (int i = 0; i < from.length; i++) {
            from[i] = x.size(i) == 1 ? 0 : at[i + more];
        }
        return new Places(0, element(x, from));
    }

    private static Places sliced(Movement.Slice op, Node y, int[] at) {
        int[] from = new int[at.length];
        for (int i = 0; i < at.length; i++) {
            from[i] = op.starts().get(i) + at[i] * op.strides().get(i);
        }
        return new Places(0, element(input(y, 0), from));
    }

    private static Optional<Places> padded(Movement.Pad op, Node y, int[] at) {
        Shape x = input(y, 0);
        int[] from = new int[at.length];
        for (int i = 0; i < at.length; i++) {
            int step = op.interior().get(i) + 1;
            int place = at[i] - op.low().get(i);
            if (place < 0 || place % step != 0 || place / step >= x.size(i)) {
                return Optional.empty();
            }
            from[i] = place / step;
        }
        return Optional.of(new Places(0, element(x, from)));
    }

    private static Places joined(int axis, Node y, int[] at) {
        int[] from = at.clone();
        int input = 0;
        while (from[axis] >= input(y, input).size(axis)) {
            from[axis] -= input(y, input).size(axis);
            input++;
        }
        return new Places(input, element(input(y, input), from));
    }

    private static Places reversed(List<Integer> axes, Node y, int[] at) {
        int[] from = at.clone();
        for (int axis : axes) {
            from[axis] = y.type().shape().size(axis) - 1 - at[axis];
        }
        return new Places(0, element(y.type().shape(), from));
    }
}
