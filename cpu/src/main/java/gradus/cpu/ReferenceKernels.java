package gradus.cpu;

import gradus.core.graph.Node;
import gradus.core.op.Contraction;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.Indexing;
import gradus.core.op.Leaf;
import gradus.core.op.Movement;
import gradus.core.op.Ordered;
import gradus.core.op.Random;
import gradus.core.op.Reduction;
import gradus.core.type.Philox;
import gradus.core.type.Shape;
import gradus.cpu.kernel.Workers;
import java.util.List;

/// The plain meaning of every operation as loops over elements, computed in float64 (integers in int64) and rounded
/// once: the oracle.
final class ReferenceKernels {
    private static final float UNIT_8 = 0x1p-8f;

    private ReferenceKernels() {}

    private static final Workers ALONE = new Workers(1);

    static Kernel of(Node node, List<Operand> inputs, Operand y) {
        return switch (node.op()) {
            case Leaf leaf -> leaf(leaf, y);
            case Elementwise elementwise -> ReferenceElementwise.of(elementwise, inputs, y);
            case Reduction reduction -> ReferenceReductions.of(reduction, inputs.getFirst(), y);
            case Movement movement -> MovementKernels.of(movement, inputs, y, ALONE);
            case Contraction.MatMul matmul -> () -> matmul(matmul, inputs.get(0), inputs.get(1), y);
            case Indexing indexing -> IndexingKernels.of(indexing, inputs, y);
            case Ordered ordered -> OrderedKernels.of(ordered, inputs.getFirst(), y);
            case Random random when y.isFloat32() -> RandomKernel.of(random, inputs.getFirst(), y, ALONE);
            case Random random -> random(random, inputs.getFirst(), y);
            case Fused fused -> ReferenceFused.of(fused, inputs, y);
        };
    }

    private static Kernel leaf(Leaf leaf, Operand y) {
        return switch (leaf) {
            case Leaf.Fill fill -> () -> y.fill(fill.value());
            case Leaf.Iota iota -> () -> iota(iota.axis(), y);
            case Leaf.Input _, Leaf.Constant _ ->
                throw new IllegalStateException("plan: " + leaf.name() + " is not a step");
        };
    }

    /// Counts once, then copies what is there after itself.
    private static void iota(int axis, Operand y) {
        Shape shape = y.type().shape();
        int inner = shape.count(axis + 1, shape.rank());
        int period = shape.size(axis) * inner;
        for (int i = 0; i < Math.min(period, y.count()); i++) {
            y.setLong(i, i / inner);
        }
        for (int done = period; done < y.count() && done > 0; done *= 2) {
            int length = Math.min(done, y.count() - done);
            System.arraycopy(y.array(), y.offset(), y.array(), y.offset() + done, length);
        }
    }

    private static void matmul(Contraction.MatMul op, Operand a, Operand b, Operand y) {
        int rank = y.type().shape().rank();
        int m = y.type().shape().size(rank - 2);
        int n = y.type().shape().size(rank - 1);
        boolean leftAsIs = op.left() == Contraction.Operand.AS_IS;
        boolean rightAsIs = op.right() == Contraction.Operand.AS_IS;
        int k = a.type().shape().size(leftAsIs ? rank - 1 : rank - 2);
        int batches = y.type().shape().count(0, rank - 2);
        for (int batch = 0; batch < batches; batch++) {
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int p = 0; p < k; p++) {
                        double left = a.get(batch * m * k + (leftAsIs ? i * k + p : p * m + i));
                        double right = b.get(batch * k * n + (rightAsIs ? p * n + j : j * k + p));
                        sum += left * right;
                    }
                    y.set((batch * m + i) * n + j, sum);
                }
            }
        }
    }

    private static Kernel random(Random random, Operand key, Operand y) {
        long salt = random.salt();
        return switch (random) {
            case Random.Uniform _
            when y.isBfloat16() ->
                () -> {
                    for (int i = 0; i < y.count(); i++) {
                        y.set(i, (Philox.bits(key.getLong(0), salt, i) >>> 56) * UNIT_8);
                    }
                };
            case Random.Uniform _ ->
                () -> {
                    for (int i = 0; i < y.count(); i++) {
                        y.set(i, Philox.uniform(key.getLong(0), salt, i));
                    }
                };
            case Random.Normal _ ->
                () -> {
                    for (int i = 0; i < y.count(); i++) {
                        y.set(i, Philox.normal(key.getLong(0), salt, i));
                    }
                };
        };
    }
}
