package gradus.cpu;

import gradus.cpu.kernel.Workers;
import java.util.List;

/// A kernel that computes each element of its result from the elements at the same place of operands, and maybe from
/// repeated ones. What is computed for an element does not depend on the range it is part of.
final class ElementLoop implements Kernel {
    private final Workers workers;
    private final Operand output;
    private final List<Operand> aligned;
    private final List<Operand> repeated;
    private final int unit;
    private final int operations;
    private final RangeTask body;
    private final Kernel alone;

    /// Makes a loop.
    ///
    /// @param workers the threads
    /// @param output where the result goes
    /// @param aligned operands of which the elements at the result's places are read
    /// @param repeated operands that are read otherwise
    /// @param unit ranges begin at its multiples
    /// @param operations how many additions an element takes as long as
    /// @param body works on a range
    ElementLoop(
            Workers workers,
            Operand output,
            List<Operand> aligned,
            List<Operand> repeated,
            int unit,
            int operations,
            RangeTask body) {
        this.workers = workers;
        this.output = output;
        this.aligned = aligned;
        this.repeated = repeated;
        this.unit = unit;
        this.operations = operations;
        this.body = body;
        this.alone = new LoopGroup(List.of(this));
    }

    @Override
    public void run() {
        alone.run();
    }

    Workers workers() {
        return workers;
    }

    RangeTask body() {
        return body;
    }

    int count() {
        return output.count();
    }

    int unit() {
        return unit;
    }

    int operations() {
        return operations;
    }

    /// Says whether it is worth sharing among threads.
    boolean isLong() {
        return (long) operations * count() >= LoopGroup.PARALLEL;
    }

    /// Says whether ranges of an earlier loop and of this one may take turns, as if the earlier had ended before
    /// this began: of what one writes, the other reads at most the very elements of the range.
    boolean mayTakeTurnsWith(ElementLoop earlier) {
        return earlier.count() == count()
                && (unit == earlier.unit || unit == 1 || earlier.unit == 1)
                && !overlap(output, earlier.output)
                && reads(earlier.output)
                && earlier.reads(output);
    }

    /// Says whether this loop reads a result at most element by element.
    private boolean reads(Operand result) {
        return aligned.stream().allMatch(x -> !overlap(x, result) || x.offset() == result.offset())
                && repeated.stream().noneMatch(x -> overlap(x, result));
    }

    @SuppressWarnings("ReferenceEquality") // arrays of the same numbers are not the same memory
    private static boolean overlap(Operand a, Operand b) {
        return a.array() == b.array() && a.offset() < b.offset() + b.count() && b.offset() < a.offset() + a.count();
    }
}
