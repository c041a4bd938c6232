package gradus.explain.derivation;

import gradus.core.tensor.Tensor;
import gradus.nn.data.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The losses of derivations by hand. Over several samples each is a mean, but [#MEAN_SQUARED] over all elements.
public enum Cost {
    /// `Σ(a − y)²`.
    SUM_SQUARED("sum of squared errors", "Σ(a − y)²"),
    /// `½Σ(a − y)²`.
    HALF_SQUARED("half sum of squared errors", "½Σ(a − y)²"),
    /// `Σ(a − y)²/n` over all outputs and samples.
    MEAN_SQUARED("mean squared error", "Σ(a − y)²/n"),
    /// `−Σ y ln a`.
    CROSS_ENTROPY("cross-entropy", "−Σ y ln a"),
    /// `−Σ(y ln a + (1 − y) ln(1 − a))`.
    BINARY_CROSS_ENTROPY("binary cross-entropy", "−Σ(y ln a + (1 − y) ln(1 − a))");

    private final String title;
    private final String formula;

    Cost(String title, String formula) {
        this.title = title;
        this.formula = formula;
    }

    /// Gives the loss called so: its name for people, or as in code, such as `half-squared`.
    ///
    /// @throws IllegalArgumentException if there is none
    public static Cost named(String name) {
        String wanted = simple(name);
        List<String> known = new ArrayList<>();
        for (Cost cost : values()) {
            if (simple(cost.title).equals(wanted) || simple(cost.name()).equals(wanted)) {
                return cost;
            }
            known.add(cost.title);
        }
        throw new IllegalArgumentException("loss: there is no '" + name + "' in a derivation, there are "
                + String.join(", ", known) + NearestName.suggestion(name, known));
    }

    private static String simple(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    /// Gives the name for people.
    public String title() {
        return title;
    }

    /// Gives the formula.
    public String formula() {
        return formula;
    }

    /// Gives the loss of answers as the engine computes it, a scalar.
    Tensor of(Tensor a, Tensor y) {
        double samples = a.size(0);
        return switch (this) {
            case SUM_SQUARED -> a.subtract(y).square().sum().divide(samples);
            case HALF_SQUARED -> a.subtract(y).square().multiply(0.5).sum().divide(samples);
            case MEAN_SQUARED -> a.subtract(y).square().mean();
            case CROSS_ENTROPY -> y.multiply(a.log()).sum().negate().divide(samples);
            case BINARY_CROSS_ENTROPY ->
                y.multiply(a.log())
                        .add(y.negate().add(1).multiply(a.negate().add(1).log()))
                        .sum()
                        .negate()
                        .divide(samples);
        };
    }

    /// Gives the loss of answers, in float64.
    double value(Matrix a, Matrix y) {
        Matrix each = switch (this) {
            case SUM_SQUARED, MEAN_SQUARED -> a.with(y, (p, t) -> (p - t) * (p - t));
            case HALF_SQUARED -> a.with(y, (p, t) -> (p - t) * (p - t) / 2);
            case CROSS_ENTROPY -> a.with(y, (p, t) -> t == 0 ? 0 : -t * Math.log(p));
            case BINARY_CROSS_ENTROPY ->
                a.with(y, (p, t) -> -(t == 0 ? 0 : t * Math.log(p)) - (t == 1 ? 0 : (1 - t) * Math.log(1 - p)));
        };
        return each.sum() / count(a);
    }

    /// Gives the derivative of the loss by each answer, in float64.
    Matrix slope(Matrix a, Matrix y) {
        double count = count(a);
        return switch (this) {
            case SUM_SQUARED, MEAN_SQUARED -> a.with(y, (p, t) -> 2 * (p - t) / count);
            case HALF_SQUARED -> a.with(y, (p, t) -> (p - t) / count);
            case CROSS_ENTROPY -> a.with(y, (p, t) -> -t / p / count);
            case BINARY_CROSS_ENTROPY -> a.with(y, (p, t) -> (p - t) / (p * (1 - p)) / count);
        };
    }

    private double count(Matrix a) {
        return this == MEAN_SQUARED ? a.rows() * a.columns() : a.rows();
    }

    /// Says whether the loss is defined for targets: those of an entropy are probabilities.
    boolean admits(Matrix y) {
        boolean isEntropy = this == CROSS_ENTROPY || this == BINARY_CROSS_ENTROPY;
        return !isEntropy || y.map(t -> t >= 0 && t <= 1 ? 0 : 1).sum() == 0;
    }

    /// Gives the other losses that targets admit.
    List<Cost> others(Matrix y) {
        return Arrays.stream(values())
                .filter(other -> other != this && other.admits(y))
                .toList();
    }
}
