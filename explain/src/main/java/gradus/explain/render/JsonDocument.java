package gradus.explain.render;

import gradus.explain.document.Agreement;
import gradus.explain.document.Drawing;
import gradus.explain.document.Explanation;
import gradus.explain.document.Heading;
import gradus.explain.document.Line;
import gradus.explain.document.Section;
import java.util.List;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/// Writes an explanation as JSON by the schema `explanation.schema.json`: the same keys in the same order every time.
final class JsonDocument {
    private static final int VERSION = 1;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final DefaultIndenter LINES = new DefaultIndenter(" ", "\n");
    private static final Separators SPACING =
            Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER);

    private final Digits digits;

    JsonDocument(Digits digits) {
        this.digits = digits;
    }

    String write(Explanation explanation) {
        ObjectNode root = JSON.objectNode();
        root.put("format", "gradus-explanation").put("version", VERSION);
        root.set("heading", heading(explanation.heading()));
        ArrayNode phases = root.putArray("phases");
        explanation.parts().forEach(part -> {
            ArrayNode sections =
                    phases.addObject().put("phase", Words.name(part.phase())).putArray("sections");
            part.sections().forEach(section -> sections.add(section(section)));
        });
        drawing(root.putObject("drawing"), explanation.drawing());
        agreement(root.putObject("agreement"), explanation.agreement());
        var printer =
                new DefaultPrettyPrinter(SPACING).withObjectIndenter(LINES).withArrayIndenter(LINES);
        return MAPPER.writer().with(printer).writeValueAsString(root) + "\n";
    }

    /// A part that stands on one line of the text, however deep it is.
    private static void addLine(ArrayNode array, ObjectNode part) {
        array.addRawValue(new RawValue(MAPPER.writeValueAsString(part)));
    }

    private static ObjectNode heading(Heading heading) {
        ObjectNode node = JSON.objectNode().put("title", heading.title());
        ArrayNode facts = node.putArray("facts");
        heading.facts()
                .forEach((name, fact) ->
                        addLine(facts, JSON.objectNode().put("name", name).put("fact", fact)));
        strings(node, "notation", heading.notation());
        strings(node, "answer", heading.answer());
        return node;
    }

    private ObjectNode section(Section section) {
        ObjectNode node = JSON.objectNode()
                .put("id", section.id())
                .put("title", section.title())
                .put("place", section.place())
                .put("note", section.note());
        ArrayNode lines = node.putArray("lines");
        section.lines().forEach(line -> addLine(lines, line(line)));
        ArrayNode folded = node.putArray("folded");
        section.folded().forEach(fold -> {
            ObjectNode each = JSON.objectNode().put("what", fold.what()).put("count", fold.count());
            fold.total().ifPresent(total -> JsonTerms.number(each, "total", total));
            JsonTerms.number(each, "largest", fold.largest());
            addLine(folded, each.put("how", fold.how()));
        });
        return node;
    }

    private ObjectNode line(Line line) {
        ObjectNode node = JSON.objectNode().put("id", line.id());
        JsonTerms.number(node, "value", line.value());
        line.engine().ifPresent(engine -> JsonTerms.number(node, "engine", engine));
        line.check().ifPresent(check -> {
            ObjectNode each = node.putObject("check").put("kind", JsonTerms.lower(check.kind()));
            JsonTerms.number(each, "value", check.value());
            JsonTerms.number(each, "relativeError", check.relativeError());
            each.put("holds", check.holds());
        });
        node.put("note", line.note());
        node.putObject("text")
                .put("symbol", Unicode.symbol(line.symbol()))
                .put("formula", Unicode.term(line.formula(), Form.SYMBOLS, digits))
                .put("numbers", Unicode.term(line.formula(), Form.NUMBERS, digits))
                .put("value", digits.text(line.value()));
        node.putObject("latex")
                .put("symbol", Latex.symbol(line.symbol()))
                .put("formula", Latex.term(line.formula(), Form.SYMBOLS, digits))
                .put("numbers", Latex.term(line.formula(), Form.NUMBERS, digits))
                .put("value", digits.latex(line.value()));
        node.set("symbol", JsonTerms.symbol(line.symbol()));
        node.set("formula", JsonTerms.term(line.formula()));
        return node;
    }

    private static void drawing(ObjectNode node, Drawing drawing) {
        ArrayNode units = node.putArray("units");
        drawing.units().forEach(unit -> {
            ObjectNode each = JSON.objectNode()
                    .put("column", unit.column())
                    .put("row", unit.row())
                    .put("label", unit.label());
            strings(each, "forward", unit.forward());
            strings(each, "backward", unit.backward());
            addLine(units, each);
        });
        ArrayNode edges = node.putArray("edges");
        drawing.edges().forEach(edge -> {
            ObjectNode each = JSON.objectNode().put("from", edge.from()).put("to", edge.to());
            JsonTerms.number(each, "weight", edge.weight());
            addLine(edges, each.put("gradient", edge.gradient()).put("update", edge.update()));
        });
    }

    private static void agreement(ObjectNode node, Agreement agreement) {
        node.put("type", agreement.type()).put("engine", agreement.engine());
        JsonTerms.number(node, "engineError", agreement.engineError());
        node.put("differences", agreement.differences());
        JsonTerms.number(node, "differenceError", agreement.differenceError());
        node.put("small", agreement.small()).put("failed", agreement.failed());
    }

    private static void strings(ObjectNode node, String key, List<String> texts) {
        ArrayNode array = node.putArray(key);
        texts.forEach(array::add);
    }
}
