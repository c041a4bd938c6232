package gradus.nn.layer;

import gradus.core.type.Key;
import gradus.core.type.Shape;

/// A plan for a network whose outer sizes are not known yet: the data decide them.
public interface Architecture {
    /// Builds the network.
    ///
    /// @param sample the shape of one sample, without the axis that counts samples: `[features]` for a row of a
    /// table, `[height, width, channels]` for an image, `[time, channels]` for a series
    /// @param outFeatures how many outputs are wanted; no activation follows them, since losses take logits
    /// @param key the randomness of the start
    Layer build(Shape sample, int outFeatures, Key key);

    /// Gives the plan in a few words, such as `multilayer perceptron 64-64, relu`.
    String describe();
}
