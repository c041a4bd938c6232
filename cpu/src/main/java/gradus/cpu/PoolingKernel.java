package gradus.cpu;

import gradus.core.op.Pooling;
import gradus.core.op.Window;
import gradus.core.type.Shape;
import gradus.cpu.kernel.Pools;
import gradus.cpu.kernel.Taps;
import gradus.cpu.kernel.Workers;
import java.util.ArrayList;
import java.util.List;

/// Pooling of float32, row of results by row.
final class PoolingKernel implements Kernel {
    private static final float[] NONE = {};

    private final Operand x;
    private final Operand last;
    private final Operand y;
    private final Pools pools;
    private final Kernel loop;

    PoolingKernel(Pooling op, List<Operand> inputs, Operand y, Workers workers) {
        this.x = inputs.getFirst();
        this.last = inputs.getLast();
        this.y = y;
        Shape shape = x.type().shape();
        boolean spreads = op instanceof Pooling.WindowSpread;
        boolean gradient = op instanceof Pooling.WindowMaxGradient;
        Shape input = spreads ? y.type().shape() : shape;
        Shape result = spreads ? shape : (gradient ? last : y).type().shape();
        List<Taps> taps = new ArrayList<>();
        for (int i = op.window().rank(); i < 3; i++) {
            taps.add(Taps.none());
        }
        for (int i = 0; i < op.window().rank(); i++) {
            Window.Axis a = op.window().axes().get(i);
            int size = input.size(i + 1);
            int results = result.size(i + 1);
            taps.add(
                    spreads
                            ? Taps.spreading(results, size, a.size(), a.stride(), a.low(), a.dilation())
                            : Taps.reading(results, size, a.size(), a.stride(), a.low(), a.dilation()));
        }
        pools = new Pools(taps.get(0), taps.get(1), taps.get(2), shape.size(-1));
        int members = shape.size(0);
        long reads = members * pools.reads();
        float[] to = y.isFloat32() ? y.floats() : NONE;
        loop = switch (op) {
            case Pooling.WindowMax _ ->
                rows(workers, reads, (row, from, at) -> pools.max(row, x.floats(), from, to, at));
            case Pooling.WindowArgMax _ ->
                rows(workers, reads, (row, from, at) -> pools.argMax(row, x.floats(), from, (int[]) y.array(), at));
            case Pooling.WindowSum _, Pooling.WindowSpread _ ->
                rows(workers, reads, (row, from, at) -> pools.sum(row, x.floats(), from, to, at));
            case Pooling.WindowMaxGradient _ -> SharedLoop.of(workers, members, 2 * reads, this::members);
        };
    }

    /// Works on one row of results, which reads from the batch member that begins at `from`.
    @FunctionalInterface
    private interface Row {
        void run(int row, int from, int to);
    }

    private Kernel rows(Workers workers, long reads, Row row) {
        return SharedLoop.of(workers, x.type().shape().size(0) * pools.rows(), reads, (first, limit) -> {
            for (int at = first; at < limit; at++) {
                int from = x.offset() + at / pools.rows() * pools.sourceLength();
                row.run(at % pools.rows(), from, y.offset() + at * pools.rowLength());
            }
        });
    }

    @Override
    public void run() {
        loop.run();
    }

    /// Adds the gradients of maxima, batch member by batch member.
    private void members(int first, int limit) {
        for (int member = first; member < limit; member++) {
            int at = member * pools.sourceLength();
            pools.maxGradient(
                    x.floats(),
                    x.offset() + at,
                    last.floats(),
                    last.offset() + member * pools.rows() * pools.rowLength(),
                    y.floats(),
                    y.offset() + at);
        }
    }
}
