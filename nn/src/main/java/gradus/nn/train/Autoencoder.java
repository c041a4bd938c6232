package gradus.nn.train;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.data.FeatureOutputs;
import gradus.nn.data.image.ImageSize;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Reshape;
import gradus.nn.layer.Sequential;
import gradus.nn.network.Mlp;
import gradus.nn.network.Several;
import gradus.nn.words.Words;
import java.util.ArrayList;
import java.util.List;

/// A plan for a network that gives back what goes in. What is common comes back well, what is unlike the rest does not:
/// the error is an anomaly score.
///
/// For that it must not learn to copy whatever comes. A layer too narrow to hold all of it is one hindrance; the
/// default for rows has one. Places that are pooled away are another, and noise a third.
///
/// For rows the architecture is asked for as many outputs as [FeatureOutputs#width] says. For pictures words must give
/// a picture of the same size, `outputs` being its channels; a perceptron gives all pixels in a row.
///
/// {@snippet file="CourseSnippets.java" region="ReconstructionModel"}
///
/// @param architecture the network
/// @param noise the deviation of normal noise that is added to what goes in while training, 0 for none: a denoising
///     autoencoder (Vincent et al. 2008), which must give back what was there before the noise. In standard deviations
///     for numbers of rows, on the scale 0 … 1 for pixels, which stay in it
public record Autoencoder(Architecture architecture, double noise) {
    /// Checks the noise and that it is one network.
    ///
    /// @throws IllegalArgumentException if the noise is negative or not finite, or the plan is an ensemble
    public Autoencoder {
        if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("autoencoder: the noise must be a number of at least 0, got " + noise);
        }
        if (architecture instanceof Several) {
            throw new IllegalArgumentException("autoencoder: it must be one network, got an " + architecture.describe()
                    + "; take one of its members");
        }
    }

    /// Gives the plan of a plain autoencoder.
    public static Autoencoder of(Architecture architecture) {
        return new Autoencoder(architecture, 0);
    }

    /// Gives the plan with noise on what goes in.
    ///
    /// @param deviation its standard deviation
    public Autoencoder withNoise(double deviation) {
        return new Autoencoder(architecture, deviation);
    }

    /// Gives the plan in a few words.
    public String describe() {
        return architecture.describe() + (noise > 0 ? ", noise " + noise + " on what goes in" : "");
    }

    /// Builds the network.
    ///
    /// @throws IllegalArgumentException if the words do not give what is to come back
    Layer build(ReconstructionInput input, Key key) {
        return switch (input) {
            case ReconstructionInput.Rows(var features) ->
                TableTraining.network(architecture, features, new FeatureOutputs(features).width(), key);
            case ReconstructionInput.Pictures(var size) -> picture(size, key);
        };
    }

    private Layer picture(ImageSize size, Key key) {
        Shape picture = size.shape();
        return switch (architecture) {
            case Words words -> words.build(picture, picture, key);
            case Mlp mlp -> {
                List<Layer> layers =
                        new ArrayList<>(mlp.build(picture, size.count(), key).layers());
                layers.add(Reshape.of(size.height(), size.width(), size.channels()));
                yield new Sequential(layers);
            }
            default -> architecture.build(picture, size.channels(), key);
        };
    }
}
