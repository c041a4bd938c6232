package gradus.nn.recurrent;

import gradus.nn.layer.Dropout;

/// How a recurrent layer reads sequences and what it gives.
///
/// {@snippet file="SequenceSnippets.java" region="RecurrentOptions"}
///
/// @param directions the order of the steps
/// @param output what it gives
/// @param masked what it gives at steps that are masked
/// @param dropout the share of outputs dropped between layers in training, in [0, 1); not after the last layer
public record RecurrentOptions(Directions directions, Output output, Masked masked, double dropout) {
    /// In which order the steps are taken.
    public enum Directions {
        /// From the first step to the last.
        FORWARD,
        /// From the last step to the first (`go_backwards` of Keras); outputs still lie in the order of the
        /// input.
        BACKWARD,
        /// Both, outputs side by side: forward, then backward.
        BOTH_CONCATENATED,
        /// Both, outputs added.
        BOTH_SUMMED;

        boolean isBoth() {
            return this == BOTH_CONCATENATED || this == BOTH_SUMMED;
        }
    }

    /// What a layer gives.
    public enum Output {
        /// The hidden states of all steps, `[batch, steps, hidden]`.
        SEQUENCE,
        /// The hidden state after the last step taken, `[batch, hidden]`.
        LAST
    }

    /// What a layer gives at masked steps of a sequence.
    public enum Masked {
        /// The state that is carried over, as Keras.
        CARRIED,
        /// Zeros, as packed sequences of PyTorch.
        ZERO
    }

    public RecurrentOptions {
        Dropout.of(dropout);
    }

    /// Gives forward order, whole sequences, carried states and no dropout.
    public static RecurrentOptions defaults() {
        return new RecurrentOptions(Directions.FORWARD, Output.SEQUENCE, Masked.CARRIED, 0);
    }

    /// Gives these options with another order of steps.
    public RecurrentOptions withDirections(Directions other) {
        return new RecurrentOptions(other, output, masked, dropout);
    }

    /// Gives these options with another output.
    public RecurrentOptions withOutput(Output other) {
        return new RecurrentOptions(directions, other, masked, dropout);
    }

    /// Gives these options with another output at masked steps.
    public RecurrentOptions withMasked(Masked other) {
        return new RecurrentOptions(directions, output, other, dropout);
    }

    /// Gives these options with another dropout between layers.
    public RecurrentOptions withDropout(double other) {
        return new RecurrentOptions(directions, output, masked, other);
    }
}
