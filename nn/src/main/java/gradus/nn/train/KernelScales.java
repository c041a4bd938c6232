package gradus.nn.train;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// How much each column counts in the distance of two rows, and how much noise the targets have: found by the gradient
/// of the marginal likelihood, with the kernel `a k(Σ (sⱼ (xⱼ − x′ⱼ))²) + n δ` of a Gaussian process (Rasmussen and
/// Williams 2006, equations 5.8 and 5.9). A column that says nothing gets a scale near 0. All targets share the
/// kernel.
///
/// @param scales s, one per column, above 0
/// @param ridge the noise n / a
record KernelScales(List<Double> scales, double ridge) {
    private static final int STEPS = 60;
    private static final double RATE = 0.1;
    private static final double DECAY = 0.9;
    private static final double SQUARE_DECAY = 0.999;
    private static final double NEAR_BEGINNING = 0.01;
    private static final double FIRST_NOISE = 0.3;
    private static final double LEAST_RIDGE = 1e-3;

    KernelScales {
        scales = List.copyOf(scales);
    }

    /// Finds them.
    ///
    /// @param rows a few hundred rows, for each step takes the third power of them
    /// @param targets what is wanted of each
    /// @param over asked now and then whether to give up
    /// @throws CancellationException if it was told to
    static KernelScales of(Bell bell, List<float[]> rows, List<double[]> targets, BooleanSupplier over) {
        Search search = new Search(bell, rows, targets, over);
        for (int step = 1; step <= STEPS; step++) {
            search.update(search.gradient(), step);
        }
        double[] found = search.logs;
        int width = found.length - 2;
        return new KernelScales(
                IntStream.range(0, width).mapToObj(j -> Math.exp(found[j])).toList(),
                Math.max(LEAST_RIDGE, Math.exp(found[width] - found[width + 1])));
    }

    /// The logarithms of the scales, of the noise and of the amplitude, with their moments.
    private static final class Search {
        private final Bell bell;
        private final BooleanSupplier over;
        private final List<float[]> rows;
        private final double[][] targets;
        private final double[] begin;
        private final double[] logs;
        private final double[] mean;
        private final double[] square;

        Search(Bell bell, List<float[]> rows, List<double[]> targets, BooleanSupplier over) {
            this.bell = bell;
            this.over = over;
            this.rows = rows;
            this.targets = standardised(targets);
            int width = rows.getFirst().length;
            this.logs = new double[width + 2];
            for (int j = 0; j < width; j++) {
                int column = j;
                double[] values = rows.stream().mapToDouble(row -> row[column]).toArray();
                logs[j] = -Math.log(Math.max(spread(values), 1e-3) * Math.sqrt(width));
            }
            logs[width] = Math.log(FIRST_NOISE);
            this.begin = logs.clone();
            this.mean = new double[logs.length];
            this.square = new double[logs.length];
        }

        private static double spread(double[] values) {
            double average = IntStream.range(0, values.length)
                    .mapToDouble(i -> values[i])
                    .average()
                    .orElse(0);
            double sum = 0;
            for (double value : values) {
                sum += (value - average) * (value - average);
            }
            return Math.sqrt(sum / values.length);
        }

        /// One array per output, of mean 0, and of variance 1 on average.
        private static double[][] standardised(List<double[]> targets) {
            int outputs = targets.getFirst().length;
            double[][] columns = new double[outputs][];
            double squares = 0;
            for (int o = 0; o < outputs; o++) {
                int output = o;
                double[] column =
                        targets.stream().mapToDouble(target -> target[output]).toArray();
                squares += Math.pow(spread(column), 2) / outputs;
                columns[o] = column;
            }
            double scale = Math.max(Math.sqrt(squares), 1e-12);
            for (double[] column : columns) {
                double average = IntStream.range(0, column.length)
                        .mapToDouble(i -> column[i])
                        .average()
                        .orElse(0);
                for (int i = 0; i < column.length; i++) {
                    column[i] = (column[i] - average) / scale;
                }
            }
            return columns;
        }

        private static double squaredDistance(float[] x, float[] y, double[] squares) {
            double sum = 0;
            for (int j = 0; j < x.length; j++) {
                double apart = x[j] - y[j];
                sum += squares[j] * apart * apart;
            }
            return sum;
        }

        /// The gradient of `½ Σ yᵀ K⁻¹ y + ½ outputs ln |K|` for each row, with a pull to where the search
        /// began.
        double[] gradient() {
            int count = rows.size();
            int width = logs.length - 2;
            double noise = Math.exp(logs[width]);
            double amplitude = Math.exp(logs[width + 1]);
            double[][] distances = distances();
            double[][] by = byKernel(distances, amplitude, noise);
            double[] gradient = new double[logs.length];
            for (int i = 0; i < count; i++) {
                // off the diagonal each pair stands for two entries, whose half is one
                for (int j = 0; j < i; j++) {
                    double slope = by[i][j] * amplitude * bell.slope(distances[i][j]);
                    addScales(gradient, rows.get(i), rows.get(j), slope);
                    gradient[width + 1] += by[i][j] * amplitude * bell.at(distances[i][j], 1);
                }
                gradient[width] += by[i][i] * noise / 2;
                gradient[width + 1] += by[i][i] * amplitude * bell.at(0, 1) / 2;
            }
            for (int j = 0; j < width; j++) {
                double pull = 2 * NEAR_BEGINNING * (logs[j] - begin[j]) / Math.sqrt(count);
                gradient[j] = 2 * Math.exp(2 * logs[j]) * gradient[j] / count + pull;
            }
            gradient[width] /= count;
            gradient[width + 1] /= count;
            return gradient;
        }

        /// The squared distances of scaled rows, a lower triangle.
        private double[][] distances() {
            double[] squares = IntStream.range(0, logs.length - 2)
                    .mapToDouble(j -> Math.exp(2 * logs[j]))
                    .toArray();
            double[][] distances = new double[rows.size()][];
            for (int i = 0; i < distances.length; i++) {
                distances[i] = new double[i + 1];
                for (int j = 0; j < i; j++) {
                    distances[i][j] = squaredDistance(rows.get(i), rows.get(j), squares);
                }
            }
            return distances;
        }

        private static void addScales(double[] gradient, float[] x, float[] y, double slope) {
            for (int f = 0; f < x.length; f++) {
                double apart = x[f] - y[f];
                gradient[f] += slope * apart * apart;
            }
        }

        /// `outputs K⁻¹ − Σ α αᵀ` with α = K⁻¹ y.
        private double[][] byKernel(double[][] distances, double amplitude, double noise) {
            double[][] lower = new double[distances.length][];
            for (int i = 0; i < lower.length; i++) {
                lower[i] = new double[i + 1];
                for (int j = 0; j <= i; j++) {
                    lower[i][j] = amplitude * bell.at(distances[i][j], 1);
                }
                lower[i][i] += noise;
            }
            Cholesky.decompose(lower, over);
            double[][] inverse = Cholesky.inverse(lower);
            for (double[] row : inverse) {
                for (int j = 0; j < row.length; j++) {
                    row[j] *= targets.length;
                }
            }
            for (double[] target : targets) {
                double[] alpha = target.clone();
                Cholesky.substitute(lower, alpha);
                for (int i = 0; i < inverse.length; i++) {
                    for (int j = 0; j <= i; j++) {
                        inverse[i][j] -= alpha[i] * alpha[j];
                    }
                }
            }
            return inverse;
        }

        /// One update of Adam.
        void update(double[] gradient, int step) {
            for (int i = 0; i < logs.length; i++) {
                mean[i] = DECAY * mean[i] + (1 - DECAY) * gradient[i];
                square[i] = SQUARE_DECAY * square[i] + (1 - SQUARE_DECAY) * gradient[i] * gradient[i];
                double first = mean[i] / (1 - Math.pow(DECAY, step));
                double second = square[i] / (1 - Math.pow(SQUARE_DECAY, step));
                logs[i] -= RATE * first / (Math.sqrt(second) + 1e-8);
            }
        }
    }
}
