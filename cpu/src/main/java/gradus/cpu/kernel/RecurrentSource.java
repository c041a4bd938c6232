package gradus.cpu.kernel;

import gradus.core.op.Recurrent;
import gradus.core.op.RecurrentLayout;

/// What the two passes of a recurrent sequence have in common.
///
/// @param layout the sizes
/// @param direction the order of the steps
/// @param weight the recurrent weight
/// @param hidden the initial hidden state
/// @param cell the initial cell state, or none
/// @param mask which steps count
public record RecurrentSource(
        RecurrentLayout layout,
        Recurrent.Direction direction,
        Floats weight,
        Floats hidden,
        Floats cell,
        StepMask mask) {
    /// Multiply-adds of a sequence below which a hand-over to other threads costs more than it saves.
    private static final long PARALLEL = 1L << 19;

    /// Gives how many sequences form a task: as many tasks as threads, rows in fours. A sequence's numbers do not
    /// depend on its neighbours, so the cut does not change them.
    int rows(int threads) {
        long work = (long) layout.weightOffset() * layout.hidden();
        if (threads == 1 || work < PARALLEL) {
            return Math.max(1, layout.batch());
        }
        int each = (layout.batch() + threads - 1) / threads;
        return Math.max(4, (each + 3) / 4 * 4);
    }

    /// Gives the place of step t of sequence b among all steps.
    int place(int b, int t) {
        return b * layout.steps() + t;
    }

    /// Gives the step that is taken as number `turn`.
    int step(int turn) {
        return direction.place(turn, layout.steps());
    }
}
