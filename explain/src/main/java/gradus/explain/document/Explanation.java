package gradus.explain.document;

import gradus.explain.maths.Symbol;
import java.util.List;
import java.util.Optional;

/// One training step as a document: every number with its symbol, formula, operands and an independent check.
///
/// {@snippet file="ExplainSnippets.java" region="Explain"}
///
/// @param heading what is explained
/// @param parts the phases in order
/// @param drawing the network as a picture, or [Drawing#NONE]
/// @param agreement how well the numbers agree with other computations of them
public record Explanation(Heading heading, List<Part> parts, Drawing drawing, Agreement agreement) {
    public Explanation {
        parts = List.copyOf(parts);
    }

    /// Gives all lines in order.
    public List<Line> lines() {
        return parts.stream()
                .flatMap(part -> part.sections().stream())
                .flatMap(section -> section.lines().stream())
                .toList();
    }

    /// Gives the line of a number in a phase.
    public Optional<Line> find(Phase phase, Symbol symbol) {
        return parts.stream()
                .filter(part -> part.phase() == phase)
                .flatMap(part -> part.sections().stream())
                .flatMap(section -> section.lines().stream())
                .filter(line -> line.symbol().equals(symbol))
                .findFirst();
    }
}
