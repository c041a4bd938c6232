package gradus.nn.network;

/// What keeps the outputs of hidden layers in a steady range.
public enum Normalization {
    /// Nothing.
    NONE,
    /// [BatchNorm] before the activation.
    BATCH,
    /// [LayerNorm] before the activation.
    LAYER
}
