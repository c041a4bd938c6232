package gradus.cli.config;

import gradus.nn.layer.Architecture;
import gradus.nn.layer.Layer;
import gradus.nn.train.ModelRun;
import gradus.nn.train.Training;
import java.nio.file.Path;

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
    static Preparation of(ConfigReader reader) {
        TrainConfig config = reader.config();
        config.device().choose();
        DataKind kind = DataKind.of(config.data());
        kind.check(reader);
        return switch (kind) {
            case TABLE -> TablePreparation.of(config);
            case IMAGES -> ImagePreparation.of(config);
            case TEXT -> TextPreparation.of(config);
            case SERIES -> SeriesPreparation.of(config);
            case ROWS_BACK, IMAGES_BACK -> ReconstructionPreparation.of(config);
        };
    }

    /// Gives the name of the data: the file's own without its ending.
    static String name(String file) {
        String name = String.valueOf(Path.of(file).toAbsolutePath().normalize().getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
