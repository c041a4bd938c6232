package gradus.nn.layer;

/// What a forward pass is for.
///
/// {@snippet file="LayerSnippets.java" region="Context"}
public enum Mode {
    /// Learning: dropout drops, batch normalisation uses the batch and moves its running statistics.
    TRAINING,
    /// Prediction: nothing is random and nothing changes.
    INFERENCE
}
