package gradus.core.op;

import gradus.core.type.Shape;
import java.util.Optional;

/// How a fused loop over n elements reads an input: element i comes from place `(i / divisor) mod modulus`.
///
/// A whole tensor is (1, n), a scalar (1, 1), a row such as a bias (1, width), a column (width, height).
///
/// @param divisor how many neighbours share a place
/// @param modulus how many places there are
public record Access(int divisor, int modulus) {
    /// Gives how a tensor of shape `from` is read when it is broadcast to `to`, if such a pattern says it: the axes
    /// that are not repeated must be neighbours.
    public static Optional<Access> of(Shape from, Shape to) {
        int first = to.rank();
        int last = -1;
        int offset = to.rank() - from.rank();
        for (int axis = 0; axis < from.rank(); axis++) {
            if (from.size(axis) != 1) {
                first = Math.min(first, axis + offset);
                last = axis + offset;
            }
        }
        for (int axis = first; axis <= last; axis++) {
            if (from.size(axis - offset) != to.size(axis)) {
                return Optional.empty();
            }
        }
        return last < 0
                ? Optional.of(new Access(1, 1))
                : Optional.of(new Access(to.count(last + 1, to.rank()), from.count()));
    }

    /// Says whether element i comes from place i.
    public boolean isWhole(int count) {
        return divisor == 1 && modulus == count;
    }
}
