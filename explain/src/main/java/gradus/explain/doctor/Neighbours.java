package gradus.explain.doctor;

import gradus.core.type.Literal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A yardstick that needs no training: the mean or the commonest class of the nearest samples. Where it does far
/// better than a network, what the network leaves undone is no noise.
final class Neighbours {
    private static final int NEAREST = 5;
    private static final int MOST_JUDGED = 400;
    private static final int MOST_KNOWN = 1000;
    private static final int FEWEST = 20;

    /// Numbers compared at most: a tenth of a second.
    private static final long MOST_WORK = 60_000_000;

    private final Rows rows;
    private final double[][] scaled;

    private Neighbours(Rows rows) {
        this.rows = rows;
        scaled = new double[rows.count()][rows.width()];
        for (int i = 0; i < rows.width(); i++) {
            double[] column = rows.column(i);
            double deviation = Numbers.deviation(column);
            for (int row = 0; row < column.length; row++) {
                scaled[row][i] = deviation > 0 ? column[row] / deviation : 0;
            }
        }
    }

    /// What a network and its yardstick err.
    ///
    /// @param network the share of wrong answers, or the mean squared error beside the variance
    /// @param neighbours the same of the nearest samples
    record Errors(double network, double neighbours) {}

    /// Compares answers with those of the nearest other samples.
    ///
    /// @param rows the samples that were answered
    /// @param answers what the network says of them, a row each
    static Optional<Errors> compare(Rows rows, Literal answers) {
        boolean fits = rows.hasFeatures()
                && rows.hasTarget()
                && rows.count() >= FEWEST
                && answers.count() % rows.count() == 0
                && Numbers.allFinite(answers.toDoubles())
                && Numbers.allFinite(rows.parts().getFirst().toDoubles())
                && (rows.hasClasses() || answers.count() == rows.count());
        int known = Math.min(MOST_KNOWN, rows.count());
        int judged = Math.min(MOST_JUDGED, rows.count());
        if (!fits || (long) known * judged * rows.width() > MOST_WORK) {
            return Optional.empty();
        }
        return Optional.of(new Neighbours(rows).errors(answers, known, judged));
    }

    private Errors errors(Literal answers, int known, int judged) {
        double network = 0;
        double neighbours = 0;
        double[] targets = new double[judged];
        for (int i = 0; i < judged; i++) {
            int row = (int) ((long) i * rows.count() / judged);
            targets[i] = rows.target(row);
            network += error(answer(answers, row), targets[i]) / judged;
            neighbours += error(nearest(row, known), targets[i]) / judged;
        }
        double unit = rows.hasClasses() ? 1 : Math.pow(Numbers.deviation(targets), 2);
        return unit == 0 ? new Errors(0, 0) : new Errors(network / unit, neighbours / unit);
    }

    private double error(double said, double wanted) {
        return rows.hasClasses() ? (said == wanted ? 0 : 1) : (said - wanted) * (said - wanted);
    }

    private double answer(Literal answers, int row) {
        int width = answers.count() / rows.count();
        if (!rows.hasClasses()) {
            return answers.get(row);
        }
        if (width == 1) {
            return answers.get(row) > 0 ? 1 : 0;
        }
        return IntStream.range(0, width)
                .boxed()
                .max(Comparator.comparingDouble(i -> answers.get(row * width + i)))
                .orElse(0);
    }

    private double nearest(int row, int known) {
        int[] others = IntStream.range(0, known)
                .map(i -> (int) ((long) i * rows.count() / known))
                .filter(other -> other != row)
                .toArray();
        double[] distances =
                Arrays.stream(others).mapToDouble(other -> distance(row, other)).toArray();
        int[] order = IntStream.range(0, others.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> distances[i]))
                .limit(NEAREST)
                .mapToInt(i -> others[i])
                .toArray();
        if (!rows.hasClasses()) {
            return Arrays.stream(order).mapToDouble(rows::target).average().orElse(0);
        }
        Map<Double, Integer> votes = new HashMap<>();
        Arrays.stream(order).forEach(other -> votes.merge(rows.target(other), 1, Integer::sum));
        return votes.entrySet().stream()
                .max(Map.Entry.<Double, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(-1.0);
    }

    private double distance(int one, int other) {
        double sum = 0;
        for (int i = 0; i < scaled[one].length; i++) {
            double difference = scaled[one][i] - scaled[other][i];
            sum += difference * difference;
        }
        return sum;
    }
}
