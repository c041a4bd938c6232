package gradus.cpu.kernel;

import gradus.core.op.Recurrent.Cell;
import gradus.core.op.RecurrentLayout;
import java.util.Arrays;

/// A recurrent layer over a sequence, float32: [gradus.core.op.Recurrent.Sequence].
///
/// The batch is cut into as many parts as there are threads, each of which goes through all steps by itself, so no
/// thread waits for another within a sequence. A step is one product of the states with the packed recurrent weight,
/// begun at the input projection, and then the gates by vectors. The numbers of a sequence do not depend on the others
/// of the batch.
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
    }

    /// Computes the packed result.
    public void run() {
        Floats w = source.weight();
        int together = cell == Cell.GRU_RESET_BEFORE ? 2 * n : width;
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
        int states = count * width;
        int resets = states + count * n;
        float[] own = Scratch.floats(Scratch.RECURRENT_ROWS, resets + count * n);
        System.arraycopy(source.hidden().array(), source.hidden().offset() + from * n, own, states, count * n);
        for (int turn = 0; turn < layout.steps(); turn++) {
            int t = source.step(turn);
            for (int r = 0; r < count; r++) {
                begin(own, r * width, source.place(from + r, t));
            }
            weight.multiply(own, states, n, own, 0, width, count);
            if (cell == Cell.GRU_RESET_BEFORE) {
                for (int r = 0; r < count; r++) {
                    reset(own, r * width, states + r * n, resets + r * n, source.place(from + r, t));
                }
                candidateWeight.multiply(own, resets, n, own, 2 * n, width, count);
            }
            for (int r = 0; r < count; r++) {
                finish(own, r * width, states + r * n, from + r, turn);
            }
        }
    }

    /// Sets the sums of a step to what is added to the product.
    private void begin(float[] own, int sums, int place) {
        int from = projection.offset() + place * width;
        if (cell != Cell.GRU_RESET_AFTER) {
            System.arraycopy(projection.array(), from, own, sums, width);
            return;
        }
        Pairwise.binary(Binary.ADD, projection.array(), from, bias.array(), bias.offset(), own, sums, 2 * n);
        System.arraycopy(bias.array(), bias.offset() + 2 * n, own, sums + 2 * n, n);
    }

    private int saved(int place) {
        return yOffset + layout.savedOffset() + place * layout.savedWidth();
    }

    /// The gates r and z, and r times the state.
    private void reset(float[] own, int sums, int state, int product, int place) {
        int gates = saved(place);
        Pointwise.sigmoid(own, sums, y, gates, 2 * n);
        Pairwise.binary(Binary.MUL, y, gates, own, state, own, product, n);
    }

    /// From the sums of a step to its state, in the result and in `own` for the next step.
    private void finish(float[] own, int sums, int state, int b, int turn) {
        int place = source.place(b, source.step(turn));
        int h = yOffset + place * n;
        int gates = saved(place);
        switch (cell) {
            case RNN_TANH -> Pointwise.tanh(own, sums, y, h, n);
            case RNN_RELU -> Pointwise.relu(own, sums, y, h, n);
            case LSTM -> lstm(own, sums, b, turn);
            case GRU_RESET_AFTER -> {
                Pointwise.sigmoid(own, sums, y, gates, 2 * n);
                System.arraycopy(own, sums + 2 * n, y, gates + 3 * n, n);
                int from = projection.offset() + place * width + 2 * n;
                Cells.multiplyAdd(y, gates, y, gates + 3 * n, projection.array(), from, own, sums, n);
                Pointwise.tanh(own, sums, y, gates + 2 * n, n);
                Cells.blend(y, gates + n, own, state, y, gates + 2 * n, y, h, n);
            }
            case GRU_RESET_BEFORE -> {
                Pointwise.tanh(own, sums + 2 * n, y, gates + 2 * n, n);
                Cells.blend(y, gates + n, own, state, y, gates + 2 * n, y, h, n);
            }
        }
        if (source.mask().counts(place)) {
            System.arraycopy(y, h, own, state, n);
        } else {
            System.arraycopy(own, state, y, h, n);
            Arrays.fill(y, gates, gates + layout.savedWidth(), 0f);
        }
    }

    private void lstm(float[] own, int sums, int b, int turn) {
        int place = source.place(b, source.step(turn));
        int h = yOffset + place * n;
        int c = h + layout.cellOffset();
        int gates = saved(place);
        boolean first = turn == 0;
        float[] before = first ? source.cell().array() : y;
        int at = first
                ? source.cell().offset() + b * n
                : yOffset + layout.cellOffset() + source.place(b, source.step(turn - 1)) * n;
        Pointwise.sigmoid(own, sums, y, gates, 2 * n);
        Pointwise.tanh(own, sums + 2 * n, y, gates + 2 * n, n);
        Pointwise.sigmoid(own, sums + 3 * n, y, gates + 3 * n, n);
        if (!source.mask().counts(place)) {
            System.arraycopy(before, at, y, c, n);
            return;
        }
        Cells.lstmState(y, gates, before, at, y, c, n);
        Pointwise.tanh(y, c, y, h, n);
        Pairwise.binary(Binary.MUL, y, gates + 3 * n, y, h, y, h, n);
    }
}
