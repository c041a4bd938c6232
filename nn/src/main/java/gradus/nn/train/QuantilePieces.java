package gradus.nn.train;

import gradus.nn.data.ArrayDataset;
import gradus.nn.data.FeatureEncoder;
import gradus.nn.data.TableSplit;
import gradus.nn.layer.PiecewiseLinear;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Numbers of a table cut where its training rows have their quantiles.
final class QuantilePieces {
    private QuantilePieces() {}

    /// Gives the pieces; nothing where no number has more than two values.
    ///
    /// @param most how many pieces a number has at most
    static Optional<PiecewiseLinear> of(TableSplit split, int most) {
        ArrayDataset rows = split.trainSet();
        List<Integer> places = new ArrayList<>();
        List<Double> lows = new ArrayList<>();
        List<Double> highs = new ArrayList<>();
        int at = 0;
        for (FeatureEncoder feature : split.preprocessing().features()) {
            if (feature instanceof FeatureEncoder.Standardize) {
                List<Double> edges = edges(rows, at, most);
                for (int i = 1; i < edges.size() && edges.size() > 2; i++) {
                    places.add(at);
                    lows.add(edges.get(i - 1));
                    highs.add(edges.get(i));
                }
            }
            at += feature.width();
        }
        return places.isEmpty() ? Optional.empty() : Optional.of(new PiecewiseLinear(places, lows, highs));
    }

    /// The different quantiles of a feature.
    private static List<Double> edges(ArrayDataset rows, int place, int most) {
        double[] sorted = new double[rows.size()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = rows.features(i)[place];
        }
        Arrays.sort(sorted);
        List<Double> edges = new ArrayList<>();
        for (int q = 0; q <= most; q++) {
            double edge = sorted[(int) ((long) (sorted.length - 1) * q / most)];
            if (edges.isEmpty() || edge > edges.getLast()) {
                edges.add(edge);
            }
        }
        return edges;
    }
}
