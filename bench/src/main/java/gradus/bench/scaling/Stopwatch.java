package gradus.bench.scaling;

import gradus.core.plan.Plan;
import gradus.nn.layer.Layer;
import gradus.nn.train.StepByStep;
import java.util.ArrayList;
import java.util.List;

/// Times the updates of a series.
final class Stopwatch {
    private static final double MICROSECONDS = 1e-3; // of a nanosecond

    private Stopwatch() {}

    /// Measures a series from its smallest to its largest size.
    static List<Point> measure(Series series, Effort effort) {
        List<Point> points = new ArrayList<>();
        for (int size : series.sizes(effort.largest())) {
            StepByStep<Layer> updates = series.updates(size);
            long flops = updates.plans().stream()
                    .mapToLong(plan -> plan.cost().flops())
                    .sum();
            long memory =
                    updates.plans().stream().mapToLong(Plan::arenaBytes).max().orElse(0);
            points.add(new Point(size, series.samples(size), windows(updates, effort), flops, memory));
        }
        return points;
    }

    private static List<Double> windows(StepByStep<Layer> updates, Effort effort) {
        window(updates, effort.warmUpSeconds());
        List<Double> windows = new ArrayList<>();
        for (int i = 0; i < effort.windows(); i++) {
            windows.add(window(updates, effort.windowSeconds()));
        }
        return windows;
    }

    /// Updates for so long, at least once, and gives the mean microseconds of one. The clock is read rarely, so
    /// that reading it is no part of the time of small updates.
    private static double window(StepByStep<Layer> updates, double seconds) {
        long start = System.nanoTime();
        long count = 0;
        long more = 1;
        long passed = 0;
        while (passed < seconds * 1e9) {
            for (long i = 0; i < more; i++) {
                updates.update();
            }
            count += more;
            passed = System.nanoTime() - start;
            more = Math.clamp((long) (seconds * 1e9 / 20 / passed * count), 1, Integer.MAX_VALUE);
        }
        return passed * MICROSECONDS / count;
    }
}
