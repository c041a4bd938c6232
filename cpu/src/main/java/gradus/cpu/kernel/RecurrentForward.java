package gradus.cpu.kernel;

import gradus.core.op.Recurrent.Cell;
import gradus.core.op.RecurrentLayout;
import java.util.Arrays;

/// A recurrent layer over a sequence, float32: [gradus.core.op.Recurrent.Sequence].
///
/// The batch is cut into as many parts as there are threads, each of which goes through all steps by itself, so no
/// thread waits for another within a sequence. A step is one product of the states with the packed recurrent weight,
/// begun at the input projection and made in the result, and then the gates by vectors, in place. The numbers of a
/// sequence do not depend on the others of the batch.
///
/// Ladder: milliseconds of processor time, LSTM of 256 units, 64 steps, 32 sequences, one thread of Zen 4, where the
/// products of each pass alone take 9.5 (backward 19) at 113 GFLOP/s, least of sixty runs:
///
/// | | forward | backward |
/// |---|---|---|
/// | tanh in three passes, of which C2 boxed the last | 14.8 | 25.9 |
/// | passes kept apart | 13.1 | 24.5 |
/// | tanh and σ one loop each | 12.1 | 24.2 |
/// | sums made in the result, as now | 12.3 | 24.2 |
///
/// The last row gains 2 to 8 % for plain cells, one or eight sequences, and 64 units, and saves the copies. On two
/// threads with nothing else at work the row before took 6.3 and 12.7, and the same with 8 or 4 sequences a task
/// instead of 16, though each task then reads the whole weight for as much less work: its 1 MB comes from the third
/// cache fast enough. So a cut by units, with a hand-over at each step, was not tried. What is left beside the
/// products is waiting for rows of projection and result.
public final class RecurrentForward implements Workers.Task {
    /// Rows, over all steps, below which the weight is read as it lies.
    private static final int FEW = 8;

    private final RecurrentSource source;
    private final Floats projection;
    private final Floats bias;
    private final float[] y;
    private final int yOffset;
    private final Workers workers;
    private final RecurrentLayout layout;
    private final Cell cell;
    private final int n;
    private final int width;
    private final int rows;
    /// Where the sums of a candidate that has its own product stand among the saved numbers of a step, or 0.
    private final int candidate;

    private final PackedMatrix weight = new PackedMatrix();
    private final PackedMatrix candidateWeight = new PackedMatrix();

    /// Binds the pass to its operands.
    ///
    /// @param source sizes, weight and initial state
    /// @param projection `[batch, steps, gates · hidden]`
    /// @param bias the recurrent bias, or none
    /// @param y the packed result
    /// @param workers the threads
    public RecurrentForward(RecurrentSource source, Floats projection, Floats bias, Floats y, Workers workers) {
        this.source = source;
        this.projection = projection;
        this.bias = bias;
        this.y = y.array();
        this.yOffset = y.offset();
        this.workers = workers;
        layout = source.layout();
        cell = layout.cell();
        n = layout.hidden();
        width = layout.gateWidth();
        rows = source.rows(workers.threads());
        candidate = switch (cell) {
            case RNN_TANH, RNN_RELU, LSTM -> 0;
            case GRU_RESET_AFTER -> 3 * n;
            case GRU_RESET_BEFORE -> 2 * n;
        };
    }

    /// Computes the packed result.
    public void run() {
        Floats w = source.weight();
        int together = candidate > 0 ? 2 * n : width;
        if (layout.batch() * layout.steps() < FEW) {
            weight.take(w.array(), w.offset(), width, n, together);
            candidateWeight.take(w.array(), w.offset() + together, width, n, width - together);
        } else {
            float[] packed = Scratch.floats(Scratch.RECURRENT_WEIGHT, n * width);
            weight.pack(w.array(), w.offset(), width, n, together, packed, 0);
            candidateWeight.pack(w.array(), w.offset() + together, width, n, width - together, packed, n * together);
        }
        try {
            workers.run((layout.batch() + rows - 1) / rows, this);
        } finally {
            weight.release();
            candidateWeight.release();
        }
    }

    @Override
    public void run(int task) {
        int from = task * rows;
        int count = Math.min(rows, layout.batch() - from);
        int resets = count * n;
        float[] own = Scratch.floats(Scratch.RECURRENT_ROWS, resets + count * n);
        System.arraycopy(source.hidden().array(), source.hidden().offset() + from * n, own, 0, count * n);
        for (int turn = 0; turn < layout.steps(); turn++) {
            int t = source.step(turn);
            for (int r = 0; r < count; r++) {
                begin(source.place(from + r, t));
            }
            int sums = sums(source.place(from, t));
            int apart = layout.steps() * (cell.saved() == 0 ? n : layout.savedWidth());
            weight.multiply(own, 0, n, y, sums, apart, count);
            if (cell == Cell.GRU_RESET_BEFORE) {
                for (int r = 0; r < count; r++) {
                    reset(own, r * n, resets + r * n, source.place(from + r, t));
                }
            }
            if (candidate > 0) {
                int left = cell == Cell.GRU_RESET_BEFORE ? resets : 0;
                candidateWeight.multiply(own, left, n, y, sums + candidate, apart, count);
            }
            for (int r = 0; r < count; r++) {
                finish(own, r * n, from + r, turn);
            }
        }
    }

    private int saved(int place) {
        return yOffset + layout.savedOffset() + place * layout.savedWidth();
    }

    /// Where the sums of a step are made: where their functions will stand, so that nothing need be copied.
    private int sums(int place) {
        return cell.saved() == 0 ? yOffset + place * n : saved(place);
    }

    /// Sets the sums of a step to what is added to the product.
    private void begin(int place) {
        int from = projection.offset() + place * width;
        int sums = sums(place);
        if (cell != Cell.GRU_RESET_AFTER) {
            System.arraycopy(projection.array(), from, y, sums, width);
            return;
        }
        Pairwise.binary(Binary.ADD, projection.array(), from, bias.array(), bias.offset(), y, sums, 2 * n);
        System.arraycopy(bias.array(), bias.offset() + 2 * n, y, sums + candidate, n);
    }

    /// The gates r and z, and r times the state.
    private void reset(float[] own, int state, int product, int place) {
        int gates = saved(place);
        Pointwise.sigmoid(y, gates, y, gates, 2 * n);
        Pairwise.binary(Binary.MUL, y, gates, own, state, own, product, n);
    }

    /// From the sums of a step to its state, in the result and in `own` for the next step.
    private void finish(float[] own, int state, int b, int turn) {
        int place = source.place(b, source.step(turn));
        int h = yOffset + place * n;
        int gates = saved(place);
        switch (cell) {
            case RNN_TANH -> Pointwise.tanh(y, h, y, h, n);
            case RNN_RELU -> Pointwise.relu(y, h, y, h, n);
            case LSTM -> lstm(b, turn);
            case GRU_RESET_AFTER -> {
                Pointwise.sigmoid(y, gates, y, gates, 2 * n);
                int from = projection.offset() + place * width + 2 * n;
                int fresh = gates + 2 * n;
                Cells.multiplyAdd(y, gates, y, gates + candidate, projection.array(), from, y, fresh, n);
                Pointwise.tanh(y, fresh, y, fresh, n);
                Cells.blend(y, gates + n, own, state, y, fresh, y, h, n);
            }
            case GRU_RESET_BEFORE -> {
                Pointwise.tanh(y, gates + candidate, y, gates + candidate, n);
                Cells.blend(y, gates + n, own, state, y, gates + candidate, y, h, n);
            }
        }
        if (source.mask().counts(place)) {
            System.arraycopy(y, h, own, state, n);
        } else {
            System.arraycopy(own, state, y, h, n);
            Arrays.fill(y, gates, gates + layout.savedWidth(), 0f);
        }
    }

    private void lstm(int b, int turn) {
        int place = source.place(b, source.step(turn));
        int h = yOffset + place * n;
        int c = h + layout.cellOffset();
        int gates = saved(place);
        boolean first = turn == 0;
        float[] before = first ? source.cell().array() : y;
        int at = first
                ? source.cell().offset() + b * n
                : yOffset + layout.cellOffset() + source.place(b, source.step(turn - 1)) * n;
        Pointwise.sigmoid(y, gates, y, gates, 2 * n);
        Pointwise.tanh(y, gates + 2 * n, y, gates + 2 * n, n);
        Pointwise.sigmoid(y, gates + 3 * n, y, gates + 3 * n, n);
        if (!source.mask().counts(place)) {
            System.arraycopy(before, at, y, c, n);
            return;
        }
        Cells.lstmState(y, gates, before, at, y, c, n);
        Pointwise.tanh(y, c, y, h, n);
        Pairwise.binary(Binary.MUL, y, gates + 3 * n, y, h, y, h, n);
    }
}
