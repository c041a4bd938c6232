package gradus.nn.layer;

import gradus.core.type.Key;

/// A plan for a network whose outer sizes are not known yet: the data decide them.
public interface Architecture {
    /// Builds the network.
    ///
    /// @param inFeatures how many numbers a sample has
    /// @param outFeatures how many outputs are wanted; no activation follows them, since losses take logits
    /// @param key the randomness of the start
    Layer build(int inFeatures, int outFeatures, Key key);

    /// Gives the plan in a few words, such as `multilayer perceptron 64-64, relu`.
    String describe();
}
