package gradus.core.profile;

import gradus.core.graph.Cost;
import gradus.core.graph.Node;
import gradus.core.plan.Step;
import java.util.Comparator;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Where time went: the steps of plans with their time, beside what the machine reaches at its best. It prints as a
/// table, the longest first.
///
/// {@snippet file="EngineSnippets.java" region="Profiler"}
///
/// @param rows the steps of all plans, in the order of the plans
/// @param running nanoseconds in which plans ran
/// @param elapsed nanoseconds since the first run: the rest went to reading and news
/// @param peak what the machine reaches
public record Profile(List<Row> rows, long running, long elapsed, Peak peak) {
    private static final int SHOWN = 25;
    private static final double LEAST_SHARE = 0.002;

    /// Copies the list.
    public Profile {
        rows = List.copyOf(rows);
    }

    /// One step of a plan.
    ///
    /// @param step the step
    /// @param runs how many runs were counted: all but the first, unless that was the only one
    /// @param nanos how long they took
    public record Row(Step step, long runs, long nanos) {
        /// Gives floating-point operations per second.
        public double flops() {
            return perSecond(Cost.of(step.node()).flops());
        }

        /// Gives bytes read and written per second, as if nothing stayed in a cache.
        public double bytes() {
            return perSecond(Cost.of(step.node()).bytes());
        }

        private double perSecond(long once) {
            return nanos == 0 ? 0 : once * (double) runs * 1e9 / nanos;
        }

        /// Says what was made of what: `matmul [64, 784] [784, 128] → [64, 128]`.
        public String words() {
            Node node = step.node();
            String operands = node.inputs().stream()
                    .map(input -> input.type().shape().toString())
                    .collect(Collectors.joining(" "));
            return node.op().name() + " " + operands + " → " + node.type().shape();
        }
    }

    /// Gives the nanoseconds of all runs that were counted.
    public long nanos() {
        return rows.stream().mapToLong(Row::nanos).sum();
    }

    @Override
    public String toString() {
        long all = Math.max(1, nanos());
        List<Row> longest = rows.stream()
                .sorted(Comparator.comparingLong(Row::nanos).reversed())
                .toList();
        List<Row> shown = longest.stream()
                .limit(SHOWN)
                .filter(row -> row.nanos() >= LEAST_SHARE * all)
                .toList();
        Formatter out = new Formatter(Locale.ROOT);
        out.format(
                "%.1f s of %.1f s in %d steps of plans; the rest is reading and news\n",
                running / 1e9, elapsed / 1e9, rows.size());
        out.format("%7s  %10s  %8s  %7s  %s\n", "share", "µs a run", "GFLOP/s", "GB/s", "step");
        for (Row row : shown) {
            out.format(
                    "%6.1f%%  %10.1f  %8.1f  %7.1f  %s\n",
                    100.0 * row.nanos() / all,
                    row.nanos() / 1e3 / row.runs(),
                    row.flops() / 1e9,
                    row.bytes() / 1e9,
                    row.words());
        }
        if (shown.size() < rows.size()) {
            long others = all - shown.stream().mapToLong(Row::nanos).sum();
            out.format("%6.1f%%%34s%d others\n", 100.0 * others / all, "", rows.size() - shown.size());
        }
        return out.format("the machine at its best: %s", peak).toString();
    }
}
