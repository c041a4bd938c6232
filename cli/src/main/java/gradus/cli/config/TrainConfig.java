package gradus.cli.config;

import gradus.nn.layer.Layer;
import gradus.nn.network.AdapterPlan;
import gradus.nn.network.FineTuned;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that a training is told. What is empty is left to the library: its own choice for the data.
///
/// [Settings] describes every key; flags, files and this tree have the same paths.
///
/// @param data the table and its columns
/// @param forecast what a forecast is
/// @param autoencoder what an autoencoder is
/// @param network the network
/// @param training how it learns
/// @param device what it runs on
/// @param output where results go
public record TrainConfig(
        DataConfig data,
        ForecastConfig forecast,
        AutoencoderConfig autoencoder,
        NetworkConfig network,
        TrainingConfig training,
        DeviceConfig device,
        OutputConfig output) {
    /// Gives the plan of the network of a model that learns on.
    FineTuned tuned(Layer base, FineTuned.Head head) {
        return new FineTuned(base, head, adapters());
    }

    /// Gives the plan of low-rank adapters.
    ///
    /// @throws IllegalArgumentException if there is no model to begin with
    Optional<AdapterPlan> adapters() {
        return training.optimizer().update().adapters(network.base());
    }

    /// Gives the files that a training reads, by the path that is named for them.
    ///
    /// @throws gradus.core.type.FormatException if a folder of images is none
    public Map<String, List<Path>> files() {
        Map<String, List<Path>> files = new LinkedHashMap<>(data.files());
        network.base().ifPresent(file -> files.put(file, List.of(Path.of(file))));
        return files;
    }
}
