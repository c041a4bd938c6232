package gradus.cli;

import gradus.cli.config.ImageFilesNamed;
import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.train.ImageModel;
import gradus.nn.train.Model;
import java.nio.file.Path;

/// Reads a picture as the network of a model takes it.
final class PictureInput {
    private PictureInput() {}

    /// Gives the first picture of a file or folder as a batch of one.
    ///
    /// @param loaded the model
    /// @param picture the picture, folder or IDX file
    /// @param file where the model was read from, for messages
    static Tensor of(Model loaded, Path picture, Path file) {
        if (!(loaded instanceof ImageModel model)) {
            throw new IllegalArgumentException("--picture: it is looked at by a model of images, and " + file
                    + " holds " + TableInput.kind(loaded) + "; leave it out");
        }
        ImageFilesNamed.Named named =
                ImageFilesNamed.named(picture, model.input().size());
        int[] none = new int[named.names().size()];
        ImageDataset images = ImageDataset.of(
                        named.images(), none, model.input().labels())
                .scaled(model.input().scaling());
        Shape sample = model.sample();
        float[] numbers = new float[sample.count()];
        images.read(0, Key.of(0), numbers, 0);
        return Tensor.of(Literal.of(numbers, Shape.of(1).append(sample).sizes()));
    }
}
