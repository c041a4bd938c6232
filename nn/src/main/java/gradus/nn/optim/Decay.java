package gradus.nn.optim;

import gradus.nn.loss.Scope;

/// How strongly weights are pulled towards zero, and which.
///
/// {@snippet file="OptimizerSnippets.java" region="Decay"}
///
/// @param factor the strength, at least 0
/// @param scope which parameters; by default not biases nor parameters of normalisations
public record Decay(double factor, Scope scope) {
    /// No decay.
    public static final Decay NONE = new Decay(0, Scope.WEIGHTS);

    public Decay {
        if (!(factor >= 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("weight decay: the factor must be a finite number of at least 0, got "
                    + factor + "; common values lie between 1e-5 and 0.1");
        }
    }

    /// Gives a decay of weights.
    public static Decay of(double factor) {
        return new Decay(factor, Scope.WEIGHTS);
    }
}
