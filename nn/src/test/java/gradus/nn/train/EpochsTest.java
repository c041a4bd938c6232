package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochsTest {
    private static EpochReport report(int epoch) {
        return new EpochReport(epoch, epoch, 0.1, 1, Map.of(), 1);
    }

    /// Adds epochs whose decisive numbers a rule gives; `cut` epochs go through a copy, as with a resumed run.
    private static List<Integer> kept(int epochs, int cut, IntToDoubleFunction decisive) {
        Epochs kept = new Epochs(List.of());
        int best = 0;
        for (int epoch = 1; epoch <= epochs; epoch++) {
            int before = best;
            best = best == 0 || decisive.applyAsDouble(epoch) < decisive.applyAsDouble(best) ? epoch : best;
            kept.add(report(epoch), before, best);
            if (epoch == cut) {
                kept = new Epochs(List.copyOf(kept.kept()));
            }
        }
        return kept.kept().stream().map(EpochReport::epoch).toList();
    }

    @Test
    void keeps_each_of_up_to_ten_thousand() {
        assertThat(kept(Epochs.ALL, 0, e -> e))
                .isEqualTo(IntStream.rangeClosed(1, Epochs.ALL).boxed().toList());
    }

    @Test
    void keeps_evenly_spaced_ones_of_more_besides_first_best_and_last() {
        int epochs = 45_671;
        assertThat(Epochs.spacing(epochs)).isEqualTo(8);
        for (IntToDoubleFunction decisive : List.<IntToDoubleFunction>of(
                e -> -e, e -> e, e -> e % 2 == 0 ? 1 : -e, e -> Math.abs(e - 22_223), e -> Math.abs(e - 3))) {
            int best = IntStream.rangeClosed(1, epochs)
                    .boxed()
                    .reduce(1, (a, b) -> decisive.applyAsDouble(b) < decisive.applyAsDouble(a) ? b : a);
            List<Integer> wanted = IntStream.rangeClosed(1, epochs)
                    .filter(e -> e == 1 || e == best || e == epochs || e % 8 == 0)
                    .boxed()
                    .toList();
            assertThat(kept(epochs, 0, decisive)).isEqualTo(wanted);
            assertThat(kept(epochs, 12_345, decisive)).isEqualTo(wanted);
        }
    }

    @Test
    void finds_an_epoch_by_its_number() {
        List<EpochReport> some = new ArrayList<>(List.of(report(1), report(4), report(8), report(9)));
        for (int epoch = 0; epoch <= 10; epoch++) {
            int wanted = epoch;
            boolean there = some.stream().anyMatch(report -> report.epoch() == wanted);
            assertThat(Epochs.find(some, epoch).map(EpochReport::epoch))
                    .isEqualTo(there ? Optional.of(epoch) : Optional.empty());
        }
    }
}
