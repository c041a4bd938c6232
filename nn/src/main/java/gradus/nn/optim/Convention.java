package gradus.nn.optim;

/// Whose form of a rule is meant where systems differ; each optimizer states what changes.
///
/// {@snippet file="OptimizerSnippets.java" region="Convention"}
public enum Convention {
    /// The form of PyTorch, the default: ε is added after the root, and to the bias-corrected root in Adam.
    PYTORCH,
    /// The form of Keras 3: ε is added inside the root, and to the uncorrected root in Adam.
    KERAS
}
