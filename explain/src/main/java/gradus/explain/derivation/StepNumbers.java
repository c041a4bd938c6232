package gradus.explain.derivation;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.explain.derivation.Derivation.Parameter;
import gradus.explain.derivation.Subject.Moved;
import gradus.explain.document.Explanation;
import gradus.explain.document.Line;
import gradus.explain.document.Phase;
import gradus.explain.maths.Symbol;
import gradus.explain.step.Explainer;
import gradus.explain.step.Focus;
import gradus.explain.step.Labels;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Reduction;
import gradus.nn.optim.PathPattern;
import gradus.nn.train.Goal;
import gradus.nn.train.Judged;
import gradus.nn.train.Moment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The right numbers of a derivation, read from the documents of the step.
public final class StepNumbers {
    private static final Focus EVERYTHING =
            Focus.defaults().withLines(1_000_000).withTerms(1_000_000);
    private static final Symbol C = Symbol.of("C");

    private record Key(Phase phase, Symbol symbol) {}

    private final Derivation derivation;
    private final Document before;
    private final Map<Moved, Document> updates = new EnumMap<>(Moved.class);

    /// What a document says, by name.
    private record Document(Map<Key, Line> lines) {
        static Document of(Explanation explanation) {
            Map<Key, Line> lines = new HashMap<>();
            explanation
                    .parts()
                    .forEach(part -> part.sections()
                            .forEach(section -> section.lines()
                                    .forEach(line -> lines.putIfAbsent(new Key(part.phase(), line.symbol()), line))));
            return new Document(lines);
        }

        Optional<Line> find(Phase phase, Symbol symbol) {
            return Optional.ofNullable(lines.get(new Key(phase, symbol)));
        }
    }

    /// The loss of a derivation as a goal.
    ///
    /// @param cost the loss
    private record Fit(Cost cost) implements Goal<Layer> {
        @Override
        public Judged judge(Layer network, List<Tensor> batch, Context context) {
            Tensor answer = network.forward(batch.getFirst(), context);
            Tensor loss = cost.of(answer, batch.get(1));
            return new Judged(
                    loss,
                    Reduction.MEAN,
                    new Judged.Mean(loss, Tensor.of(Literal.scalar(DType.FLOAT64, 1))),
                    Map.of(),
                    Optional.of(answer),
                    Optional.of(batch.get(1)),
                    Optional.empty());
        }
    }

    private StepNumbers(Derivation derivation) {
        this.derivation = derivation;
        this.before = explain(List.of());
    }

    /// Computes the step.
    public static StepNumbers of(Derivation derivation) {
        return new StepNumbers(derivation);
    }

    private Document explain(List<PathPattern> frozen) {
        List<Layer> parts = new ArrayList<>();
        for (Dense layer : derivation.layers()) {
            parts.add(new Linear(
                    new Param(Tensor.of(layer.weight().toArrays())),
                    layer.bias().map(bias -> new Param(Tensor.of(bias.toArrays()[0])))));
            parts.add(new Activate(layer.activation()));
        }
        Map<String, Literal> batch = new LinkedHashMap<>();
        batch.put("features", Tensor.of(derivation.samples().toArrays()).literal());
        batch.put("target", Tensor.of(derivation.targets().toArrays()).literal());
        Layer network = Sequential.of(parts.toArray(Layer[]::new));
        Moment<Layer> moment = Moment.<Layer>first(network, new Fit(derivation.cost()), derivation.optimizer(), batch)
                .freezing(frozen);
        return Document.of(Explainer.explain(moment, EVERYTHING, Labels.of("Derivation"), 0));
    }

    private Document update(Moved moved) {
        return updates.computeIfAbsent(moved, m -> {
            List<PathPattern> frozen = new ArrayList<>();
            for (int l = 1; l <= derivation.depth(); l++) {
                for (Parameter.Kind kind : Parameter.Kind.values()) {
                    boolean exists = kind == Parameter.Kind.WEIGHT
                            || derivation.layer(l).bias().isPresent();
                    if (exists && !derivation.moves(new Parameter(kind, l), m)) {
                        String name = kind == Parameter.Kind.WEIGHT ? ".weight" : ".bias";
                        frozen.add(new PathPattern("layers." + 2 * (l - 1) + name));
                    }
                }
            }
            return frozen.isEmpty() ? before : explain(frozen);
        });
    }

    /// Gives the numbers of a quantity, in Gradus's orientation. δ has the sign of the conventions.
    public Matrix of(Subject subject) {
        return Matrix.of(derivation.rows(subject), derivation.columns(subject), (i, j) -> number(subject, i, j));
    }

    /// Gives the line that derives a number, if it is a step of its own.
    public Optional<Line> line(Subject subject, int row, int column) {
        int layer = subject.layer();
        Symbol a = unit("a", layer, row, column);
        Symbol z = unit("z", layer, row, column);
        Symbol weight = new Symbol.Name("W", Integer.toString(layer), List.of(row + 1, column + 1));
        Symbol bias = new Symbol.Name("b", Integer.toString(layer), List.of(column + 1));
        Document update = update(subject.moved());
        return switch (subject.quantity()) {
            case WEIGHTED_INPUT -> before.find(Phase.FORWARD, z);
            case ACTIVATION -> before.find(Phase.FORWARD, a);
            case LOSS -> before.find(Phase.LOSS, C);
            case BY_ACTIVATION -> before.find(Phase.BACKWARD, C.by(a));
            case SLOPE -> before.find(Phase.BACKWARD, a.by(z));
            case ERROR_SIGNAL, BY_WEIGHTED_INPUT -> before.find(Phase.BACKWARD, C.by(z));
            case BY_WEIGHT -> before.find(Phase.BACKWARD, C.by(weight));
            case BY_BIAS -> before.find(Phase.BACKWARD, C.by(bias));
            case WEIGHT_CHANGE -> update.find(Phase.UPDATE, new Symbol.Of("Δ", weight));
            case NEW_WEIGHT -> update.find(Phase.UPDATE, new Symbol.Next(weight));
            case BIAS_CHANGE -> update.find(Phase.UPDATE, new Symbol.Of("Δ", bias));
            case NEW_BIAS -> update.find(Phase.UPDATE, new Symbol.Next(bias));
            case NEW_WEIGHTED_INPUT -> update.find(Phase.AFTER, new Symbol.Next(z));
            case NEW_ACTIVATION -> update.find(Phase.AFTER, new Symbol.Next(a));
            case NEW_LOSS -> update.find(Phase.AFTER, new Symbol.Next(C));
        };
    }

    private Symbol unit(String letter, int layer, int row, int column) {
        List<Integer> indices = derivation.samples().rows() == 1 ? List.of(column + 1) : List.of(row + 1, column + 1);
        return new Symbol.Name(letter, Integer.toString(layer), indices);
    }

    private double number(Subject subject, int row, int column) {
        double value = line(subject, row, column).map(Line::value).orElseGet(() -> simple(subject, row, column));
        boolean turned = subject.quantity() == Quantity.ERROR_SIGNAL
                && derivation.conventions().signal() == Conventions.Signal.DESCENT;
        return turned ? -value : value;
    }

    /// What documents do not tell because it is no step: an activation that changes nothing, a parameter that
    /// stays.
    private double simple(Subject subject, int row, int column) {
        Dense layer = derivation.layer(Math.max(1, subject.layer()));
        return switch (subject.quantity()) {
            case ACTIVATION -> number(subject.to(Quantity.WEIGHTED_INPUT, subject.layer()), row, column);
            case NEW_ACTIVATION -> number(subject.to(Quantity.NEW_WEIGHTED_INPUT, subject.layer()), row, column);
            case BY_ACTIVATION -> number(subject.to(Quantity.BY_WEIGHTED_INPUT, subject.layer()), row, column);
            case SLOPE -> slope(subject, layer.activation(), row, column);
            case WEIGHT_CHANGE, BIAS_CHANGE -> 0;
            case NEW_WEIGHT -> layer.weight().get(row, column);
            case NEW_BIAS -> layer.biases().get(0, column);
            case BY_BIAS -> number(subject.to(Quantity.BY_WEIGHTED_INPUT, subject.layer()), row, column);
            case WEIGHTED_INPUT, LOSS, ERROR_SIGNAL, BY_WEIGHTED_INPUT, BY_WEIGHT, NEW_WEIGHTED_INPUT, NEW_LOSS ->
                throw new IllegalStateException("derivation: the document of the step has no " + subject.symbol());
        };
    }

    private double slope(Subject subject, Activation activation, int row, int column) {
        return activation.slope(number(subject.to(Quantity.WEIGHTED_INPUT, subject.layer()), row, column));
    }
}
