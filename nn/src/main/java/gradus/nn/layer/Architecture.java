package gradus.nn.layer;

import gradus.core.type.Key;
import gradus.core.type.Shape;

/// A plan for a network whose outer sizes are not known yet: the data decide them.
///
/// {@snippet file="NetworkSnippets.java" region="Architecture"}
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

    /// What makes a network once its outer sizes are known; see [Architecture#build].
    @FunctionalInterface
    interface Builder {
        /// Makes the network.
        Layer build(Shape sample, int outFeatures, Key key);
    }

    /// Gives a plan of which a function makes the network, for networks put together in code.
    ///
    /// {@snippet file="NetworkSnippets.java" region="Architecture"}
    ///
    /// @param description the plan in a few words
    /// @param builder makes the network
    static Architecture of(String description, Builder builder) {
        return new Architecture() {
            @Override
            public Layer build(Shape sample, int outFeatures, Key key) {
                return builder.build(sample, outFeatures, key);
            }

            @Override
            public String describe() {
                return description;
            }
        };
    }
}
