package gradus.nn.train;

import gradus.nn.optim.Schedule;
import java.util.ArrayList;
import java.util.List;

/// Looks for a learning rate by raising it (Smith 2015, “Cyclical learning rates for training neural networks”): a few
/// updates, each with a rate that is higher than the last by the same factor, until the loss runs away.
///
/// {@snippet file="PlotSnippets.java" region="LearningRateFinder"}
///
/// The updates are those of the training, on a copy of its numbers: the training itself stays as it is, to the bit,
/// and fits as if nobody had searched. The search is a pure function of the training and of these settings.
///
/// @param training the training whose rate is looked for
/// @param from the rate of the first update, above 0
/// @param to the rate of the last update, above that of the first
/// @param updates how many updates are done at most, at least 10
/// @param smoothing how much of the old mean stays in the mean of the losses, 0 … below 1
/// @param divergence the search ends where the mean is as many times the lowest one, above 1
public record LearningRateFinder(
        Training<?, ?> training, double from, double to, int updates, double smoothing, double divergence) {
    private static final int FEWEST = 10;

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException naming the one that makes no sense
    public LearningRateFinder {
        require("first rate", from > 0 && from < to, "must lie above 0 and below the last, " + to, from);
        require("last rate", to < Double.POSITIVE_INFINITY, "must be finite", to);
        require("updates", updates >= FEWEST, "must be at least " + FEWEST, updates);
        require("smoothing", smoothing >= 0 && smoothing < 1, "must be 0 or more and below 1", smoothing);
        require("divergence", divergence > 1, "must be above 1", divergence);
    }

    private static void require(String what, boolean holds, String rule, Number given) {
        if (!holds) {
            throw new IllegalArgumentException("learning rate search: the " + what + " " + rule + ", got " + given);
        }
    }

    /// Gives a search of 100 updates from 10⁻⁷ to 10, smoothed by 0.95, that ends at four times the lowest loss.
    public static LearningRateFinder of(Training<?, ?> training) {
        return new LearningRateFinder(training, 1e-7, 10, 100, 0.95, 4);
    }

    /// Gives this search between other rates.
    public LearningRateFinder between(double first, double last) {
        return new LearningRateFinder(training, first, last, updates, smoothing, divergence);
    }

    /// Gives this search with another number of updates.
    public LearningRateFinder updates(int most) {
        return new LearningRateFinder(training, from, to, most, smoothing, divergence);
    }

    /// Gives this search with another smoothing.
    public LearningRateFinder smoothing(double share) {
        return new LearningRateFinder(training, from, to, updates, share, divergence);
    }

    /// Searches.
    ///
    /// @throws gradus.core.type.FormatException if the loss is finite for fewer than three updates
    public RateSearch search() {
        Schedule rising = Schedule.Exponential.of(from, updates - 1, to / from);
        List<RateSearch.Point> points = new ArrayList<>();
        RateSearch.End end =
                follow(StepByStep.of(training.optimizer(training.optimizer().schedule(rising))), points);
        return new RateSearch(points, end);
    }

    /// Does the updates. The mean of the losses starts at 0 and is divided by the weight that it has by then, as
    /// Adam's are.
    private RateSearch.End follow(StepByStep<?> steps, List<RateSearch.Point> points) {
        Schedule rates = Schedule.Exponential.of(from, updates - 1, to / from);
        double mean = 0;
        double lowest = Double.POSITIVE_INFINITY;
        for (int update = 0; update < updates; update++) {
            steps.read();
            double loss = steps.update();
            mean = smoothing * mean + (1 - smoothing) * loss;
            double smoothed = mean / (1 - StrictMath.pow(smoothing, update + 1));
            if (!Double.isFinite(smoothed)) {
                return RateSearch.End.NOT_FINITE;
            }
            points.add(new RateSearch.Point(rates.at(update), loss, smoothed));
            lowest = Math.min(lowest, smoothed);
            if (smoothed > divergence * Math.abs(lowest) && update >= FEWEST) {
                return RateSearch.End.DIVERGED;
            }
        }
        return RateSearch.End.ALL_DONE;
    }
}
