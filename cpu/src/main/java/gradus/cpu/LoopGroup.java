package gradus.cpu;

import gradus.cpu.kernel.Workers;
import java.util.ArrayList;
import java.util.List;

/// Loops over equally many elements that take turns chunk by chunk, so that what one writes or reads is still
/// near the processor when the next reads it: the moments and the parameter of an optimizer's update, what
/// normalisations compute of one tensor. Chunks are shared among threads if there are enough of them.
final class LoopGroup implements Kernel {
    /// Element operations below which a hand-over to other threads costs more than it saves.
    static final long PARALLEL = 1L << 17;
    /// Elements of a chunk: with a few operands, what fits into the second cache.
    private static final int CHUNK = 1 << 13;
    /// Elements of a piece of a chunk, after which the next loop has its turn. Ladder, time of a training
    /// step with whole chunks ÷ with pieces, two threads on Zen 4: of 1,024 elements 0.99 for a perceptron
    /// with Adam and 1.02 for a transformer block; of 4,096, 1.00 and 1.03.
    private static final int PIECE = 1 << 12;
    /// Element operations of a chunk of costly functions, some 0.1 ms.
    private static final int MOST_WORK = 1 << 20;
    /// Loops of a group: more of them would not find their operands in the cache.
    static final int MOST = 16;

    private final Workers workers;
    private final RangeTask[] bodies;
    private final int count;
    private final int unit;
    private final int chunk;
    private final boolean shared;
    private final Workers.Task task = this::turn;

    LoopGroup(List<ElementLoop> loops) {
        this.workers = loops.getFirst().workers();
        this.bodies = loops.stream().map(ElementLoop::body).toArray(RangeTask[]::new);
        this.count = loops.getFirst().count();
        this.unit = loops.stream().mapToInt(ElementLoop::unit).max().orElse(1);
        int operations =
                Math.max(1, loops.stream().mapToInt(ElementLoop::operations).sum());
        this.chunk = Math.max(1, Math.min(CHUNK, MOST_WORK / operations) / unit) * unit;
        this.shared = (long) operations * count >= PARALLEL && count > chunk;
    }

    /// Gives the kernels to run, in which loops that follow one another, or a product, and may take turns are one.
    static Kernel[] of(List<Kernel> kernels) {
        List<Kernel> grouped = new ArrayList<>();
        List<ElementLoop> open = new ArrayList<>();
        for (Kernel kernel : kernels) {
            if (kernel instanceof ElementLoop loop
                    && open.isEmpty()
                    && !grouped.isEmpty()
                    && grouped.getLast() instanceof FollowedProduct product
                    && product.mayFollow(loop)) {
                grouped.set(grouped.size() - 1, product.followedBy(loop));
            } else if (kernel instanceof ElementLoop loop) {
                if (open.size() == MOST || !open.stream().allMatch(loop::mayTakeTurnsWith)) {
                    close(open, grouped);
                }
                open.add(loop);
            } else {
                close(open, grouped);
                grouped.add(kernel);
            }
        }
        close(open, grouped);
        return grouped.toArray(Kernel[]::new);
    }

    private static void close(List<ElementLoop> open, List<Kernel> grouped) {
        if (!open.isEmpty()) {
            grouped.add(open.size() == 1 ? open.getFirst() : new LoopGroup(open));
            open.clear();
        }
    }

    @Override
    public void run() {
        if (shared) {
            workers.run(Math.ceilDiv(count, chunk), task);
        } else if (bodies.length == 1) {
            bodies[0].run(0, count);
        } else {
            for (int index = 0; index < Math.ceilDiv(count, chunk); index++) {
                turn(index);
            }
        }
    }

    private void turn(int index) {
        int from = index * chunk;
        turns(bodies, unit, from, from + Math.min(chunk, count - from));
    }

    /// Lets loops take turns at a range, piece by piece.
    ///
    /// @param unit pieces begin at its multiples, as the range does
    static void turns(RangeTask[] bodies, int unit, int from, int to) {
        int piece = bodies.length == 1 ? to - from : Math.max(1, PIECE / unit) * unit;
        for (int at = from; at < to; at += piece) {
            int end = at + Math.min(piece, to - at);
            for (RangeTask body : bodies) {
                body.run(at, end);
            }
        }
    }
}
