package gradus.explain.doctor;

import gradus.core.op.UnaryFn;
import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Parameters;
import gradus.nn.loss.Loss;
import gradus.nn.summary.Warning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What can be wrong inside a network, layer by layer.
final class LayerRules {
    /// Narrow layers behind narrow inputs lose a fifth of their units at usual starts, and half of them may serve
    /// still; beyond that most of a layer is not there.
    private static final double DEAD = 0.5;

    /// With usual starts one value in twenty is at the end of its range.
    private static final double SATURATED_BEFORE = 0.5;

    /// A trained network uses units as switches; one that is a switch for nearly every sample learns no more.
    private static final double SATURATED_AFTER = 0.9;

    /// A gradient a thousand times smaller in front than behind: five sigmoid layers lose as much, no healthy
    /// network
    /// of a few layers does.
    private static final double VANISHED = 1e-3;

    /// Usual starts keep the gradient within a factor of ten.
    private static final double EXPLODED = 1e3;

    /// Large inputs drive sigmoids to their ends and make gradients of the first layer as large.
    private static final double LARGE_INPUT = 20;

    /// Bits of float32 in which equal units may differ.
    private static final double EQUAL = 1e-6;

    private final Probe.Reading reading;

    LayerRules(Probe.Reading reading) {
        this.reading = reading;
    }

    /// When a network is looked at.
    enum Moment {
        /// With its first numbers.
        BEFORE,
        /// Trained.
        AFTER
    }

    List<Finding> examine(Object network, Moment moment) {
        List<Finding> findings = new ArrayList<>();
        for (Probe.Active active : reading.activations()) {
            activation(active, moment).ifPresent(findings::add);
        }
        findings.addAll(symmetric(network));
        boolean flows = findings.stream().noneMatch(finding -> finding.illness() == Illness.SYMMETRIC_UNITS);
        if (flows) {
            gradients().ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> activation(Probe.Active active, Moment moment) {
        if (active.fn() == UnaryFn.RELU) {
            return active.share() > DEAD || active.share() == DEAD && active.units() > 2
                    ? Optional.of(new Finding(
                            Illness.DEAD_RELU,
                            Place.layer(active.path()),
                            Math.round(active.share() * active.units()) + " of " + active.units()
                                    + " units give 0 for every sample",
                            Numbers.named("share", active.share(), "units", active.units())))
                    : Optional.empty();
        }
        double limit = moment == Moment.BEFORE ? SATURATED_BEFORE : SATURATED_AFTER;
        return active.share() >= limit
                ? Optional.of(new Finding(
                        Illness.SATURATED_ACTIVATION,
                        Place.layer(active.path()),
                        Numbers.percent(active.share()) + " of the values of this "
                                + active.fn().name().toLowerCase(Locale.ROOT)
                                + " are at an end of its range, where its slope is below a twentieth of the largest",
                        Numbers.named("share", active.share())))
                : Optional.empty();
    }

    private Optional<Finding> gradients() {
        List<Probe.Flow> flows = reading.layers();
        if (flows.size() < 2) {
            return Optional.empty();
        }
        Probe.Flow last = flows.getLast();
        Probe.Flow least = flows.stream()
                .min(Comparator.comparingDouble(Probe.Flow::gradient))
                .orElseThrow();
        Probe.Flow most = flows.stream()
                .max(Comparator.comparingDouble(Probe.Flow::gradient))
                .orElseThrow();
        boolean finite = flows.stream().allMatch(flow -> Double.isFinite(flow.gradient()));
        if (finite && !(last.gradient() > 0)) {
            return Optional.empty();
        }
        if (!finite || !(most.gradient() <= EXPLODED * last.gradient())) {
            return Optional.of(gradient(Illness.EXPLODING_GRADIENTS, most, last));
        }
        boolean vanished = least.gradient() < VANISHED * last.gradient() && least.gradient() > 0;
        return vanished ? Optional.of(gradient(Illness.VANISHING_GRADIENTS, least, last)) : Optional.empty();
    }

    private static Finding gradient(Illness illness, Probe.Flow there, Probe.Flow last) {
        double ratio = there.gradient() / last.gradient();
        return new Finding(
                illness,
                Place.parameter(there.path()),
                "the gradient behind it has the norm " + Numbers.brief(there.gradient()) + ", behind " + last.path()
                        + " it is " + Numbers.brief(last.gradient()) + ": " + Numbers.brief(ratio) + " times as large",
                Numbers.named("norm", there.gradient(), "last norm", last.gradient(), "ratio", ratio));
    }

    /// Units that are equal and get equal gradients stay equal.
    private List<Finding> symmetric(Object network) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Tensor> parameters = Parameters.of(network);
        parameters.forEach((path, value) -> {
            boolean several = value.rank() >= 2 && value.size(-1) >= 2;
            boolean sameGradients = Optional.ofNullable(reading.gradients().get(path))
                    .filter(gradient -> several && unitsAreEqual(gradient))
                    .isPresent();
            if (sameGradients && unitsAreEqual(value.literal()) && isRead(path)) {
                findings.add(new Finding(
                        Illness.SYMMETRIC_UNITS,
                        Place.parameter(path),
                        "all " + value.size(-1) + " units have the same weights and the same gradients",
                        Numbers.named("units", value.size(-1))));
            }
        });
        return findings;
    }

    /// A parameter that met data in this pass.
    private boolean isRead(String path) {
        return reading.layers().stream().anyMatch(flow -> flow.path().equals(path));
    }

    private static boolean unitsAreEqual(Literal matrix) {
        int units = matrix.type().shape().size(matrix.type().shape().rank() - 1);
        for (int i = 0; i < matrix.count(); i++) {
            double first = matrix.get(i - i % units);
            if (Math.abs(matrix.get(i) - first) > EQUAL * Math.max(Math.abs(first), Double.MIN_NORMAL)) {
                return false;
            }
        }
        return true;
    }

    /// Gives the finding about what the first layer with parameters sees.
    List<Finding> inputs(Rows rows, Columns columns) {
        OptionalDouble first =
                reading.layers().stream().mapToDouble(Probe.Flow::input).findFirst();
        if (!rows.hasFeatures() || first.isEmpty() || rows.featureRank() < 1) {
            return List.of();
        }
        double whole = Numbers.rootMeanSquare(rows.parts().getFirst().toDoubles());
        boolean asGiven =
                Math.abs(first.getAsDouble() - whole) < whole / 2; // else a layer before it scales or looks up
        if (!asGiven) {
            return first.getAsDouble() > LARGE_INPUT
                    ? List.of(unscaled(Place.training(), first.getAsDouble()))
                    : List.of();
        }
        if (rows.featureRank() > 1) {
            return whole > LARGE_INPUT ? List.of(unscaled(Place.training(), whole)) : List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (Columns.Column column : columns.columns()) {
            double size = Numbers.rootMeanSquare(rows.column(column.features().getFirst()));
            if (column.kind() == Columns.Kind.NUMBER && size > LARGE_INPUT) {
                findings.add(unscaled(Place.column(column.name()), size));
            }
        }
        return findings;
    }

    private static Finding unscaled(Place place, double size) {
        return new Finding(
                Illness.UNSCALED_INPUTS,
                place,
                "its values have the root mean square " + Numbers.brief(size) + "; networks start for values about 1",
                Numbers.named("root mean square", size));
    }

    /// Gives the findings that need no number: what the layers are and how they follow each other.
    static List<Finding> structure(Layer network, Optional<Loss> loss) {
        List<Warning> warnings = loss.map(l -> Warning.of(network, l)).orElseGet(() -> Warning.of(network));
        List<Finding> findings = new ArrayList<>();
        for (Warning warning : warnings) {
            illness(warning.kind())
                    .ifPresent(illness ->
                            findings.add(new Finding(illness, Place.layer(warning.path()), warning.words(), Map.of())));
        }
        return findings;
    }

    /// Gradients that may vanish are measured instead.
    private static Optional<Illness> illness(Warning.Kind kind) {
        return switch (kind) {
            case LINEAR_STACK -> Optional.of(Illness.LINEAR_STACK);
            case USELESS_BIAS -> Optional.of(Illness.USELESS_BIAS);
            case DROPOUT_BEFORE_NORMALISATION -> Optional.of(Illness.DROPOUT_BEFORE_NORMALISATION);
            case UNKNOWN_ORDER -> Optional.of(Illness.UNKNOWN_ORDER);
            case PROBABILITIES_FOR_LOGITS -> Optional.of(Illness.PROBABILITIES_FOR_LOGITS);
            case VANISHING_SLOPES -> Optional.empty();
        };
    }
}
