package gradus.cpu;

import gradus.core.op.Contraction;
import gradus.core.type.Shape;
import gradus.cpu.kernel.DoubleMatMul;
import gradus.cpu.kernel.MatMul;
import gradus.cpu.kernel.Workers;

/// Matrix products, one per batch index.
///
/// @param m rows of the result
/// @param n columns of the result
/// @param k terms of each sum
record MatMulKernel(Contraction.MatMul op, int batches, int m, int n, int k) {
    static Kernel of(Contraction.MatMul op, Operand a, Operand b, Operand y, Workers workers) {
        Shape shape = y.type().shape();
        int rank = shape.rank();
        boolean asIs = op.left() == Contraction.Operand.AS_IS;
        int k = a.type().shape().size(asIs ? rank - 1 : rank - 2);
        MatMulKernel kernel = new MatMulKernel(op, shape.count(0, rank - 2), shape.size(-2), shape.size(-1), k);
        return y.isFloat32() ? () -> kernel.floats(a, b, y, workers) : () -> kernel.doubles(a, b, y, workers);
    }

    private boolean transposesLeft() {
        return op.left() == Contraction.Operand.TRANSPOSED;
    }

    private boolean transposesRight() {
        return op.right() == Contraction.Operand.TRANSPOSED;
    }

    private void floats(Operand a, Operand b, Operand y, Workers workers) {
        for (int i = 0; i < batches; i++) {
            MatMul.multiply(
                    workers,
                    transposesLeft(),
                    transposesRight(),
                    a.floats(),
                    a.offset() + i * m * k,
                    b.floats(),
                    b.offset() + i * k * n,
                    y.floats(),
                    y.offset() + i * m * n,
                    m,
                    n,
                    k,
                    false);
        }
    }

    private void doubles(Operand a, Operand b, Operand y, Workers workers) {
        for (int i = 0; i < batches; i++) {
            DoubleMatMul.multiply(
                    workers,
                    transposesLeft(),
                    transposesRight(),
                    a.doubles(),
                    a.offset() + i * m * k,
                    b.doubles(),
                    b.offset() + i * k * n,
                    y.doubles(),
                    y.offset() + i * m * n,
                    m,
                    n,
                    k,
                    false);
        }
    }
}
