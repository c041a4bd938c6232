package gradus.cpu.kernel;

import gradus.core.op.Recurrent.Cell;
import gradus.core.op.RecurrentLayout;
import java.util.Arrays;

/// Back-propagation through time of a recurrent layer, float32: [gradus.core.op.Recurrent.SequenceGradient].
///
/// Cut as [RecurrentForward]. A step turns the gradient of the state into that of the sums of the gates, and one
/// product with the packed transposed weight sends it back. The weight's gradient is one large product after the loop.
public final class RecurrentBackward implements Workers.Task {
    private final RecurrentSource source;
    private final float[] result;
    private final int resultOffset;
    private final Floats flow;
    private final Floats packed;
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
    private final WeightGradient notes;

    /// Binds the pass to its operands.
    ///
    /// @param source sizes, weight and initial state
    /// @param result the packed result of the sequence
    /// @param flow what flows in, of which the gradient of the hidden states comes first
    /// @param packed what flows in, if it is for all of the packed result, or none
    /// @param y the packed gradients
    /// @param workers the threads
    public RecurrentBackward(
            RecurrentSource source, Floats result, Floats flow, Floats packed, Floats y, Workers workers) {
        this.source = source;
        this.result = result.array();
        this.resultOffset = result.offset();
        this.flow = flow;
        this.packed = packed;
        this.y = y.array();
        this.yOffset = y.offset();
        this.workers = workers;
        layout = source.layout();
        cell = layout.cell();
        n = layout.hidden();
        width = layout.gateWidth();
        rows = source.rows(workers.threads());
        notes = new WeightGradient(layout, y, workers);
    }

    /// Computes the packed gradients.
    public void run() {
        Floats w = source.weight();
        int together = cell == Cell.GRU_RESET_BEFORE ? 2 * n : width;
        float[] to = Scratch.floats(Scratch.RECURRENT_WEIGHT, n * width);
        weight.packTransposed(w.array(), w.offset(), width, together, n, to, 0);
        candidateWeight.packTransposed(w.array(), w.offset() + together, width, width - together, n, to, n * together);
        notes.take();
        try {
            workers.run((layout.batch() + rows - 1) / rows, this);
            notes.finish();
        } finally {
            weight.release();
            candidateWeight.release();
            notes.release();
        }
    }

    @Override
    public void run(int task) {
        int from = task * rows;
        int count = Math.min(rows, layout.batch() - from);
        int products = count * n * cell.states();
        float[] own = Scratch.floats(Scratch.RECURRENT_ROWS, products + count * width + 2 * n);
        Arrays.fill(own, 0, products, 0f);
        for (int turn = layout.steps() - 1; turn >= 0; turn--) {
            for (int r = 0; r < count; r++) {
                open(own, r, count, from + r, turn);
            }
            int sums = sums(source.place(from, source.step(turn)));
            int apart = layout.steps() * width;
            if (cell == Cell.GRU_RESET_BEFORE) {
                Arrays.fill(own, products, products + count * n, 0f);
                candidateWeight.multiply(y, sums + 2 * n, apart, own, products, n, count);
            }
            for (int r = 0; r < count; r++) {
                close(own, r, count, from + r, turn);
            }
            if (cell == Cell.GRU_RESET_AFTER) {
                weight.multiply(own, products, width, own, 0, n, count);
            } else {
                weight.multiply(y, sums, apart, own, 0, n, count);
            }
        }
        int start = yOffset + layout.startOffset() + from * n;
        System.arraycopy(own, 0, y, start, count * n);
        if (cell.hasCellState()) {
            System.arraycopy(own, count * n, y, start + layout.batch() * n, count * n);
        }
    }

    /// Where the gradients of the sums of a step are made: in the gradient of the projection.
    private int sums(int place) {
        return yOffset + place * width;
    }

    private int saved(int offset, int place) {
        return offset + layout.savedOffset() + place * layout.savedWidth();
    }

    private int before(int b, int turn) {
        return turn == 0 ? source.hidden().offset() + b * n : resultOffset + source.place(b, source.step(turn - 1)) * n;
    }

    private float[] beforeArray(int turn) {
        return turn == 0 ? source.hidden().array() : result;
    }

    /// Adds what the step receives and goes back to the sums of its gates. Where a step does not count, its states'
    /// gradients pass by.
    private void open(float[] own, int r, int count, int b, int turn) {
        int place = source.place(b, source.step(turn));
        int h = r * n;
        int c = (count + r) * n;
        int passing = count * (n * cell.states() + width);
        Pairwise.binary(Binary.ADD, own, h, flow.array(), flow.offset() + place * n, own, h, n);
        if (cell.hasCellState() && !packed.isNone()) {
            int at = packed.offset() + layout.cellOffset() + place * n;
            Pairwise.binary(Binary.ADD, own, c, packed.array(), at, own, c, n);
        }
        if (source.mask().counts(place)) {
            slopes(own, r, count, b, turn);
            return;
        }
        set(own, h, passing);
        if (cell.hasCellState()) {
            set(own, c, passing + n);
        }
        slopes(own, r, count, b, turn);
        Pairwise.binary(Binary.ADD, own, h, own, passing, own, h, n);
        if (cell.hasCellState()) {
            Pairwise.binary(Binary.ADD, own, c, own, passing + n, own, c, n);
        }
    }

    private void set(float[] own, int from, int to) {
        System.arraycopy(own, from, own, to, n);
        Arrays.fill(own, from, from + n, 0f);
    }

    private void slopes(float[] own, int r, int count, int b, int turn) {
        int place = source.place(b, source.step(turn));
        int h = r * n;
        int sums = sums(place);
        switch (cell) {
            case RNN_TANH -> Cells.tanhSlope(own, h, result, resultOffset + place * n, y, sums, n);
            case RNN_RELU -> Cells.reluSlope(own, h, result, resultOffset + place * n, y, sums, n);
            case LSTM -> lstm(own, h, (count + r) * n, b, turn);
            case GRU_RESET_AFTER, GRU_RESET_BEFORE -> {
                int gates = saved(resultOffset, place);
                Cells.blendSlopes(result, gates, beforeArray(turn), before(b, turn), own, h, y, sums, n);
                savedSigmoid(sums + n, place, 1);
                savedTanh(sums + 2 * n, place, 2);
                return;
            }
        }
        Arrays.fill(own, h, h + n, 0f);
    }

    private void lstm(float[] own, int h, int c, int b, int turn) {
        int place = source.place(b, source.step(turn));
        int sums = sums(place);
        int cells = resultOffset + layout.cellOffset();
        boolean first = turn == 0;
        float[] before = first ? source.cell().array() : result;
        int at = first ? source.cell().offset() + b * n : cells + source.place(b, source.step(turn - 1)) * n;
        float[] squashed = Scratch.floats(Scratch.ROW, n);
        Pointwise.tanh(result, cells + place * n, squashed, 0, n);
        Cells.lstmSlopes(result, saved(resultOffset, place), squashed, 0, before, at, own, h, c, y, sums, n);
        savedSigmoid(sums, place, 0);
        savedSigmoid(sums + n, place, 1);
        savedTanh(sums + 2 * n, place, 2);
        savedSigmoid(sums + 3 * n, place, 3);
    }

    /// Ends a step: the rest of its gradients, and the notes for the weight.
    private void close(float[] own, int r, int count, int b, int turn) {
        int place = source.place(b, source.step(turn));
        int sums = sums(place);
        int gates = saved(resultOffset, place);
        float[] before = beforeArray(turn);
        int at = before(b, turn);
        notes.before(place, before, at);
        if (cell == Cell.GRU_RESET_AFTER) {
            int products = count * n + r * width;
            System.arraycopy(y, sums + n, own, products + n, n);
            Cells.resetSlopes(result, gates, result, gates + 3 * n, y, sums + 2 * n, y, sums, own, products + 2 * n, n);
            savedSigmoid(sums, place, 0);
            if (receives(place)) {
                int q = saved(packed.offset(), place) + 3 * n;
                Pairwise.binary(Binary.ADD, own, products + 2 * n, packed.array(), q, own, products + 2 * n, n);
            }
            System.arraycopy(y, sums, own, products, n);
            notes.products(place, own, products);
        } else if (cell == Cell.GRU_RESET_BEFORE) {
            int d = (count + r) * n;
            Cells.resetSlopes(result, gates, before, at, own, d, y, sums, own, d, n);
            Pairwise.binary(Binary.ADD, own, r * n, own, d, own, r * n, n);
            savedSigmoid(sums, place, 0);
            notes.candidate(place, result, gates, before, at, y, sums + 2 * n);
        }
    }

    /// Says whether something flows into the saved gates of a step.
    private boolean receives(int place) {
        return !packed.isNone() && source.mask().counts(place);
    }

    /// Adds what flows into the saved gate `index` itself, through σ.
    private void savedSigmoid(int at, int place, int index) {
        if (receives(place)) {
            float[] row = Scratch.floats(Scratch.ROW, n);
            int from = saved(packed.offset(), place) + index * n;
            Cells.sigmoidSlope(packed.array(), from, result, saved(resultOffset, place) + index * n, row, 0, n);
            Pairwise.binary(Binary.ADD, y, at, row, 0, y, at, n);
        }
    }

    /// Adds what flows into the saved gate `index` itself, through tanh.
    private void savedTanh(int at, int place, int index) {
        if (receives(place)) {
            float[] row = Scratch.floats(Scratch.ROW, n);
            int from = saved(packed.offset(), place) + index * n;
            Cells.tanhSlope(packed.array(), from, result, saved(resultOffset, place) + index * n, row, 0, n);
            Pairwise.binary(Binary.ADD, y, at, row, 0, y, at, n);
        }
    }
}
