package gradus.cpu;

import gradus.cpu.kernel.MatMul;
import gradus.cpu.kernel.Workers;
import java.util.ArrayList;
import java.util.List;

/// One matrix product and the loops over its elements that follow it: a bias and an activation, or the
/// update of the weight whose gradient it is. They take turns as in [LoopGroup], rows by rows, so that the
/// loops find the product near the processor, and no thread waits for another between them.
///
/// Ladder: time of a whole training step before ÷ after, with [gradus.cpu.kernel.Joined] loops in both
/// places, two threads on Zen 4, windows that took turns in one process: perceptron 784-128-10 with plain
/// descent 1.08 to 1.13, with Adam 1.29 to 1.35; transformer block of 256 1.09; LeNet 1.08; LSTM of 256
/// 1.03. At least 32 rows a task in place of 16: no faster.
final class FollowedProduct implements Kernel {
    /// Rows that must go together, beyond which loops do not follow.
    private static final int MOST_UNIT = 64;

    private final MatMulKernel sizes;
    private final Operand a;
    private final Operand b;
    private final Operand y;
    private final Workers workers;
    private final ElementLoop asLoop;
    private final List<ElementLoop> loops;
    private final int unit;
    private final MatMul.Then then;

    FollowedProduct(MatMulKernel sizes, Operand a, Operand b, Operand y, Workers workers, List<ElementLoop> loops) {
        this.sizes = sizes;
        this.a = a;
        this.b = b;
        this.y = y;
        this.workers = workers;
        this.asLoop = new ElementLoop(workers, y, List.of(), List.of(a, b), 1, 1, (_, _) -> {});
        this.loops = List.copyOf(loops);
        this.unit = loops.stream().mapToInt(this::rows).max().orElse(1);
        RangeTask[] bodies = loops.stream().map(ElementLoop::body).toArray(RangeTask[]::new);
        int piece = loops.stream().mapToInt(ElementLoop::unit).max().orElse(1);
        this.then = bodies.length == 0 ? MatMul.Then.NOTHING : (from, to) -> LoopGroup.turns(bodies, piece, from, to);
    }

    /// Says whether a loop may follow, as if it began when the product and the loops so far had ended. One that is
    /// worth sharing among threads does not follow a product that is not.
    boolean mayFollow(ElementLoop loop) {
        return loops.size() < LoopGroup.MOST
                && loop.count() == y.count()
                && rows(loop) <= MOST_UNIT
                && (sizes.isLong() || !loop.isLong())
                && loop.mayTakeTurnsWith(asLoop)
                && loops.stream().allMatch(loop::mayTakeTurnsWith);
    }

    /// Gives the product with one more loop behind it.
    FollowedProduct followedBy(ElementLoop loop) {
        List<ElementLoop> all = new ArrayList<>(loops);
        all.add(loop);
        return new FollowedProduct(sizes, a, b, y, workers, all);
    }

    /// How many rows are whole units of a loop.
    private int rows(ElementLoop loop) {
        int rows = 1;
        while ((long) rows * sizes.n() % loop.unit() != 0) {
            rows++;
        }
        return rows;
    }

    @Override
    public void run() {
        MatMul.multiply(
                workers,
                sizes.transposesLeft(),
                sizes.transposesRight(),
                a.floats(),
                a.offset(),
                b.floats(),
                b.offset(),
                y.floats(),
                y.offset(),
                sizes.m(),
                sizes.n(),
                sizes.k(),
                false,
                unit,
                then);
    }
}
