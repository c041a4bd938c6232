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
    private final Pooling op;
    private final Operand x;
    private final Operand y;
    private final Pools pools;
    private final Kernel loop;

    PoolingKernel(Pooling op, Operand x, Operand y, Workers workers) {
        this.op = op;
        this.x = x;
        this.y = y;
        Shape shape = x.type().shape();
        boolean spreads = op instanceof Pooling.WindowSpread;
        Shape input = spreads ? y.type().shape() : shape;
        Shape result = spreads ? shape : y.type().shape();
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
        loop = SharedLoop.of(workers, shape.size(0) * pools.rows(), shape.size(0) * pools.reads(), this::rows);
    }

    @Override
    public void run() {
        loop.run();
    }

    private void rows(int first, int limit) {
        for (int row = first; row < limit; row++) {
            int from = x.offset() + row / pools.rows() * pools.sourceLength();
            int to = y.offset() + row * pools.rowLength();
            int within = row % pools.rows();
            switch (op) {
                case Pooling.WindowMax _ -> pools.max(within, x.floats(), from, y.floats(), to);
                case Pooling.WindowArgMax _ -> pools.argMax(within, x.floats(), from, (int[]) y.array(), to);
                case Pooling.WindowSum _, Pooling.WindowSpread _ -> pools.sum(within, x.floats(), from, y.floats(), to);
            }
        }
    }
}
