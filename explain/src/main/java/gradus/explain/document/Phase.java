package gradus.explain.document;

/// The phases of a training step in their order.
public enum Phase {
    /// From the inputs to the outputs.
    FORWARD,
    /// How wrong the outputs are.
    LOSS,
    /// From the loss back to every parameter, by the chain rule.
    BACKWARD,
    /// From the gradients to the new parameters.
    UPDATE,
    /// The same samples once more with the new parameters.
    AFTER
}
