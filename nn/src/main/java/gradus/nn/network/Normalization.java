package gradus.nn.network;

/// What keeps the outputs of hidden layers in a steady range.
public enum Normalization {
    /// Nothing.
    NONE,
    /// [gradus.nn.layer.BatchNorm] before the activation.
    BATCH,
    /// [gradus.nn.layer.LayerNorm] before the activation.
    LAYER
}
