package gradus.explain.derivation;

import gradus.explain.derivation.Subject.Moved;
import gradus.nn.activation.Activation;
import gradus.nn.optim.Sgd;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// A person who derives a step of a network with one sample in plain loops, and may slip. Sigmoid or tanh everywhere,
/// the sum of squared errors.
final class Hand {
    /// What the person does wrong.
    enum Fault {
        NONE,
        HALVES_WEIGHT_GRADIENT,
        FLIPS_SIGNAL,
        FORGETS_BIAS,
        TAKES_OTHER_FUNCTION,
        FORGETS_SLOPE,
        TAKES_SLOPE_TWICE,
        TAKES_SLOPE_OF_Z,
        FORGETS_INPUT,
        TAKES_OWN_ACTIVATION,
        FORGETS_RATE,
        CLIMBS,
        TAKES_NEW_WEIGHTS,
        FORGETS_TRANSPOSE,
        HALVES_LOSS
    }

    final int[] widths;
    final double[][][] weights;
    final double[][] biases;
    final double[] x;
    final double[] y;
    final double rate;
    final boolean tanh;

    Hand(long seed, int... widths) {
        Random random = new Random(seed);
        this.widths = widths;
        this.weights = new double[widths.length - 1][][];
        this.biases = new double[widths.length - 1][];
        for (int l = 0; l < weights.length; l++) {
            weights[l] = new double[widths[l]][widths[l + 1]];
            biases[l] = new double[widths[l + 1]];
            for (int j = 0; j < widths[l + 1]; j++) {
                biases[l][j] = short2(random);
                for (int i = 0; i < widths[l]; i++) {
                    weights[l][i][j] = short2(random);
                }
            }
        }
        this.x = new double[widths[0]];
        this.y = new double[widths[widths.length - 1]];
        for (int i = 0; i < x.length; i++) {
            x[i] = 2 * short2(random);
        }
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.rint(20 * random.nextDouble()) / 20;
        }
        this.rate = List.of(0.1, 0.3, 0.05, 0.7).get(random.nextInt(4));
        this.tanh = random.nextBoolean();
    }

    private static double short2(Random random) {
        double sign = random.nextBoolean() ? 1 : -1;
        return sign * (5 + random.nextInt(80)) / 100;
    }

    Derivation derivation() {
        List<Dense> layers = new ArrayList<>();
        for (int l = 0; l < weights.length; l++) {
            layers.add(new Dense(
                    Matrix.of(weights[l]),
                    Optional.of(Matrix.of(new double[][] {biases[l]})),
                    tanh ? Activation.TANH : Activation.SIGMOID));
        }
        return new Derivation(
                layers,
                new Conventions(Conventions.Weights.ROWS_PER_INPUT, Conventions.Signal.GRADIENT),
                Matrix.of(new double[][] {x}),
                Matrix.of(new double[][] {y}),
                Cost.SUM_SQUARED,
                Sgd.of(rate),
                Set.of());
    }

    private double f(double z, boolean isTanh) {
        return isTanh ? Math.tanh(z) : 1 / (1 + Math.exp(-z));
    }

    private double slope(double a) {
        return tanh ? 1 - a * a : a * (1 - a);
    }

    /// Gives the numbers by symbol; the fault is made in layer `at`.
    Map<String, double[][]> numbers(Fault fault, int at) {
        Map<String, double[][]> all = new LinkedHashMap<>();
        int depth = weights.length;
        double[][] zs = new double[depth + 1][];
        double[][] as = new double[depth + 1][];
        as[0] = x;
        for (int l = 1; l <= depth; l++) {
            boolean here = l == at;
            zs[l] = forward(as[l - 1], weights[l - 1], biases[l - 1], here && fault == Fault.FORGETS_BIAS);
            as[l] = new double[widths[l]];
            for (int j = 0; j < widths[l]; j++) {
                as[l][j] = f(zs[l][j], tanh ^ (here && fault == Fault.TAKES_OTHER_FUNCTION));
            }
            all.put("z" + l, new double[][] {zs[l]});
            all.put("a" + l, new double[][] {as[l]});
        }
        double loss = loss(as[depth]) * (fault == Fault.HALVES_LOSS ? 0.5 : 1);
        all.put("C", new double[][] {{loss}});
        double[][] newWeights = {};
        double[] signal = {};
        for (int l = depth; l >= 1; l--) {
            double[] gradient = new double[widths[l]];
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] =
                        l == depth ? 2 * (as[l][i] - y[i]) : back(fault, at == l, weights[l], newWeights, signal, i);
            }
            signal = signal(fault, at == l, gradient, zs[l], as[l]);
            newWeights = gradients(all, fault, l, at == l, gradient, signal, as);
        }
        return all;
    }

    private static double[] forward(double[] a, double[][] w, double[] b, boolean forgets) {
        double[] z = new double[b.length];
        for (int j = 0; j < b.length; j++) {
            z[j] = forgets ? 0 : b[j];
            for (int i = 0; i < a.length; i++) {
                z[j] += a[i] * w[i][j];
            }
        }
        return z;
    }

    private double loss(double[] a) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - y[j]) * (a[j] - y[j]);
        }
        return sum;
    }

    private static double back(Fault fault, boolean here, double[][] old, double[][] fresh, double[] signal, int i) {
        double sum = 0;
        for (int j = 0; j < signal.length; j++) {
            double w = here && fault == Fault.TAKES_NEW_WEIGHTS
                    ? fresh[i][j]
                    : here && fault == Fault.FORGETS_TRANSPOSE ? old[j][i] : old[i][j];
            sum += signal[j] * w;
        }
        return sum;
    }

    private double[] signal(Fault fault, boolean here, double[] gradient, double[] z, double[] a) {
        double[] signal = new double[gradient.length];
        for (int j = 0; j < signal.length; j++) {
            double s = slope(here && fault == Fault.TAKES_SLOPE_OF_Z ? z[j] : a[j]);
            signal[j] = gradient[j] * s;
            if (here) {
                signal[j] = switch (fault) {
                    case FORGETS_SLOPE -> gradient[j];
                    case TAKES_SLOPE_TWICE -> gradient[j] * s * s;
                    case FLIPS_SIGNAL -> -signal[j];
                    default -> signal[j];
                };
            }
        }
        return signal;
    }

    private double[][] gradients(
            Map<String, double[][]> all,
            Fault fault,
            int l,
            boolean here,
            double[] gradient,
            double[] signal,
            double[][] as) {
        double[][] byWeight = new double[widths[l - 1]][widths[l]];
        double[][] fresh = new double[widths[l - 1]][widths[l]];
        double factor = !here ? -rate : fault == Fault.CLIMBS ? rate : fault == Fault.FORGETS_RATE ? -1 : -rate;
        double[] bias = biases[l - 1].clone();
        for (int j = 0; j < signal.length; j++) {
            for (int i = 0; i < byWeight.length; i++) {
                double in = here && fault == Fault.FORGETS_INPUT
                        ? 1
                        : here && fault == Fault.TAKES_OWN_ACTIVATION ? as[l][j] : as[l - 1][i];
                byWeight[i][j] = signal[j] * in * (here && fault == Fault.HALVES_WEIGHT_GRADIENT ? 0.5 : 1);
                fresh[i][j] = weights[l - 1][i][j] + factor * byWeight[i][j];
            }
            bias[j] += factor * signal[j];
        }
        all.put("dC/da" + l, new double[][] {gradient});
        all.put("delta" + l, new double[][] {signal});
        all.put("dC/dW" + l, byWeight);
        all.put("dC/db" + l, new double[][] {signal});
        all.put("W" + l + "_new", fresh);
        all.put("b" + l + "_new", new double[][] {bias});
        return fresh;
    }

    /// Writes numbers with so many significant digits.
    static List<List<Numeral>> written(double[][] rows, int digits) {
        List<List<Numeral>> all = new ArrayList<>();
        for (double[] row : rows) {
            List<Numeral> line = new ArrayList<>();
            for (double value : row) {
                line.add(Numeral.of(new BigDecimal(value).round(new MathContext(digits))));
            }
            all.add(line);
        }
        return all;
    }

    static List<Claim> claims(Derivation derivation, Map<String, double[][]> numbers, int digits) {
        List<Claim> claims = new ArrayList<>();
        numbers.forEach((symbol, rows) -> claims.add(Claim.read(symbol, written(rows, digits), Moved.ALL, derivation)));
        return claims;
    }
}
