package gradus.cli.config;

import gradus.core.type.Key;
import gradus.nn.data.image.ImageSize;
import gradus.nn.data.image.ImageSplit;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Layer;
import gradus.nn.network.FineTuned;
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
        Optional<ImageModel> base = config.network().base(ImageModel.class);
        Key key = Key.of(config.training().seed().orElse(0L));
        ImageSize size = base.map(model -> model.input().size()).orElse(ImageFilesNamed.SIZE);
        ImageSplit read = ImageFilesNamed.read(config.data(), size).split(config.data(), key);
        ImageSplit split =
                base.map(model -> read.scaled(model.input().scaling())).orElseGet(read::standardised);
        Architecture architecture = base.<Architecture>map(model -> tuned(config, model, split))
                .orElseGet(() -> config.network().isSilent()
                        ? Networks.image(split.train().imageSize().shape())
                        : config.network().overImages());
        Training<Layer, TrainedModel<ImageModel>> usual = Training.of(architecture, split);
        return new ImagePreparation(
                config,
                split,
                architecture,
                Tuning.of(usual, config, architecture, split.train().size()));
    }

    private static FineTuned tuned(TrainConfig config, ImageModel model, ImageSplit split) {
        boolean same = split.train().numbersClassesAs(model.input().labels());
        return config.tuned(model.network(), same ? FineTuned.Head.KEPT : FineTuned.Head.NEW);
    }
}
