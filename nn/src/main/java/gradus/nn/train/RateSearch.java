package gradus.nn.train;

import gradus.core.type.FormatException;
import java.util.ArrayList;
import java.util.List;

/// What a search for a learning rate saw, and the rates that it suggests; see [LearningRateFinder].
///
/// {@snippet file="PlotSnippets.java" region="LearningRateFinder"}
///
/// @param points the updates in order
/// @param end why it ended
public record RateSearch(List<Point> points, End end) {
    private static final int FEWEST = 3;

    /// One update.
    ///
    /// @param rate its learning rate
    /// @param loss the mean sample loss of its batch, before the update
    /// @param smoothed the running mean of the losses so far
    public record Point(double rate, double loss, double smoothed) {}

    /// Why a search ended.
    public enum End {
        /// All updates were done.
        ALL_DONE("all updates were done"),
        /// The loss was several times the lowest.
        DIVERGED("the loss was several times the lowest"),
        /// The loss was no finite number.
        NOT_FINITE("the loss was not finite");

        private final String words;

        End(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /// Checks that there is something to look at.
    ///
    /// @throws FormatException if there are fewer than three updates
    public RateSearch {
        points = List.copyOf(points);
        if (points.size() < FEWEST) {
            throw new FormatException("learning rate search: the loss must be finite for at least " + FEWEST
                    + " updates, but was for " + points.size()
                    + "; begin with a lower rate, or look for NaN and infinity in the data");
        }
    }

    /// Gives the update where the smoothed loss falls fastest per factor of the rate: over a tenth of the updates
    /// around it, and not in the first tenth, where the mean is that of few batches.
    public Point steepest() {
        int half = Math.max(1, points.size() / 20);
        int best = Math.max(half, points.size() / 10);
        for (int i = best + 1; i < points.size() - half; i++) {
            best = slope(i, half) < slope(best, half) ? i : best;
        }
        return points.get(best);
    }

    /// The rise of the smoothed loss around an update per unit of ln(rate).
    private double slope(int i, int half) {
        Point before = points.get(i - half);
        Point after = points.get(i + half);
        return (after.smoothed() - before.smoothed()) / Math.log(after.rate() / before.rate());
    }

    /// Gives the update with the lowest smoothed loss. Its rate is on the edge of what is too high.
    public Point lowest() {
        Point best = points.getFirst();
        for (Point point : points) {
            best = point.smoothed() < best.smoothed() ? point : best;
        }
        return best;
    }

    /// Gives a tenth of the rate of [#lowest()].
    public double tenthOfLowest() {
        return lowest().rate() / 10;
    }

    /// Gives the update in the middle of the longest fall: the longest run of updates, not necessarily neighbours,
    /// each with a lower smoothed loss than the one before. It is the suggestion to begin with, for a single steep
    /// place may be luck of a batch.
    public Point valley() {
        int count = points.size();
        int[] length = new int[count];
        int[] before = new int[count];
        int end = 0;
        for (int i = 0; i < count; i++) {
            length[i] = 1;
            before[i] = -1;
            for (int j = 0; j < i; j++) {
                if (points.get(i).smoothed() < points.get(j).smoothed() && length[i] < length[j] + 1) {
                    length[i] = length[j] + 1;
                    before[i] = j;
                }
            }
            end = length[i] > length[end] ? i : end;
        }
        List<Point> fall = new ArrayList<>();
        for (int i = end; i >= 0; i = before[i]) {
            fall.addFirst(points.get(i));
        }
        return fall.get(fall.size() / 2);
    }

    /// Says whether the smoothed loss fell below the mean of the first tenth of the losses: where it did not, no
    /// suggestion is worth much.
    public boolean hasFallen() {
        double first = points.stream()
                .limit(Math.max(1, points.size() / 10))
                .mapToDouble(Point::loss)
                .average()
                .orElse(Double.NaN);
        return lowest().smoothed() < first;
    }
}
