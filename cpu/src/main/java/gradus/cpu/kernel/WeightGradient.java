package gradus.cpu.kernel;

import gradus.core.op.Recurrent.Cell;
import gradus.core.op.RecurrentLayout;
import java.util.Arrays;

/// The gradients of recurrent weight and bias: sums over all steps of all sequences, made by one large product when
/// the steps are done. Until then each step notes its rows, in the order of the steps in memory.
final class WeightGradient {
    private static final float[] NONE = {};

    private final RecurrentLayout layout;
    private final Floats y;
    private final Workers workers;
    private final Cell cell;
    private final int n;
    private final int width;
    private final int count;
    private float[] notes = NONE;

    WeightGradient(RecurrentLayout layout, Floats y, Workers workers) {
        this.layout = layout;
        this.y = y;
        this.workers = workers;
        cell = layout.cell();
        n = layout.hidden();
        width = layout.gateWidth();
        count = layout.batch() * layout.steps();
    }

    /// Takes memory; before the first note.
    void take() {
        int more = switch (cell) {
            case RNN_TANH, RNN_RELU, LSTM -> 0;
            case GRU_RESET_AFTER -> count * width;
            case GRU_RESET_BEFORE -> 2 * count * n + n * n;
        };
        notes = Scratch.floats(Scratch.RECURRENT_STEPS, count * n + more);
    }

    void release() {
        notes = NONE;
    }

    /// Notes the state before a step.
    void before(int place, float[] h, int at) {
        System.arraycopy(h, at, notes, place * n, n);
    }

    /// Notes the gradients of the recurrent products of a step, where they are not those of the projection.
    void products(int place, float[] d, int at) {
        System.arraycopy(d, at, notes, count * n + place * width, width);
    }

    /// Notes `r · h` of a step and the gradient of its product.
    void candidate(int place, float[] r, int ro, float[] h, int ho, float[] d, int at) {
        Pairwise.binary(Binary.MUL, r, ro, h, ho, notes, (count + place) * n, n);
        System.arraycopy(d, at, notes, (2 * count + place) * n, n);
    }

    /// Makes the sums.
    void finish() {
        switch (cell) {
            case RNN_TANH, RNN_RELU, LSTM -> product(y.array(), y.offset());
            case GRU_RESET_AFTER -> {
                product(notes, count * n);
                bias();
            }
            case GRU_RESET_BEFORE -> {
                product(y.array(), y.offset());
                candidates();
            }
        }
    }

    private void product(float[] right, int at) {
        int to = y.offset() + layout.weightOffset();
        MatMul.multiply(workers, true, false, notes, 0, right, at, y.array(), to, n, width, count, false);
    }

    private void bias() {
        int to = y.offset() + layout.biasOffset();
        if (count == 0) {
            Arrays.fill(y.array(), to, to + width, 0f);
        } else {
            Reductions.middle(Reduction.SUM, notes, count * n, y.array(), to, 1, count, width);
        }
    }

    /// The candidate's columns have a left operand of their own.
    private void candidates() {
        int square = 3 * count * n;
        MatMul.multiply(
                workers, true, false, notes, count * n, notes, 2 * count * n, notes, square, n, n, count, false);
        int to = y.offset() + layout.weightOffset() + 2 * n;
        for (int i = 0; i < n; i++) {
            System.arraycopy(notes, square + i * n, y.array(), to + i * width, n);
        }
    }
}
