package gradus.explain.render;

import gradus.explain.document.Explanation;
import gradus.explain.document.Line;
import gradus.explain.document.Part;
import gradus.explain.document.Section;
import gradus.explain.maths.Quantities;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes an explanation as Markdown with LaTeX.
///
/// Formulas stand in `` $`…`$ ``: Markdown leaves what is in a span of code as it is, while it would read `_` and `\\`
/// between plain dollars.
final class MarkdownDocument {
    /// A formula, its numbers and its value stand on one line up to this width as text.
    private static final int ONE_LINE = 90;

    private static final String PUNCTUATION = "\\`*_[]|~$#!";

    private final Explanation explanation;
    private final Digits digits;
    private final Map<String, Integer> anchors = new HashMap<>();
    private final StringBuilder out = new StringBuilder();

    MarkdownDocument(Explanation explanation, Digits digits) {
        this.explanation = explanation;
        this.digits = digits;
        explanation.lines().forEach(line -> anchors.putIfAbsent(line.id(), anchors.size() + 1));
    }

    String write() {
        heading();
        int number = 0;
        for (Part part : explanation.parts()) {
            part(part, ++number);
        }
        paragraph("---");
        paragraph(escaped(Words.agreement(explanation)));
        return out.toString();
    }

    private void heading() {
        var heading = explanation.heading();
        out.append("# ").append(escaped(heading.title())).append("\n\n");
        if (!heading.facts().isEmpty()) {
            out.append("| | |\n|---|---|\n");
            heading.facts()
                    .forEach((name, fact) -> out.append("| ")
                            .append(escaped(name))
                            .append(" | ")
                            .append(escaped(fact))
                            .append(" |\n"));
            out.append('\n');
        }
        heading.answer().forEach(sentence -> paragraph("**" + escaped(sentence) + "**"));
        heading.notation()
                .forEach(sentence -> out.append("* ").append(escaped(sentence)).append('\n'));
        out.append(heading.notation().isEmpty() ? "" : "\n");
        paragraph(explanation.parts().stream()
                .map(part -> "[" + Words.title(part.phase()) + "](#" + Words.name(part.phase()) + ")")
                .collect(Collectors.joining(" · ")));
    }

    private void part(Part part, int number) {
        paragraph("## <a id=\"" + Words.name(part.phase()) + "\"></a>" + number + " " + Words.title(part.phase()) + ": "
                + Words.subtitle(part.phase()));
        part.sections().forEach(this::section);
    }

    private void section(Section section) {
        paragraph("### " + escaped(section.title()));
        if (!section.place().isEmpty()) {
            paragraph("*" + escaped(section.place()) + "*");
        }
        section.lines().forEach(this::line);
        section.folded().forEach(folded -> item(escaped(Words.folded(folded, digits)), List.of()));
        out.append(section.lines().isEmpty() && section.folded().isEmpty() ? "" : "\n");
        if (!section.note().isEmpty()) {
            paragraph(escaped(section.note()));
        }
    }

    private void line(Line line) {
        Written text = Written.of(line, digits);
        var sides = new ArrayList<String>();
        if (!text.formula().isEmpty()) {
            sides.add(Latex.term(line.formula(), Form.SYMBOLS, digits));
        }
        if (!text.numbers().isEmpty()) {
            sides.add(Latex.term(line.formula(), Form.NUMBERS, digits));
        }
        sides.add(digits.latex(line.value()));
        int width = Width.of(text.symbol() + text.formula() + text.numbers() + text.value());
        String anchor = "<a id=\"line-" + anchors.get(line.id()) + "\"></a>";
        String symbol = Latex.symbol(line.symbol()) + " = ";
        var further = new ArrayList<String>();
        String first;
        if (width <= ONE_LINE || sides.size() == 1) {
            first = anchor + maths(symbol + String.join(" = ", sides)) + remarks(line);
        } else {
            first = anchor + maths(symbol + sides.getFirst());
            sides.subList(1, sides.size()).forEach(side -> further.add(maths("= " + side)));
            further.set(further.size() - 1, further.getLast() + remarks(line));
        }
        sources(line, further);
        if (!line.note().isEmpty()) {
            further.add(escaped(line.note()));
        }
        item(first, further);
    }

    private String remarks(Line line) {
        String check = line.check().map(done -> " " + Words.check(done, digits)).orElse("");
        String engine = Words.engine(line, digits);
        return check + (engine.isEmpty() ? "" : (check.isEmpty() ? " " : "; ") + engine);
    }

    private void sources(Line line, List<String> further) {
        String links = Quantities.linked(line.formula()).stream()
                .filter(operand -> anchors.containsKey(operand.line().orElseThrow()))
                .map(operand -> "[" + escaped(Unicode.symbol(operand.symbol())) + "](#line-"
                        + anchors.get(operand.line().orElseThrow()) + ")")
                .collect(Collectors.joining(", "));
        if (!links.isEmpty()) {
            further.add("from " + links);
        }
    }

    private void item(String first, List<String> further) {
        out.append("* ").append(first);
        further.forEach(line -> out.append("<br>\n  ").append(line));
        out.append('\n');
    }

    private void paragraph(String text) {
        out.append(text).append("\n\n");
    }

    private static String maths(String latex) {
        return "$`" + latex + "`$";
    }

    /// Gives text that reads the same as Markdown.
    private static String escaped(String text) {
        var safe = new StringBuilder();
        Plain.line(text).codePoints().forEach(c -> {
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                default -> {
                    if (PUNCTUATION.indexOf(c) >= 0) {
                        safe.append('\\');
                    }
                    safe.appendCodePoint(c);
                }
            }
        });
        return safe.toString();
    }
}
