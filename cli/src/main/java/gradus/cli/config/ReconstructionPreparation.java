package gradus.cli.config;

import gradus.core.type.Key;
import gradus.nn.data.CsvOptions;
import gradus.nn.data.FeatureSplit;
import gradus.nn.data.Table;
import gradus.nn.data.TableOptions;
import gradus.nn.data.image.ImageSplit;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Layer;
import gradus.nn.network.Mlp;
import gradus.nn.network.Networks;
import gradus.nn.train.Autoencoder;
import gradus.nn.train.ReconstructionModel;
import gradus.nn.train.TrainedModel;
import gradus.nn.train.Training;
import java.nio.file.Path;

/// A training of an autoencoder on the rows of a table or on images whose classes do not count.
///
/// @param config the configuration
/// @param source the rows or images by part
/// @param plan the network
/// @param training the training
public record ReconstructionPreparation(
        TrainConfig config,
        Source source,
        Autoencoder plan,
        Training<Layer, TrainedModel<ReconstructionModel>> training)
        implements Preparation {
    private static final Mlp OF_PIXELS = Networks.mlp(128, 32, 128);

    /// What comes back.
    public sealed interface Source {
        /// Rows.
        ///
        /// @param table the whole table
        /// @param split its parts
        record Rows(Table table, FeatureSplit split) implements Source {}

        /// Images.
        ///
        /// @param split their parts
        record Pictures(ImageSplit split) implements Source {}
    }

    @Override
    public Architecture architecture() {
        return plan.architecture();
    }

    /// Reads the data and makes the rest of it.
    static ReconstructionPreparation of(TrainConfig config) {
        DataConfig data = config.data();
        data.target().ifPresent(target -> {
            throw new IllegalArgumentException("data.target: an autoencoder has no target, for what goes in is what"
                    + " should come back, got '" + target + "'; leave the target out, and to hide its column from the"
                    + " network add --ignore '" + target + "'");
        });
        data.image().labels().ifPresent(labels -> {
            throw new IllegalArgumentException("data.image.labels: an autoencoder needs no classes, got the labels '"
                    + labels + "'; leave them out");
        });
        if (config.forecast().horizon().isPresent()
                || config.forecast().lookBack().isPresent()) {
            throw new IllegalArgumentException(
                    "forecast: an autoencoder forecasts nothing; leave horizon and lookBack out");
        }
        return ImageFilesNamed.are(data) ? ofPictures(config) : ofRows(config);
    }

    private static ReconstructionPreparation ofRows(TrainConfig config) {
        DataConfig data = config.data();
        Table table = Table.read(Path.of(data.file()), data.format().options());
        FeatureSplit split = split(table, config);
        Mlp library = Networks.autoencoder(split.features().width());
        Autoencoder plan = plan(config, config.network().overAutoencoder(library, library));
        return new ReconstructionPreparation(
                config,
                new Source.Rows(table, split),
                plan,
                Tuning.of(
                        Training.of(plan, split),
                        config.training(),
                        split.train().rowCount()));
    }

    private static FeatureSplit split(Table table, TrainConfig config) {
        DataConfig.Split split = config.data().split();
        TableOptions options = config.data().columns().options();
        CsvOptions format = config.data().format().options();
        double validation = split.validationShare(false);
        double test = split.testShare();
        FeatureSplit parts =
                FeatureSplit.of(table, options, new double[] {1 - validation - test, validation, test}, key(config));
        if (!split.hasFiles()) {
            return parts;
        }
        return FeatureSplit.of(
                parts.train(),
                split.validationTable(format, parts.validation()),
                split.testTable(format, parts.test()),
                options);
    }

    private static ReconstructionPreparation ofPictures(TrainConfig config) {
        ImageSplit split = ImageFilesNamed.withoutClasses(config.data()).split(config.data(), key(config));
        Architecture library = Networks.autoencoder(split.train().imageSize().shape());
        Autoencoder plan = plan(config, config.network().overAutoencoder(library, OF_PIXELS));
        return new ReconstructionPreparation(
                config,
                new Source.Pictures(split),
                plan,
                Tuning.of(
                        Training.of(plan, split),
                        config.training(),
                        split.train().size()));
    }

    private static Autoencoder plan(TrainConfig config, Architecture architecture) {
        return new Autoencoder(architecture, config.autoencoder().noise().orElse(0.0));
    }

    private static Key key(TrainConfig config) {
        return Key.of(config.training().seed().orElse(0L));
    }
}
