package gradus.explain.render;

import gradus.explain.document.Check;
import gradus.explain.document.Explanation;
import gradus.explain.document.Line;
import gradus.explain.document.Part;
import gradus.explain.document.Section;
import gradus.explain.render.Ink.Role;
import java.util.List;
import java.util.function.ToIntFunction;

/// Writes an explanation for a terminal.
final class TextDocument {
    private static final String MARGIN = "  ";

    private final TextStyle style;
    private final StringBuilder out = new StringBuilder();

    TextDocument(TextStyle style) {
        this.style = style;
    }

    String write(Explanation explanation) {
        heading(explanation);
        int number = 0;
        for (Part part : explanation.parts()) {
            part(part, ++number);
        }
        out.append('\n');
        Role role = explanation.agreement().failed() == 0 ? Role.GOOD : Role.BAD;
        prose("", Words.agreement(explanation), role);
        return out.toString();
    }

    private void heading(Explanation explanation) {
        var heading = explanation.heading();
        prose("", heading.title(), Role.TITLE);
        int names = heading.facts().keySet().stream().mapToInt(Width::of).max().orElse(0);
        heading.facts().forEach((name, fact) -> {
            String first = MARGIN + Width.padded(Plain.line(name), names) + MARGIN;
            hanging(first, Width.prose(Plain.line(fact), room(names + 4)));
        });
        spaced(heading.answer(), "", Role.HEADING);
        spaced(heading.notation(), MARGIN, Role.ASIDE);
    }

    private void spaced(List<String> sentences, String indent, Role role) {
        out.append(sentences.isEmpty() ? "" : "\n");
        sentences.forEach(sentence -> prose(indent, sentence, role));
    }

    private void part(Part part, int number) {
        String title = number + " " + Words.title(part.phase());
        String line = title + ": " + Words.subtitle(part.phase());
        if (Width.of(line) > style.width()) {
            line = title;
        }
        out.append('\n')
                .append(style.ink().paint(Role.TITLE, title))
                .append(line.substring(title.length()))
                .append('\n');
        if (style.ink() == Ink.PLAIN) {
            out.append("─".repeat(Width.of(line))).append('\n');
        }
        part.sections().forEach(this::section);
    }

    private void section(Section section) {
        out.append('\n').append(style.ink().paint(Role.HEADING, Plain.line(section.title())));
        String place = Plain.line(section.place());
        out.append(place.isEmpty() ? "" : style.ink().paint(Role.ASIDE, " · " + place))
                .append('\n');
        var written = section.lines().stream()
                .map(line -> Written.of(line, style.digits()))
                .toList();
        var columns = new Columns(written);
        int longest = section.lines().stream()
                .mapToInt(line -> Width.of(tail(line)))
                .max()
                .orElse(0);
        boolean beside = columns.width() + longest <= room(2);
        for (int i = 0; i < written.size(); i++) {
            if (beside) {
                beside(written.get(i), section.lines().get(i), columns);
            } else {
                below(written.get(i), section.lines().get(i), columns);
            }
            prose(MARGIN + MARGIN, section.lines().get(i).note(), Role.ASIDE);
        }
        section.folded().forEach(folded -> prose(MARGIN, Words.folded(folded, style.digits()), Role.ASIDE));
        prose(MARGIN, section.note(), Role.ASIDE);
    }

    /// The widths of the columns of a section.
    ///
    /// @param symbol of the symbols
    /// @param formula of the formulas
    /// @param numbers of the formulas with numbers
    /// @param value of the values without a minus
    /// @param minus room for a minus before every value, if one has it: so their digits stand in columns
    private record Columns(int symbol, int formula, int numbers, int value, int minus) {
        Columns(List<Written> lines) {
            this(
                    widest(lines, line -> Width.of(line.symbol())),
                    widest(lines, line -> Width.of(line.formula())),
                    widest(lines, line -> Width.of(line.numbers())),
                    widest(lines, line -> Width.of(line.value().replace("−", ""))),
                    widest(lines, line -> line.value().startsWith("−") ? 1 : 0));
        }

        int width() {
            return symbol + (formula == 0 ? 0 : 3 + formula) + (numbers == 0 ? 0 : 3 + numbers) + 3 + minus + value + 2;
        }

        private static int widest(List<Written> lines, ToIntFunction<Written> width) {
            return lines.stream().mapToInt(width).max().orElse(0);
        }
    }

    /// Everything on one line.
    private void beside(Written written, Line line, Columns columns) {
        var row = new StringBuilder(MARGIN)
                .append(style.ink().paint(Role.SYMBOL, Width.padded(written.symbol(), columns.symbol())));
        column(row, written.formula(), columns.formula());
        column(row, written.numbers(), columns.numbers());
        row.append(" = ").append(value(written, line, columns));
        out.append(row.toString().stripTrailing()).append('\n');
    }

    private static void column(StringBuilder row, String text, int width) {
        if (width > 0) {
            row.append(text.isEmpty() ? "   " : " = ").append(Width.padded(text, width));
        }
    }

    /// The formula, the formula with numbers, and the value, one below the other.
    private void below(Written written, Line line, Columns columns) {
        int indent = Math.min(columns.symbol(), style.width() / 3) + 5;
        String first = MARGIN + style.ink().paint(Role.SYMBOL, Width.padded(written.symbol(), indent - 5)) + " = ";
        String next = " ".repeat(indent - 2) + "= ";
        if (!written.formula().isEmpty()) {
            hanging(first, Width.formula(written.formula(), room(indent)), indent);
            first = next;
        }
        if (!written.numbers().isEmpty()) {
            hanging(first, Width.formula(written.numbers(), room(indent)), indent);
            first = next;
        }
        int width = indent + columns.minus() + columns.value() + 2;
        if (width + Width.of(tail(line)) <= style.width()) {
            out.append((first + value(written, line, columns)).stripTrailing()).append('\n');
        } else {
            out.append(first)
                    .append(style.ink().paint(Role.VALUE, minus(written, columns)))
                    .append('\n');
            prose(" ".repeat(indent), tail(line), failed(line) ? Role.BAD : Role.GOOD);
        }
    }

    private String value(Written written, Line line, Columns columns) {
        String tail = tail(line);
        String value = minus(written, columns);
        return style.ink()
                        .paint(
                                Role.VALUE,
                                tail.isEmpty() ? value : Width.padded(value, columns.minus() + columns.value()))
                + MARGIN
                + style.ink().paint(failed(line) ? Role.BAD : Role.GOOD, tail);
    }

    /// The value, with the room for a minus that its column has.
    private static String minus(Written written, Columns columns) {
        return (written.value().startsWith("−") ? "" : " ".repeat(columns.minus())) + written.value();
    }

    private static boolean failed(Line line) {
        return line.check().filter(check -> !check.holds()).isPresent();
    }

    private String tail(Line line) {
        String check = line.check()
                .map((Check done) -> Words.check(done, style.digits()))
                .orElse("");
        String engine = Words.engine(line, style.digits());
        return check + (check.isEmpty() || engine.isEmpty() ? "" : "; ") + engine;
    }

    private int room(int taken) {
        return Math.max(20, style.width() - taken);
    }

    private void prose(String indent, String text, Role role) {
        if (text.isEmpty()) {
            return;
        }
        for (String line : Width.prose(Plain.line(text), room(indent.length()))) {
            out.append(indent).append(style.ink().paint(role, line)).append('\n');
        }
    }

    private void hanging(String first, List<String> lines) {
        hanging(first, lines, Width.of(first));
    }

    private void hanging(String first, List<String> lines, int indent) {
        out.append(first).append(lines.getFirst()).append('\n');
        lines.stream()
                .skip(1)
                .forEach(line -> out.append(" ".repeat(indent)).append(line).append('\n'));
    }
}
