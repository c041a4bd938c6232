package gradus.cli.config;

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
        OutputConfig output) {}
