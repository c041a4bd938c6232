package gradus.nn.attention;

import gradus.core.tensor.Tensor;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Context;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Inner;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;

/// The part of a transformer that treats each place alone: a wider layer, a function or a gate, dropout, and back.
///
/// {@snippet file="NetworkSnippets.java" region="BlockPlan"}
///
/// @param inner the map to the wider layer; twice as wide for a gate
/// @param middle [Activate], or [Glu] for a gated form, as SwiGLU and GEGLU are
/// @param dropout the share that training drops behind the function
/// @param outer the map back
public record FeedForward(Linear inner, Layer middle, double dropout, Linear outer) implements Layer {
    /// Checks the options.
    public FeedForward {
        dropout = new Dropout(dropout).rate();
    }

    /// What stands between the two maps.
    public enum Kind {
        /// A function of each number: `f(x W) V`.
        PLAIN,
        /// A gate: `(x W · f(x U)) V`; with the sigmoid GLU, with SiLU SwiGLU, with GELU GEGLU (Shazeer 2020).
        GATED;

        Layer middle(Activation activation) {
            return switch (this) {
                case PLAIN -> new Activate(activation);
                case GATED -> new Glu(activation);
            };
        }

        int innerFeatures(int hidden) {
            return switch (this) {
                case PLAIN -> hidden;
                case GATED -> 2 * hidden;
            };
        }
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        Tensor wide = Inner.forward("inner", inner, input, context);
        Tensor bent = new Dropout(dropout).forward(Inner.forward("middle", middle, wide, context), context);
        return Inner.forward("outer", outer, bent, context);
    }

    @Override
    public String toString() {
        return "FeedForward " + inner.inFeatures() + " → " + outer.inFeatures() + " → " + outer.outFeatures() + ", "
                + middle;
    }
}
