package gradus.nn.train;

import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.Sequential;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/// Kernel ridge regression: the exact minimum of `Σ(y − f(x))² + λ‖f‖²` over functions that are sums of bells
/// `exp(−γ ‖x − xᵢ‖²)` around the training rows, and the mean of the targets. Its coefficients α solve
/// `(K + λI) α = y − mean`, with `Kᵢⱼ = exp(−γ ‖xᵢ − xⱼ‖²)`, by Cholesky's decomposition in float64.
///
/// The work grows with the third power of the rows and the memory with the second: for up to a few thousand.
///
/// Source: Saunders, Gammerman and Vovk 1998, “Ridge regression learning algorithm in dual variables”.
///
/// @param bell how nearness fades; above it is [Bell#GAUSSIAN]
/// @param gamma γ, above 0: how fast nearness fades
/// @param ridge λ, above 0
public record KernelRidge(Bell bell, double gamma, double ridge) {
    /// Checks the numbers.
    public KernelRidge {
        if (!(gamma > 0 && ridge > 0 && gamma < Double.POSITIVE_INFINITY && ridge < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "kernel ridge: gamma and ridge must be numbers above 0, got " + gamma + " and " + ridge);
        }
    }

    /// Gives one of Gaussian bells.
    public KernelRidge(double gamma, double ridge) {
        this(Bell.GAUSSIAN, gamma, ridge);
    }

    /// Gives the function as a network of a layer of bells and a [Linear].
    ///
    /// @param rows the training rows, all of the same length
    /// @param targets what is wanted of each, all of the same length
    /// @throws IllegalArgumentException if there are no rows or not a target for each
    public Sequential fit(List<float[]> rows, List<double[]> targets) {
        return fit(rows, targets, () -> false);
    }

    /// Gives the function, unless it is told to give up.
    ///
    /// @param over asked now and then whether to
    /// @throws CancellationException if it was told to
    Sequential fit(List<float[]> rows, List<double[]> targets, BooleanSupplier over) {
        int count = rows.size();
        if (count == 0 || targets.size() != count) {
            throw new IllegalArgumentException("kernel ridge: there must be rows and a target for each, got " + count
                    + " rows and " + targets.size() + " targets");
        }
        int outputs = targets.getFirst().length;
        double[] means = new double[outputs];
        targets.forEach(target -> {
            for (int o = 0; o < outputs; o++) {
                means[o] += target[o] / count;
            }
        });
        double[][] lower = kernel(rows);
        Cholesky.decompose(lower, over);
        float[] weights = new float[count * outputs];
        for (int o = 0; o < outputs; o++) {
            double[] solution = new double[count];
            for (int i = 0; i < count; i++) {
                solution[i] = targets.get(i)[o] - means[o];
            }
            Cholesky.substitute(lower, solution);
            for (int i = 0; i < count; i++) {
                weights[i * outputs + o] = (float) solution[i];
            }
        }
        return network(rows, weights, means);
    }

    private Sequential network(List<float[]> rows, float[] weights, double[] means) {
        int width = rows.getFirst().length;
        float[] centres = new float[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, centres, i * width, width);
        }
        float[] bias = new float[means.length];
        for (int o = 0; o < bias.length; o++) {
            bias[o] = (float) means[o];
        }
        Layer bells = bell.layer(new Param(Tensor.of(Literal.of(centres, rows.size(), width))), gamma);
        Layer sum = new Linear(
                new Param(Tensor.of(Literal.of(weights, rows.size(), means.length))),
                Optional.of(new Param(Tensor.of(Literal.of(bias, means.length)))));
        return new Sequential(List.of(bells, sum));
    }

    /// The lower triangle of K + λI.
    private double[][] kernel(List<float[]> rows) {
        double[][] lower = new double[rows.size()][];
        for (int i = 0; i < lower.length; i++) {
            lower[i] = new double[i + 1];
            float[] x = rows.get(i);
            for (int j = 0; j < i; j++) {
                float[] y = rows.get(j);
                double distance = 0;
                for (int f = 0; f < x.length; f++) {
                    double apart = x[f] - y[f];
                    distance += apart * apart;
                }
                lower[i][j] = bell.at(distance, gamma);
            }
            lower[i][i] = bell.at(0, gamma) + ridge;
        }
        return lower;
    }
}
