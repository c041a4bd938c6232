package gradus.nn.train;

import gradus.core.type.Shape;
import gradus.nn.data.FeatureOutputs;
import gradus.nn.data.Features;
import gradus.nn.data.image.ImageSize;

/// What an autoencoder sees and gives back, and how the error of that is counted.
public sealed interface ReconstructionInput {
    /// Gives the shape of a sample.
    Shape sample();

    /// Gives the shape of what the network must give for a sample.
    Shape output();

    /// Rows of a table. The error of a column is, of a number, the squared difference in standard deviations of
    /// training, so that giving back the mean always would make an error of 1; of a date the mean of that over its
    /// parts; of categories and yes or no the cross-entropy, −ln of the probability given to what is there. Whether
    /// a value is missing counts as one more yes or no of its column. A category that training did not see costs as
    /// much as the least likely of those that it saw, a text that is neither yes nor no as much as the less likely
    /// answer; a missing yes or no costs only what its being missing costs, or is such a text if training had none
    /// missing. The error of a row is the mean over its columns, and the mean of that over the rows is what
    /// training makes small.
    ///
    /// @param features how rows become numbers
    record Rows(Features features) implements ReconstructionInput {
        /// Checks that what the network puts out can be read.
        ///
        /// @throws IllegalArgumentException if not
        public Rows {
            new FeatureOutputs(features);
        }

        @Override
        public Shape sample() {
            return Shape.of(features.width());
        }

        @Override
        public Shape output() {
            return Shape.of(new FeatureOutputs(features).width());
        }
    }

    /// Pictures on the scale 0 … 1. The network gives logits; training makes their binary cross-entropy per pixel
    /// and channel small. The error of a picture is the mean squared difference per pixel and channel, which is 0
    /// for a perfect reconstruction of any picture, as the cross-entropy of grey pixels is not.
    ///
    /// @param size the size of the pictures
    record Pictures(ImageSize size) implements ReconstructionInput {
        @Override
        public Shape sample() {
            return size.shape();
        }

        @Override
        public Shape output() {
            return size.shape();
        }
    }
}
