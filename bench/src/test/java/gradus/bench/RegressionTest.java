package gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import gradus.bench.worker.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Gradus beside plain Java loops, with one thread and for seconds only: the ratio of the best of a few windows must
/// not fall below half of the recorded one.
///
/// Ratios were recorded (`docs/performance.md`) where a vector holds 16 floats; with fewer, less is asked for in
/// proportion, with none nothing. A ratio below the bound says nothing, and the test is skipped, where the
/// machine was at work for others: the load is above its processors, or the windows of either side lie more than
/// a quarter apart.
class RegressionTest {
    private static final Map<Workload, Double> RECORDED = Map.of(Workload.W1, 24.0, Workload.W2, 1.2);
    private static final double CLEAR = 0.5;
    private static final int RECORDED_LANES = 16;
    private static final double NOISY = 0.25;
    private static final Effort QUICK = new Effort(5, 0.1, 1, 2.5);
    private static final Pattern LANES = Pattern.compile(", (\\d+) floats");

    @ParameterizedTest
    @EnumSource(names = {"W1", "W2"})
    void gradus_keeps_half_of_its_recorded_lead_over_plain_loops(Workload workload, @TempDir Path scratch)
            throws IOException {
        Launch launch = Launch.of(scratch, "python3", scratch);
        Contest contest = Contest.hold(workload, List.of(Peer.GRADUS, Peer.PLAIN), List.of(1), launch, QUICK);
        assertThat(contest.absent()).isEmpty();
        assertThat(contest.problems()).isEmpty();
        Result own = contest.of(Peer.GRADUS, 1).orElseThrow();
        Result plain = contest.of(Peer.PLAIN, 1).orElseThrow();
        double bound = RECORDED.getOrDefault(workload, Double.NaN) * CLEAR * lanes(own) / RECORDED_LANES;
        double ratio = plain.best() / own.best();
        if (ratio < bound && isDisturbed(own, plain)) {
            abort("the machine works for others (load " + Machine.load() + "): a ratio of " + ratio + " below " + bound
                    + " says nothing");
        }
        assertThat(ratio)
                .as("%s: %s and %s", workload.id(), own.windows(), plain.windows())
                .isGreaterThanOrEqualTo(bound);
    }

    private static int lanes(Result own) {
        Matcher matcher = LANES.matcher(own.facts().about());
        return matcher.find() ? Math.min(RECORDED_LANES, Integer.parseInt(matcher.group(1))) : 0;
    }

    private static boolean isDisturbed(Result own, Result plain) {
        return Machine.load() > Runtime.getRuntime().availableProcessors()
                || own.spread() > NOISY
                || plain.spread() > NOISY;
    }
}
