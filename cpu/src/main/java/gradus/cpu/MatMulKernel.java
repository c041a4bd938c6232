package gradus.cpu;

import gradus.core.op.Contraction;
import gradus.core.type.Shape;
import gradus.cpu.kernel.DoubleMatMul;
import gradus.cpu.kernel.Floats;
import gradus.cpu.kernel.Heavy;
import gradus.cpu.kernel.MatMul;
import gradus.cpu.kernel.Product;
import gradus.cpu.kernel.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Matrix products, one per batch index.
///
/// @param m rows of the result
/// @param n columns of the result
/// @param k terms of each sum
record MatMulKernel(Contraction.MatMul op, int batches, int m, int n, int k) {
    /// Multiply-adds from which work is shared among threads.
    private static final long PARALLEL = 1L << 19;
    /// Multiply-adds of one task.
    private static final long TASK = 1L << 17;

    /// Gives the kernel of float32 operands.
    static Kernel of(Contraction.MatMul op, Operand a, Operand b, Operand y, CpuKernels kernels) {
        MatMulKernel kernel = sized(op, a, y);
        Workers workers = kernels.workers();
        return kernel.heavy(a, b, y, kernels)
                .orElseGet(() -> kernel.batches == 1
                        ? new FollowedProduct(kernel, a, b, y, workers, List.of())
                        : kernel.inParts(workers, index -> kernel.floats(a, b, y, workers, index)));
    }

    /// Gives the kernel of float64 operands.
    static Kernel doubles(Contraction.MatMul op, Operand a, Operand b, Operand y, Workers workers) {
        MatMulKernel kernel = sized(op, a, y);
        return kernel.inParts(workers, index -> kernel.doubles(a, b, y, workers, index));
    }

    private static MatMulKernel sized(Contraction.MatMul op, Operand a, Operand y) {
        Shape shape = y.type().shape();
        int rank = shape.rank();
        boolean asIs = op.left() == Contraction.Operand.AS_IS;
        int k = a.type().shape().size(asIs ? rank - 1 : rank - 2);
        return new MatMulKernel(op, shape.count(0, rank - 2), shape.size(-2), shape.size(-1), k);
    }

    /// Each product of the batch, where something else computes products of this size.
    private Optional<Kernel> heavy(Operand a, Operand b, Operand y, CpuKernels kernels) {
        List<Heavy.Bound> products = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            Product product = new Product(
                    new Product.Sizes(m, n, k),
                    transposesLeft(),
                    transposesRight(),
                    new Floats(a.floats(), a.offset() + i * m * k),
                    new Floats(b.floats(), b.offset() + i * k * n),
                    new Floats(y.floats(), y.offset() + i * m * n));
            Optional<Heavy.Bound> bound = kernels.heavy().product(product);
            if (bound.isEmpty()) {
                return Optional.empty();
            }
            products.add(bound.get());
        }
        Heavy.Bound[] all = products.toArray(Heavy.Bound[]::new);
        return all.length == 0 ? Optional.empty() : Optional.of(() -> inOrder(all, kernels.workers()));
    }

    private static void inOrder(Heavy.Bound[] products, Workers workers) {
        for (Heavy.Bound product : products) {
            product.run(workers);
        }
    }

    private Kernel inParts(Workers workers, Workers.Task part) {
        int parts = parts();
        return isShared() ? () -> workers.run(parts, part) : () -> inOrder(parts, part);
    }

    private long terms() {
        return Math.max(1, (long) m * n * k);
    }

    /// Says whether one product is shared among threads.
    boolean isLong() {
        return terms() >= PARALLEL;
    }

    /// How many products of the batch are one task: enough to be worth a hand-over.
    private int together() {
        return Math.clamp(TASK / terms(), 1, Math.max(1, batches));
    }

    private int parts() {
        return (batches + together() - 1) / together();
    }

    /// Large products are cut by themselves; many small ones are shared out whole.
    private boolean isShared() {
        return !isLong() && terms() * batches >= PARALLEL;
    }

    private void inOrder(int parts, Workers.Task part) {
        for (int index = 0; index < parts; index++) {
            part.run(index);
        }
    }

    boolean transposesLeft() {
        return op.left() == Contraction.Operand.TRANSPOSED;
    }

    boolean transposesRight() {
        return op.right() == Contraction.Operand.TRANSPOSED;
    }

    private void floats(Operand a, Operand b, Operand y, Workers workers, int part) {
        int end = Math.min(batches, (part + 1) * together());
        for (int i = part * together(); i < end; i++) {
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

    private void doubles(Operand a, Operand b, Operand y, Workers workers, int part) {
        int end = Math.min(batches, (part + 1) * together());
        for (int i = part * together(); i < end; i++) {
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
