package gradus.core.op;

import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import java.util.List;

/// Operations that sum over products.
public sealed interface Contraction extends Op {
    /// How an operand enters a product.
    enum Operand {
        /// As it lies.
        AS_IS,
        /// With its last two axes exchanged, without moving them in memory.
        TRANSPOSED
    }

    /// The matrix product `[…, m, k] × […, k, n] → […, m, n]`; leading (batch) axes must be equal.
    ///
    /// @param left how the first operand enters
    /// @param right how the second operand enters
    record MatMul(Operand left, Operand right) implements Contraction {}

    @Override
    default TensorType infer(List<TensorType> inputs) {
        Check.count(name(), inputs, 2);
        return switch (this) {
            case MatMul matmul -> infer(matmul, inputs.get(0), inputs.get(1));
        };
    }

    private static TensorType infer(MatMul op, TensorType left, TensorType right) {
        Shape a = left.shape();
        Shape b = right.shape();
        Check.floating("matmul", left);
        Check.dtype("matmul", right, left.dtype());
        if (a.rank() < 2 || b.rank() != a.rank()) {
            throw new ShapeException("matmul: both operands need the same rank, at least 2, got " + a + " × " + b
                    + Origin.here().at() + "; reshape or broadcast one of them");
        }
        int rank = a.rank();
        int m = a.size(op.left() == Operand.AS_IS ? rank - 2 : rank - 1);
        int k = a.size(op.left() == Operand.AS_IS ? rank - 1 : rank - 2);
        int inner = b.size(op.right() == Operand.AS_IS ? rank - 2 : rank - 1);
        int n = b.size(op.right() == Operand.AS_IS ? rank - 1 : rank - 2);
        if (k != inner) {
            String wayOut = k == n
                    ? "; did you mean w.transpose()?"
                    : "; the last size of the left operand must be the second to last of the right";
            throw new ShapeException(
                    "matmul: inner sizes must match, got " + text(a, op.left()) + " × " + text(b, op.right()) + " (" + k
                            + " ≠ " + inner + ")" + Origin.here().at() + wayOut);
        }
        Shape batch = a.slice(0, rank - 2);
        Check.that("matmul", batch.equals(b.slice(0, rank - 2)), "leading axes must be equal", a + " × " + b);
        return left.with(batch.append(Shape.of(m, n)));
    }

    private static String text(Shape shape, Operand operand) {
        return operand == Operand.AS_IS ? shape.toString() : shape + "ᵀ";
    }

    @Override
    default String name() {
        return switch (this) {
            case MatMul _ -> "matmul";
        };
    }
}
