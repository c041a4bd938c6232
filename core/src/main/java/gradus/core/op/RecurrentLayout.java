package gradus.core.op;

import gradus.core.op.Recurrent.Cell;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import java.util.List;

/// Where the parts of the packed results of [Recurrent] operations lie. All parts are contiguous and row-major.
///
/// The result of a sequence: hidden states `[batch, steps, hidden]`, cell states of the same shape (if the cell has
/// them), and what the gradient needs, `[batch, steps, saved · hidden]`: nothing for plain cells; σ(i), σ(f), tanh(g),
/// σ(o) for LSTM; r, z, n, q_n for GRU with reset after the product, r, z, n before; zeros at steps that do not count.
///
/// The result of its gradient: projection `[batch, steps, gates · hidden]`, recurrent weight `[hidden, gates ·
/// hidden]`, recurrent bias `[gates · hidden]` (if the cell has one), initial hidden state and initial cell state
/// `[batch, hidden]`.
///
/// @param cell what happens in one step
/// @param batch how many sequences
/// @param steps how many time steps
/// @param hidden how many hidden units
public record RecurrentLayout(Cell cell, int batch, int steps, int hidden) {
    /// Checks that an array can hold the sums of the gates, so that the sizes below are plain products: kernels ask
    /// for them at each step, when nothing may be allocated.
    public RecurrentLayout {
        Shape.of(batch, steps, Math.multiplyExact(cell.gates(), hidden));
    }

    /// Gives the layout of a sequence operation from the types of its inputs.
    public static RecurrentLayout of(Recurrent.Sequence op, List<TensorType> inputs) {
        Shape projection = inputs.get(0).shape();
        return new RecurrentLayout(
                op.cell(),
                projection.size(0),
                projection.size(1),
                inputs.get(1).shape().size(0));
    }

    /// Gives the layout of a gradient operation from the types of its inputs.
    public static RecurrentLayout of(Recurrent.SequenceGradient op, List<TensorType> inputs) {
        Shape hidden = inputs.get(1).shape();
        return new RecurrentLayout(op.cell(), hidden.size(0), op.length(), hidden.size(1));
    }

    /// Gives the size of a step of the projection, gates · hidden.
    public int gateWidth() {
        return cell.gates() * hidden;
    }

    /// Gives the size of a step of what the gradient needs.
    public int savedWidth() {
        return cell.saved() * hidden;
    }

    /// Gives the shape of the states of all steps.
    public Shape states() {
        return Shape.of(batch, steps, hidden);
    }

    /// Gives the shape of a state.
    public Shape state() {
        return Shape.of(batch, hidden);
    }

    /// Gives how many numbers the states of all steps are.
    public int stateCount() {
        return batch * steps * hidden;
    }

    /// Gives where the cell states begin in the result of a sequence.
    public int cellOffset() {
        return stateCount();
    }

    /// Gives where the saved numbers begin in the result of a sequence.
    public int savedOffset() {
        return cell.states() * stateCount();
    }

    /// Gives the size of the result of a sequence.
    public int resultCount() {
        return fitting("result", (cell.states() + cell.saved()) * (long) states().count());
    }

    /// Gives where the recurrent weight's gradient begins in the result of a gradient, and so the size of the
    /// projection's.
    public int weightOffset() {
        return batch * steps * gateWidth();
    }

    /// Gives where the recurrent bias's gradient begins in the result of a gradient.
    public int biasOffset() {
        return Math.addExact(weightOffset(), hidden * gateWidth());
    }

    /// Gives where the initial hidden state's gradient begins in the result of a gradient.
    public int startOffset() {
        return biasOffset() + (cell.hasRecurrentBias() ? gateWidth() : 0);
    }

    /// Gives the size of the result of a gradient.
    public int gradientCount() {
        long projection = (long) cell.gates() * states().count();
        long weights = (hidden + (cell.hasRecurrentBias() ? 1L : 0)) * gateWidth();
        return fitting("gradient", projection + weights + (long) cell.states() * state().count());
    }

    /// The sizes of the parts are not checked where they are read, for that is done in every step.
    private int fitting(String what, long count) {
        if (count > Integer.MAX_VALUE) {
            throw new ShapeException("recurrent: a packed " + what + " holds at most " + Integer.MAX_VALUE
                    + " numbers, got " + count + " for " + batch + " sequences of " + steps + " steps of " + hidden
                    + " units" + Origin.here().at() + "; take fewer sequences or steps at a time");
        }
        return (int) count;
    }
}
