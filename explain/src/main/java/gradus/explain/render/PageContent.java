package gradus.explain.render;

import gradus.explain.document.Drawing;
import gradus.explain.document.Explanation;
import gradus.explain.document.Line;
import gradus.explain.document.Part;
import gradus.explain.document.Phase;
import gradus.explain.document.Section;
import gradus.explain.maths.Quantities;
import gradus.explain.maths.Symbol;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a page of HTML shows, as the JSON that its script reads. Lines refer to each other by their place; texts that
/// come again, as formulas do in every step, are kept once.
final class PageContent {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Digits digits;
    private final Map<String, Integer> strings = new LinkedHashMap<>();

    private PageContent(Digits digits) {
        this.digits = digits;
    }

    /// Gives the JSON, in which no `<` stands: so it can stand within a script element, whatever it holds.
    static String of(List<Explanation> steps, Digits digits) {
        var content = new PageContent(digits);
        ObjectNode root = JSON.objectNode();
        ArrayNode array = root.putArray("steps");
        steps.forEach(step -> array.add(content.step(step)));
        ArrayNode texts = root.putArray("strings");
        content.strings.keySet().forEach(texts::add);
        return JsonMapper.shared()
                .writeValueAsString(root)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private ObjectNode step(Explanation step) {
        var places = new HashMap<String, Integer>();
        List<Line> all = step.lines();
        for (int i = 0; i < all.size(); i++) {
            places.putIfAbsent(all.get(i).id(), i);
        }
        ObjectNode node =
                JSON.objectNode().put("title", Plain.line(step.heading().title()));
        ArrayNode facts = node.putArray("facts");
        step.heading()
                .facts()
                .forEach((name, fact) -> facts.addArray().add(Plain.line(name)).add(Plain.line(fact)));
        texts(node, "notation", step.heading().notation());
        texts(node, "answer", step.heading().answer());
        node.put("agreement", Words.agreement(step));
        node.put("failed", step.agreement().failed());
        ArrayNode phases = node.putArray("phases");
        ArrayNode lines = node.putArray("lines");
        for (Part part : step.parts()) {
            phases.add(phase(part, lines, places));
            if (part.phase() == Phase.LOSS && !lines.isEmpty()) {
                node.put("loss", lines.size() - 1);
            }
        }
        drawing(node, step.drawing(), places);
        return node;
    }

    private ObjectNode phase(Part part, ArrayNode lines, Map<String, Integer> places) {
        ObjectNode node = JSON.objectNode()
                .put("name", Words.name(part.phase()))
                .put("title", Words.title(part.phase()))
                .put("subtitle", Words.subtitle(part.phase()));
        ArrayNode sections = node.putArray("sections");
        for (Section section : part.sections()) {
            ObjectNode each = sections.addObject()
                    .put("title", Plain.line(section.title()))
                    .put("place", Plain.line(section.place()))
                    .put("note", Plain.line(section.note()))
                    .put("first", lines.size())
                    .put("count", section.lines().size());
            texts(
                    each,
                    "folded",
                    section.folded().stream()
                            .map(fold -> Words.folded(fold, digits))
                            .toList());
            section.lines().forEach(line -> lines.add(line(line, places)));
        }
        return node;
    }

    private ObjectNode line(Line line, Map<String, Integer> places) {
        Latex.Links links = (quantity, latex) -> quantity.line()
                .map(places::get)
                .map(place -> "\\href{#" + place + "}{" + latex + "}")
                .orElse(latex);
        Written written = Written.of(line, digits);
        ObjectNode node = JSON.objectNode().put("id", line.id());
        JsonTerms.number(node, "number", line.value());
        node.put("symbol", kept(written.symbol()))
                .put("symbolLatex", kept(Latex.symbol(line.symbol())))
                .put("value", kept(written.value()))
                .put("valueLatex", kept(digits.latex(line.value())));
        if (!written.formula().isEmpty()) {
            node.put("formula", kept(written.formula()))
                    .put("formulaLatex", kept(Latex.term(line.formula(), Form.SYMBOLS, digits, links)));
        }
        if (!written.numbers().isEmpty()) {
            node.put("numbers", kept(written.numbers()))
                    .put("numbersLatex", kept(Latex.term(line.formula(), Form.NUMBERS, digits, links)));
        }
        line.check()
                .ifPresent(
                        check -> node.put("check", Words.check(check, digits)).put("fails", !check.holds()));
        String engine = Words.engine(line, digits);
        if (!engine.isEmpty()) {
            node.put("engine", engine);
        }
        if (!line.note().isEmpty()) {
            node.put("note", Plain.line(line.note()));
        }
        before(line).ifPresent(value -> JsonTerms.number(node, "was", value));
        ArrayNode from = node.putArray("from");
        Quantities.linked(line.formula()).stream()
                .map(operand -> places.get(operand.line().orElseThrow()))
                .filter(place -> place != null)
                .forEach(from::add);
        return node;
    }

    /// The number that an update starts from.
    private static OptionalDouble before(Line line) {
        return line.symbol() instanceof Symbol.Next(var of) && of instanceof Symbol.Name
                ? Quantities.value(line.formula(), of)
                : OptionalDouble.empty();
    }

    private static void drawing(ObjectNode node, Drawing drawing, Map<String, Integer> places) {
        ArrayNode units = node.putArray("units");
        for (Drawing.Unit unit : drawing.units()) {
            ObjectNode each = units.addObject()
                    .put("column", unit.column())
                    .put("row", unit.row())
                    .put("label", Plain.line(unit.label()));
            known(each.putArray("forward"), unit.forward(), places);
            known(each.putArray("backward"), unit.backward(), places);
        }
        ArrayNode edges = node.putArray("edges");
        for (Drawing.Edge edge : drawing.edges()) {
            ObjectNode each = edges.addObject().put("from", edge.from()).put("to", edge.to());
            JsonTerms.number(each, "weight", edge.weight());
            each.put("gradient", places.get(edge.gradient()));
            each.put("update", places.get(edge.update()));
        }
    }

    private static void known(ArrayNode array, List<String> ids, Map<String, Integer> places) {
        ids.stream().filter(places::containsKey).map(places::get).forEach(array::add);
    }

    private static void texts(ObjectNode node, String key, List<String> texts) {
        ArrayNode array = node.putArray(key);
        texts.stream().map(Plain::line).forEach(array::add);
    }

    private int kept(String text) {
        Integer known = strings.putIfAbsent(text, strings.size());
        return known == null ? strings.size() - 1 : known;
    }
}
