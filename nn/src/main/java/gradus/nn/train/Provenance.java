package gradus.nn.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How a model came to be, so that it can be made again to the bit.
///
/// @param version the version of Gradus
/// @param source the name of the data
/// @param dataHash the SHA-256 of the training rows
/// @param settings seed, architecture, optimizer, loss and the other choices, in words
/// @param outcome why training ended and what was measured
public record Provenance(
        String version, String source, String dataHash, Map<String, String> settings, Map<String, String> outcome) {
    /// Copies the maps, keeping their order.
    public Provenance {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        outcome = Collections.unmodifiableMap(new LinkedHashMap<>(outcome));
    }
}
