package gradus.nn.optim;

import gradus.core.op.CompareFn;
import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.nn.optim.GradientTransform.Update;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What the rules of this package share: the walk over parameters, and the checks of options.
final class Rules {
    private Rules() {}

    /// Gives zeros of each parameter's type under `slot/path`.
    static Map<String, Tensor> zeros(Map<String, Tensor> parameters, List<String> slots) {
        return filled(parameters, slots, 0);
    }

    static Map<String, Tensor> filled(Map<String, Tensor> parameters, List<String> slots, double start) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        for (String slot : slots) {
            parameters.forEach((path, parameter) -> {
                Literal values = Literal.zeros(parameter.type());
                if (start != 0) {
                    for (int i = 0; i < values.count(); i++) {
                        values.set(i, start);
                    }
                }
                state.put(slot + "/" + path, Tensor.of(values));
            });
        }
        return state;
    }

    /// Applies a rule of one parameter to all of them.
    static Update each(
            Map<String, Tensor> gradients,
            Map<String, Tensor> state,
            Map<String, Tensor> parameters,
            Map<String, Tensor> scalars,
            Consumer<Cell> rule) {
        Map<String, Tensor> updates = new LinkedHashMap<>();
        Map<String, Tensor> next = new LinkedHashMap<>(state);
        parameters.forEach((path, parameter) -> {
            Cell cell = new Cell(path, parameter, find(gradients, path), state, scalars);
            rule.accept(cell);
            cell.store(updates, next);
        });
        return new Update(updates, next);
    }

    private static Tensor find(Map<String, Tensor> gradients, String path) {
        Tensor gradient = gradients.get(path);
        if (gradient == null) {
            throw new IllegalArgumentException("optimizer: each parameter needs a gradient, got none for " + path
                    + "; there are gradients for " + gradients.keySet());
        }
        return gradient;
    }

    /// Checks a share such as a momentum, at least 0 and below 1.
    static double requireShare(String optimizer, String option, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(
                    optimizer + ": " + option + " must be at least 0 and below 1, got " + value);
        }
        return value;
    }

    static double requirePositive(String optimizer, String option, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    optimizer + ": " + option + " must be a finite number above 0, got " + value);
        }
        return value;
    }

    static double requireNotNegative(String optimizer, String option, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    optimizer + ": " + option + " must be a finite number of at least 0, got " + value);
        }
        return value;
    }

    /// Gives `1 / (1 − share^updates)`: what an average that started at 0 is multiplied by.
    static double correction(double share, long updates) {
        return 1 / (1 - StrictMath.pow(share, (double) updates));
    }

    /// Gives the Euclidean norm of all elements as a scalar; the largest is divided out, so that squares neither
    /// overflow nor vanish. Not finite if any element is not.
    static Tensor norm(Tensor x) {
        if (x.type().count() == 0) {
            return Tensor.fill(x.type().with(Shape.SCALAR), 0);
        }
        Tensor peak = x.abs().max();
        Tensor safe = peak.compare(CompareFn.EQUAL, 0).where(Tensor.fill(peak.type(), 1), peak);
        return x.divide(safe).square().sum().sqrt().multiply(safe);
    }

    /// Gives `limit / norm` where the norm is above the limit, else 1.
    static Tensor shrink(Tensor norm, double limit) {
        Tensor one = Tensor.fill(norm.type(), 1);
        return norm.compare(CompareFn.GREATER, limit).where(one.multiply(limit).divide(norm), one);
    }

    /// Gives the numbers in the order of their names, the same in every process.
    static Map<String, Double> ordered(Map<String, Double> numbers) {
        return new TreeMap<>(numbers);
    }
}
