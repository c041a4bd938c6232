package gradus.cli.config;

import gradus.core.type.Key;
import gradus.nn.data.image.ImageSplit;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Layer;
import gradus.nn.network.Networks;
import gradus.nn.train.ImageModel;
import gradus.nn.train.TrainedModel;
import gradus.nn.train.Training;
import java.util.Optional;

/// A training on images.
///
/// @param config the configuration
/// @param split the images by part
/// @param architecture the network
/// @param training the training
public record ImagePreparation(
        TrainConfig config,
        ImageSplit split,
        Architecture architecture,
        Training<Layer, TrainedModel<ImageModel>> training)
        implements Preparation {
    /// Reads the images and makes the rest of it.
    static ImagePreparation of(TrainConfig config) {
        if (config.data().task().equals(Optional.of(DataConfig.TaskKind.REGRESSION))) {
            throw new IllegalArgumentException("data.task: images are told apart by classes, got regression; leave the"
                    + " task out, or add --task autoencode for images that come back");
        }
        Architecture given = config.network().overImages();
        Key key = Key.of(config.training().seed().orElse(0L));
        ImageSplit split =
                ImageFilesNamed.read(config.data()).split(config.data(), key).standardised();
        Architecture architecture = config.network().isSilent()
                ? Networks.image(split.train().imageSize().shape())
                : given;
        Training<Layer, TrainedModel<ImageModel>> usual = Training.of(architecture, split);
        return new ImagePreparation(
                config,
                split,
                architecture,
                Tuning.of(usual, config.training(), split.train().size()));
    }
}
