package gradus.cli.config;

import java.util.Optional;

/// What an autoencoder is.
///
/// @param noise the deviation of the noise that is added to what goes in while training; empty: none
public record AutoencoderConfig(Optional<Double> noise) {
    /// Checks the noise.
    public AutoencoderConfig {
        Limits.atLeast("noise", noise, 0);
        Limits.atMost("noise", noise, 1e6);
    }
}
