package gradus.nn.attention;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;
import gradus.nn.layer.Context;
import gradus.nn.layer.Inner;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import java.util.List;

/// Cuts images into squares and maps each to a vector, so that a transformer reads an image as a sequence:
/// `[batch, height, width, channels] → [batch, squares, size]`, squares row by row (Dosovitskiy et al. 2021).
///
/// {@snippet file="SequenceSnippets.java" region="PatchEmbedding"}
///
/// @param projection the map `[side² channels, size]`, pixels of a square row by row, channels last
/// @param side the side of a square in pixels
public record PatchEmbedding(Linear projection, int side) implements Layer {
    /// Checks the sizes.
    public PatchEmbedding {
        if (side <= 0 || projection.inFeatures() % (side * side) != 0) {
            throw new IllegalArgumentException("patch embedding: the map must take side² times the channels, got side "
                    + side + " and a map of " + projection.inFeatures());
        }
    }

    /// Gives a layer in the default start of [Linear].
    ///
    /// @param side the side of a square in pixels
    /// @param channels the channels of the images
    /// @param size the length of a vector
    /// @param key the randomness
    public static PatchEmbedding of(int side, int channels, int size, Key key) {
        return new PatchEmbedding(Linear.of(side * side * channels, size, key), side);
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        int channels = projection.inFeatures() / (side * side);
        if (input.rank() != 4 || input.size(3) != channels || input.size(1) % side != 0 || input.size(2) % side != 0) {
            throw new ShapeException("patch embedding: images must be [batch, height, width, " + channels
                    + "] with height and width divisible by " + side + ", got " + input.shape()
                    + Origin.here().at());
        }
        int rows = input.size(1) / side;
        int columns = input.size(2) / side;
        Tensor squares = input.reshape(input.size(0), rows, side, columns, side, channels)
                .transpose(List.of(0, 1, 3, 2, 4, 5))
                .reshape(input.size(0), rows * columns, projection.inFeatures());
        return Inner.forward("projection", projection, squares, context);
    }

    @Override
    public String toString() {
        return "PatchEmbedding " + side + " × " + side + " → " + projection.outFeatures();
    }
}
