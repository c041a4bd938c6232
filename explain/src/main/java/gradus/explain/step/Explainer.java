package gradus.explain.step;

import gradus.core.graph.Node;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.explain.document.Check;
import gradus.explain.document.Drawing;
import gradus.explain.document.Explanation;
import gradus.explain.document.Heading;
import gradus.explain.document.Line;
import gradus.explain.document.Part;
import gradus.explain.document.Phase;
import gradus.explain.document.Section;
import gradus.nn.train.Moment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes the document of a training step from the graph that training runs: traced and computed in float64, compared
/// with the engine's numbers in the network's own element type, every derivative checked by central differences.
public final class Explainer {
    private final Moment<?> moment;
    private final Focus focus;
    private final Labels labels;
    private final Stage stage;
    private final Extent extent;
    private final Optional<Way> way;
    private final Selection selection;
    private final boolean skipped;
    private final Map<Node, Node> points = new HashMap<>();
    private final Map<String, Literal> engine = new HashMap<>();
    private final Differences differences;
    private final Tally tally;

    private Explainer(Moment<?> moment, Focus focus, Labels labels, long checkSeconds) {
        this.moment = moment;
        this.labels = labels;
        this.stage = Stage.of(moment.as(DType.FLOAT64));
        FocusCheck.check(focus, stage);
        this.extent = Extent.of(stage, focus);
        this.focus = focus.withTerms(extent.terms());
        this.way = Way.of(stage, focus);
        this.selection = new Selection(stage, focus, extent, way);
        this.tally = new Tally(moment.dtype());
        Stage own = Stage.of(moment);
        this.skipped = own.isSkipped(); // in the network's own type: float64 overflows later
        own.named()
                .names()
                .all()
                .forEach(naming -> engine.put(naming.title(), own.values().of(naming.node())));
        findPoints();
        this.differences = new Differences(new Nudges(stage, nudged()), checkSeconds * 1_000_000_000L);
    }

    /// Explains a step.
    ///
    /// @param moment the step
    /// @param focus what is shown line by line
    /// @param labels what inputs and outputs are called
    /// @param checkSeconds how long central differences may take; derivatives beyond that have none
    public static Explanation explain(Moment<?> moment, Focus focus, Labels labels, int checkSeconds) {
        return new Explainer(moment, focus, labels, checkSeconds).document();
    }

    /// Gives the step after one on the same samples, in the network's own element type.
    public static <L> Moment<L> next(Moment<L> moment) {
        Stage stage = Stage.of(moment);
        Map<String, Literal> parameters = new LinkedHashMap<>();
        stage.step().made().parameters().forEach((path, value) -> parameters.put(path, stage.value(value)));
        Map<String, Literal> state = new LinkedHashMap<>();
        stage.step().made().update().state().forEach((name, value) -> state.put(name, stage.value(value)));
        Map<String, Literal> statistics = new LinkedHashMap<>();
        stage.step().made().statistics().forEach((path, value) -> statistics.put(path, stage.value(value)));
        return moment.next(parameters, statistics, state);
    }

    /// By which node of the forward pass a node of the backward pass is the gradient.
    private void findPoints() {
        for (Naming naming : stage.named().names().all().reversed()) {
            Node adjoint = stage.step().adjoints().get(naming.node());
            if (adjoint != null) {
                points.putIfAbsent(adjoint, naming.node());
            }
        }
    }

    /// The nodes whose gradients are shown.
    private Set<Node> nudged() {
        Set<Node> nodes = new HashSet<>();
        for (Naming naming : stage.named().names().all()) {
            Node point = points.get(naming.node());
            if (point != null
                    && naming.phase() == Phase.BACKWARD
                    && !selection.of(naming).isEmpty()) {
                nodes.add(point);
            }
        }
        return nodes;
    }

    private Explanation document() {
        Teller teller = new Teller(stage, selection, focus, stage.values(), Teller.Turn.STEP);
        List<Part> parts = new ArrayList<>();
        FoldedBlocks folded = new FoldedBlocks(stage, extent.blocks());
        parts.add(new Part(Phase.FORWARD, folded.after(Phase.FORWARD, sections(teller, Phase.FORWARD))));
        parts.add(new Part(Phase.LOSS, sections(teller, Phase.LOSS)));
        parts.add(new Part(Phase.BACKWARD, folded.after(Phase.BACKWARD, backward(teller))));
        parts.add(new Part(Phase.UPDATE, folded.after(Phase.UPDATE, update(teller))));
        Values after = stage.after();
        Teller next = new Teller(stage, selection, focus, after, Teller.Turn.AFTER);
        parts.add(new Part(Phase.AFTER, after(next)));
        Optional<Chain> chain = way.map(found -> new Chain(stage, selection, teller, focus, found));
        chain.ifPresent(found -> parts.replaceAll(part -> part.phase() == Phase.BACKWARD ? with(part, found) : part));
        List<String> answer = new Answer(stage, after, focus, skipped).sentences(teller, way, chain);
        parts.replaceAll(this::inFocus);
        Heading heading = new Heading(labels.title(), facts(), Notation.of(stage, parts), answer);
        Drawing drawing = new Pictures(stage, selection, teller, labels).drawing();
        return new Explanation(heading, parts, drawing, tally.agreement());
    }

    private Part with(Part part, Chain chain) {
        List<Section> sections = new ArrayList<>(part.sections());
        for (Section section : chain.sections()) {
            section.lines().forEach(line -> tally.counted(line, 0));
            sections.add(section);
        }
        return new Part(part.phase(), sections);
    }

    /// Leaves out sections in which nothing is in focus, and counts them.
    private Part inFocus(Part part) {
        boolean focused = focus.layer().isPresent() || focus.time().isPresent();
        List<Section> kept = new ArrayList<>();
        for (Section section : part.sections()) {
            if (!focused || !section.lines().isEmpty()) {
                kept.add(section);
            } else {
                tally.leftOut(section.folded().stream()
                        .mapToInt(Section.Folded::count)
                        .sum());
            }
        }
        return new Part(part.phase(), kept);
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("network", stage.named().layers().words());
        facts.put("samples", Integer.toString(moment.rows()));
        facts.put("goal", Wording.of(moment.goal().describe()));
        Moment.Update update = moment.update();
        facts.put(
                "optimizer",
                update.optimizer().name() + ", learning rate "
                        + update.optimizer().schedule().at(update.step())
                        + Wording.numbers(update.optimizer().toString()));
        facts.put("step", Long.toString(moment.update().step() + 1));
        if (skipped) {
            facts.put("update", "skipped, because it would not be finite");
        }
        facts.put("element type", moment.dtype().toString() + "; the numbers below are float64");
        if (tally.unchecked() > 0) {
            facts.put(
                    "central differences",
                    "left out for " + tally.unchecked() + " derivatives, because the time for checks was up");
        }
        if (extent.isShortened()) {
            facts.put("shortened", extent.words());
        }
        if (tally.leftOut() > 0) {
            facts.put("outside the focus", tally.leftOut() + " numbers are left out; without a focus they are there");
        }
        return facts;
    }

    private List<Naming> of(Phase phase) {
        List<Naming> found = new ArrayList<>();
        Map<Node, Naming> byNode = new LinkedHashMap<>();
        stage.named().names().all().forEach(naming -> byNode.put(naming.node(), naming));
        Set<Node> order = switch (phase) {
            case FORWARD, AFTER -> stage.named().phases().forward();
            case LOSS -> stage.named().phases().loss();
            case BACKWARD -> stage.named().phases().backward();
            case UPDATE -> stage.named().phases().update();
        };
        for (Node node : order) {
            Naming naming = byNode.get(node);
            if (naming != null && isTold(naming)) {
                found.add(naming);
            }
        }
        return found;
    }

    /// Parameters, states and numbers stand in the formulas that use them; inputs and what is computed is told.
    private boolean isTold(Naming naming) {
        boolean isShown = !stage.isInput(naming.node()) || stage.isSample(naming.node());
        return isShown && extent.blocks().of(naming).isEmpty();
    }

    private List<Section> sections(Teller teller, Phase phase) {
        List<Section> sections = new ArrayList<>();
        for (Naming naming : of(phase)) {
            sections.add(section(teller, naming, ""));
        }
        return sections;
    }

    private Section section(Teller teller, Naming naming, String note) {
        List<Line> lines = new ArrayList<>();
        for (int e : selection.of(naming)) {
            lines.add(line(teller, naming, e));
        }
        return new Section(
                "s" + teller.id(naming.node(), 0),
                naming.title(),
                naming.home().words(),
                lines,
                folded(teller, naming),
                note);
    }

    /// What of a node is not shown; beside a way to the loss, only what is on the way.
    private List<Section.Folded> folded(Teller teller, Naming naming) {
        if (way.isEmpty()) {
            return teller.folded(naming);
        }
        Set<Integer> shown = selection.of(naming);
        List<Section.Folded> folded = way.get().folded(naming, shown);
        int onWay = folded.stream().mapToInt(Section.Folded::count).sum();
        tally.leftOut(naming.count() - shown.size() - onWay);
        return folded;
    }

    private Line line(Teller teller, Naming naming, int e) {
        return tally.counted(
                teller.line(naming, e, engine(naming, e), Optional.empty(), labels.note(naming, e)),
                stage.values().largest(naming.node()));
    }

    private Optional<Double> engine(Naming naming, int e) {
        Literal own = engine.get(naming.title());
        return own == null || own.count() <= e ? Optional.empty() : Optional.of(own.get(e));
    }

    /// The gradients in the order of back-propagation. A node of the backward pass is the gradient by a forward
    /// node
    /// or a part of one.
    private List<Section> backward(Teller teller) {
        List<Section> sections = new ArrayList<>();
        ChainRule rule = new ChainRule(stage, selection, teller);
        for (Naming naming : of(Phase.BACKWARD)) {
            List<Line> lines = new ArrayList<>();
            for (int e : selection.of(naming)) {
                Node point = points.get(naming.node());
                Optional<Check> check = point == null ? Optional.empty() : difference(point, naming, e);
                rule.factors(naming, point, e).forEach(line -> lines.add(tally.counted(line, 0)));
                lines.add(tally.counted(
                        teller.line(naming, e, engine(naming, e), check, labels.note(naming, e)),
                        stage.values().largest(naming.node())));
            }
            sections.add(new Section(
                    "s" + teller.id(naming.node(), 0),
                    naming.title(),
                    naming.home().words(),
                    lines,
                    folded(teller, naming),
                    rule.note(naming, points.get(naming.node()))));
        }
        return sections;
    }

    private Optional<Check> difference(Node point, Naming naming, int e) {
        if (!differences.canCheck(point)) {
            tally.missed();
            return Optional.empty();
        }
        double centre = stage.values().get(point, e);
        return Optional.of(differences.check(point, e, centre, stage.values().get(naming.node(), e)));
    }

    /// The updates by parameter, each element with all its numbers.
    private List<Section> update(Teller teller) {
        Map<String, List<Naming>> byPath = new LinkedHashMap<>();
        for (Naming naming : of(Phase.UPDATE)) {
            byPath.computeIfAbsent(naming.home().path(), _ -> new ArrayList<>()).add(naming);
        }
        List<Section> sections = new ArrayList<>();
        byPath.forEach((path, namings) -> {
            Tensor parameter = stage.step().given().parameters().get(path);
            if (parameter == null) {
                namings.forEach(naming -> sections.add(section(teller, naming, "")));
            } else {
                addUpdate(teller, path, parameter, namings, sections);
            }
        });
        return sections;
    }

    private void addUpdate(Teller teller, String path, Tensor parameter, List<Naming> namings, List<Section> sections) {
        List<Naming> each = new ArrayList<>();
        for (Naming naming : namings) {
            if (naming.count() == parameter.type().count()) {
                each.add(naming);
            } else {
                sections.add(section(teller, naming, ""));
            }
        }
        if (each.isEmpty()) {
            return;
        }
        Naming last = each.getLast();
        List<Line> lines = new ArrayList<>();
        for (int e : selection.of(last)) {
            each.forEach(naming -> lines.add(line(teller, naming, e)));
        }
        List<Section.Folded> folded = new ArrayList<>();
        each.forEach(naming -> folded.addAll(folded(teller, naming)));
        sections.add(new Section("u" + teller.id(last.node(), 0), "Update of " + path, "", lines, folded, ""));
    }

    /// The forward pass with the new parameters; of a document that is shortened the answer and the loss alone.
    private List<Section> after(Teller teller) {
        List<Naming> computed = new ArrayList<>();
        of(Phase.FORWARD).stream()
                .filter(naming -> !stage.isInput(naming.node()))
                .forEach(computed::add);
        List<Section> sections = new ArrayList<>();
        if (extent.isShortened() && computed.size() > 1) {
            int left = computed.size() - 1;
            String note = left + " groups of numbers before the answer are computed anew and not listed.";
            sections.add(new Section("after", "The way to the answer, after the step", "", List.of(), List.of(), note));
            computed.subList(0, computed.size() - 1).clear();
        }
        of(Phase.LOSS).stream().filter(naming -> !stage.isInput(naming.node())).forEach(computed::add);
        computed.forEach(naming -> sections.add(afterSection(teller, naming)));
        return sections;
    }

    private Section afterSection(Teller teller, Naming naming) {
        List<Line> lines = new ArrayList<>();
        for (int e : selection.of(naming)) {
            lines.add(tally.counted(teller.line(naming, e, Optional.empty(), Optional.empty(), ""), 0));
        }
        return new Section(
                "s" + teller.id(naming.node(), 0),
                naming.title() + " after the step",
                naming.home().words(),
                lines,
                folded(teller, naming),
                "");
    }
}
