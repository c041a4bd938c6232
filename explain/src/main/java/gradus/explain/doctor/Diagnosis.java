package gradus.explain.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What an examination found, the worst first.
///
/// {@snippet file="ExplainSnippets.java" region="Doctor"}
///
/// @param findings the findings; several of one illness where it is in several places
/// @param passed what was examined without a finding, in words
public record Diagnosis(List<Finding> findings, List<String> passed) {
    /// Sorts the findings: the worst first, else in the order of [Illness].
    public Diagnosis {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::illness));
        findings = List.copyOf(sorted);
        passed = List.copyOf(passed);
    }

    /// Gives the diagnosis of several examinations.
    public static Diagnosis of(List<Diagnosis> parts) {
        Set<Finding> findings = new LinkedHashSet<>();
        Set<String> passed = new LinkedHashSet<>();
        parts.forEach(part -> {
            findings.addAll(part.findings());
            passed.addAll(part.passed());
        });
        return new Diagnosis(List.copyOf(findings), List.copyOf(passed));
    }

    /// Says whether there is no finding.
    public boolean isHealthy() {
        return findings.isEmpty();
    }

    /// Gives the names of what was found, each once, such as `[dead-relu, leakage]`.
    public Set<String> ids() {
        return findings.stream().map(Finding::id).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public String toString() {
        if (findings.isEmpty()) {
            return passed.isEmpty() ? "nothing was examined" : "no finding; examined: " + String.join(", ", passed);
        }
        return findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
    }
}
