package gradus.cli.config;

import gradus.nn.layer.Architecture;
import gradus.nn.layer.Layer;
import gradus.nn.train.ModelRun;
import gradus.nn.train.Training;
import java.nio.file.Path;
import java.util.Optional;

/// A training as a configuration describes it, with the data read and split: ready to begin.
public sealed interface Preparation
        permits TablePreparation, ImagePreparation, TextPreparation, SeriesPreparation, ReconstructionPreparation {
    /// Gives the configuration.
    TrainConfig config();

    /// Gives the network.
    Architecture architecture();

    /// Gives the training.
    Training<Layer, ? extends ModelRun> training();

    /// Reads the data and makes the rest of it.
    ///
    /// @throws gradus.core.type.FormatException if data cannot be read or nothing can be learned from them
    /// @throws IllegalArgumentException if the configuration makes no sense
    static Preparation of(TrainConfig config) {
        config.device().choose();
        Optional<DataConfig.TaskKind> task = config.data().task();
        boolean isAutoencoder = task.equals(Optional.of(DataConfig.TaskKind.AUTOENCODE));
        if (config.autoencoder().noise().isPresent() && !isAutoencoder) {
            throw new IllegalArgumentException("autoencoder.noise: only an autoencoder learns with noise on what goes"
                    + " in; add --task autoencode, or leave the noise out");
        }
        if (task.equals(Optional.of(DataConfig.TaskKind.LANGUAGE_MODEL))) {
            return TextPreparation.of(config);
        }
        if (task.equals(Optional.of(DataConfig.TaskKind.FORECAST))) {
            return SeriesPreparation.of(config);
        }
        if (isAutoencoder) {
            return ReconstructionPreparation.of(config);
        }
        return ImageFilesNamed.are(config.data()) ? ImagePreparation.of(config) : TablePreparation.of(config);
    }

    /// Gives the name of the data: the file's own without its ending.
    static String name(String file) {
        String name = String.valueOf(Path.of(file).toAbsolutePath().normalize().getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
