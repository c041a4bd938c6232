package gradus.explain.doctor;

import java.util.Locale;

/// How much a finding matters.
///
/// {@snippet file="ExplainSnippets.java" region="Doctor"}
public enum Severity {
    /// Training cannot come to anything, or its result is not to be trusted.
    SEVERE,
    /// The result is most likely worse than it need be.
    WARNING,
    /// Worth knowing.
    HINT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
