package gradus.nn.recurrent;

import gradus.core.op.CompareFn;
import gradus.core.op.Recurrent.Cell;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Param;
import gradus.nn.layer.Stat;
import java.util.List;
import java.util.Optional;

/// A recurrent network of one or more layers over sequences `[batch, steps, in]`.
///
/// It starts from zeros, from a learned state, or in training from the state in which the batch before ended: then it
/// is *stateful*, sequence k of a batch goes on where sequence k of the one before ended, and gradients do not flow
/// back into earlier batches. So long streams are trained by truncated back-propagation through time. Predictions and
/// evaluations start from zeros (or the learned state) and do not change what is carried. [#reset] forgets it;
/// training does so at the start of every epoch ([Stateful]).
///
/// Sequences of different lengths are filled up to one length, and a mask `[batch, steps]` says which steps count
/// ([#mask]); at the others the state stays, and inputs have no effect, even NaN.
///
/// {@snippet file="SequenceSnippets.java" region="RecurrentLayer"}
public sealed interface RecurrentLayer extends Layer, Stateful permits Rnn, Lstm, Gru {
    /// Gives the weights, the layer that sees the input first.
    List<RecurrentPair> layers();

    /// Gives the learned initial states `[hidden]` in the order of [RecurrentState], hidden ones first, or nothing.
    List<Param> initial();

    /// Gives the states `[batch, hidden]` that are carried from batch to batch in the same order, or nothing.
    List<Stat> carried();

    /// Gives how sequences are read.
    RecurrentOptions options();

    /// Gives what happens in one step.
    Cell cell();

    /// Gives this layer with carried states of zeros: what came before is forgotten.
    @Override
    RecurrentLayer reset();

    /// Gives a network in which every stateful layer has forgotten what came before.
    static <L extends Layer> L reset(L network) {
        return Stateful.reset(network);
    }

    /// Gives the mask of sequences of these lengths: true for the first `lengths[b]` of `steps`.
    ///
    /// @param lengths one whole number per sequence, `[batch]`
    static Tensor mask(Tensor lengths, int steps) {
        if (lengths.rank() != 1) {
            throw new ShapeException("mask: lengths must be a vector with one number per sequence, got "
                    + lengths.shape() + Origin.here().at());
        }
        Tensor places = Tensor.range(steps).reshape(1, steps);
        return places.compare(CompareFn.LESS, lengths.as(DType.INT64).reshape(-1, 1));
    }

    /// Gives the number of inputs.
    default int inSize() {
        return layers().getFirst().first().inSize();
    }

    /// Gives the number of hidden units.
    default int hiddenSize() {
        return layers().getFirst().first().hiddenSize();
    }

    /// Gives the size of the last axis of the output.
    default int outSize() {
        boolean twofold = options().directions() == RecurrentOptions.Directions.BOTH_CONCATENATED;
        return twofold ? 2 * hiddenSize() : hiddenSize();
    }

    @Override
    default Tensor forward(Tensor input, Context context) {
        return new RecurrentPass(this, context).forward(input, Optional.empty());
    }

    /// Gives the output for sequences of which not all steps count.
    ///
    /// @param mask `[batch, steps]`, true or not 0 where a step counts
    default Tensor forward(Tensor input, Tensor mask, Context context) {
        return new RecurrentPass(this, context).forward(input, Optional.of(mask));
    }

    /// Gives output and state for sequences that go on from a given state; what is carried is neither used nor
    /// changed.
    default RecurrentResult run(Tensor input, RecurrentState from, Context context) {
        return new RecurrentPass(this, context).run(input, Optional.empty(), from);
    }

    /// Gives output and state for sequences that go on from a given state and of which not all steps count.
    ///
    /// @param mask `[batch, steps]`, true or not 0 where a step counts
    default RecurrentResult run(Tensor input, Tensor mask, RecurrentState from, Context context) {
        return new RecurrentPass(this, context).run(input, Optional.of(mask), from);
    }

    /// Gives output `[batch, out]` and state after one more step, in inference: so text is generated, at a cost
    /// that does not grow with what came before.
    ///
    /// @param input `[batch, in]`
    /// @throws IllegalStateException if this layer reads sequences backward too: then it needs all steps at once
    default RecurrentResult step(Tensor input, RecurrentState from) {
        return new RecurrentPass(this, Context.inference()).step(input, from);
    }

    /// Gives the state that a prediction starts from: the learned one, or zeros.
    default RecurrentState start(int batch) {
        return RecurrentPass.start(this, batch);
    }
}
