package gradus.nn.train;

import gradus.core.type.Shape;
import gradus.nn.attention.CausalLanguageModel;
import gradus.nn.layer.Layer;
import java.util.function.UnaryOperator;

/// Sees that a network for texts reads no token before its turn.
final class Causality {
    private Causality() {}

    /// Gives the network, if no answer depends on a later token: two texts that differ in their last one are
    /// answered alike before it.
    ///
    /// @param network tokens `[n, context]` to logits `[n, context, vocabulary]`
    /// @throws IllegalArgumentException if an answer depends on a later token
    static Layer required(Layer network, int context, int vocabulary) {
        if (network instanceof CausalLanguageModel) {
            return network;
        }
        require(new Predictor(network, Shape.of(context), UnaryOperator.identity()), context, vocabulary);
        return network;
    }

    /// Asks a network about two texts that differ in their last token; see [#required].
    ///
    /// @throws IllegalArgumentException if an answer depends on a later token
    static void require(Predictor predictor, int context, int vocabulary) {
        if (context < 2 || vocabulary < 2) {
            return;
        }
        float[] tokens = new float[context];
        double[] before = predictor.predict(tokens);
        tokens[context - 1] = vocabulary - 1;
        double[] after = predictor.predict(tokens);
        for (int i = 0; i < (context - 1) * vocabulary; i++) {
            if (Double.compare(before[i], after[i]) != 0) {
                throw new IllegalArgumentException("language model: no place may see a later token, or it reads what it"
                        + " is to say, but the answer at place " + (i / vocabulary + 1) + " of " + context
                        + " changes with token " + context + "; use transformer(…, causal), attention(…, causal),"
                        + " conv(…, padding=causal) or recurrent layers that read forward");
            }
        }
    }
}
