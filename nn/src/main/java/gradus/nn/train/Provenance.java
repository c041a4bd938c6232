package gradus.nn.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a model came to be, so that it can be made again to the bit.
///
/// {@snippet file="DataSnippets.java" region="Model"}
///
/// @param version the version of Gradus
/// @param source the name of the data
/// @param dataHash the SHA-256 of the training rows
/// @param settings seed, architecture, optimizer, loss and the other choices, in words
/// @param outcome why training ended and what was measured
public record Provenance(
        String version, String source, String dataHash, Map<String, String> settings, Map<String, String> outcome) {
    private static final String VALIDATION = "validation";
    private static final String TEST = "test";

    /// Copies the maps, keeping their order.
    public Provenance {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        outcome = Collections.unmodifiableMap(new LinkedHashMap<>(outcome));
    }

    /// The data that a network learned from.
    ///
    /// @param source their name
    /// @param hash the SHA-256 of the training samples
    record Origin(String source, String hash) {}

    /// Gives the account of a training whose model has not been measured yet.
    static Provenance of(Run<?> run, Map<String, String> settings, String architecture, Origin data) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("architecture", architecture);
        Map<String, String> outcome = new LinkedHashMap<>();
        outcome.put("ended", run.reason().toString());
        outcome.put("best epoch", Integer.toString(run.bestEpoch()));
        return new Provenance(Version.current(), data.source(), data.hash(), all, outcome);
    }

    /// Gives this account with more settings and without what was measured: that of a network that was changed.
    public Provenance changedBy(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.putAll(more);
        Map<String, String> left = new LinkedHashMap<>(outcome);
        left.keySet().removeAll(List.of(VALIDATION, TEST));
        return new Provenance(version, source, dataHash, all, left);
    }

    /// Gives this account with what was measured.
    Provenance measured(Optional<Evaluation> validation, Optional<Evaluation> test) {
        Map<String, String> more = new LinkedHashMap<>(outcome);
        validation.ifPresent(e -> more.put(VALIDATION, e.values().toString()));
        test.ifPresent(e -> more.put(TEST, e.values().toString()));
        return new Provenance(version, source, dataHash, settings, more);
    }
}
