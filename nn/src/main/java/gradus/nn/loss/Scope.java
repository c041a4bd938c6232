package gradus.nn.loss;

import gradus.core.type.Shape;

/// Which parameters a penalty or a weight decay acts on.
///
/// {@snippet file="OptimizerSnippets.java" region="Decay"}
public enum Scope {
    /// Parameters of at least two axes: matrices and embeddings, but not biases nor the scales and shifts of
    /// normalisations. The default everywhere.
    WEIGHTS,
    /// Every parameter, as PyTorch does.
    ALL;

    /// Says whether a parameter of this shape is meant.
    public boolean covers(Shape shape) {
        return this == ALL || shape.rank() >= 2;
    }
}
