package gradus.explain.document;

import java.util.List;
import java.util.Map;

/// What is explained, before the first number.
///
/// @param title such as `Step 1 of penguins.gradus, row 17`
/// @param facts what the step consists of by name, in the order to show: network, samples, loss, optimizer, element
/// type
/// @param notation what the symbols and indices mean, a sentence each
/// @param answer the outcome in a few sentences: loss before and after, what moved most and why
public record Heading(String title, Map<String, String> facts, List<String> notation, List<String> answer) {
    public Heading {
        facts = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(facts));
        notation = List.copyOf(notation);
        answer = List.copyOf(answer);
    }
}
