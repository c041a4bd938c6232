package gradus.explain.document;

import java.util.List;

/// A phase of a step with its sections, in the order of computation.
///
/// @param phase the phase
/// @param sections its sections
public record Part(Phase phase, List<Section> sections) {
    public Part {
        sections = List.copyOf(sections);
    }
}
