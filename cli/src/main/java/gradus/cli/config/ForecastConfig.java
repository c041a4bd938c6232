package gradus.cli.config;

import java.util.Optional;

/// What a forecast is.
///
/// @param horizon how many rows ahead
/// @param lookBack how many rows the network sees
public record ForecastConfig(Optional<Integer> horizon, Optional<Integer> lookBack) {
    /// Checks the numbers.
    public ForecastConfig {
        Limits.atLeast("horizon", horizon, 1);
        Limits.atLeast("lookBack", lookBack, 1);
    }
}
