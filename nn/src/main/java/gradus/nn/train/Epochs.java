package gradus.nn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The reports of a run's epochs, of which a long run keeps fewer, so that memory stays flat: of n epochs the
/// first, the best, the last, and each whose number is a multiple of [#spacing]. Up to [#ALL] epochs that is each
/// of them.
///
/// What is kept depends on the numbers of the epochs alone, so a run that was interrupted keeps the same ones.
public final class Epochs {
    /// Up to so many epochs each report is kept; of more, at least half as many.
    public static final int ALL = 10_000;

    private final List<EpochReport> kept;

    Epochs(List<EpochReport> kept) {
        this.kept = new ArrayList<>(kept);
    }

    /// Gives the distance between the epochs that a run keeps: the smallest power of two that leaves at most
    /// [#ALL].
    ///
    /// @param epochs how many epochs the run has done
    public static int spacing(int epochs) {
        int spacing = 1;
        while (epochs / spacing > ALL) {
            spacing *= 2;
        }
        return spacing;
    }

    /// Gives the report of an epoch, if it was kept.
    ///
    /// @param reports reports in the order of their epochs
    /// @param epoch the epoch, from 1
    public static Optional<EpochReport> find(List<EpochReport> reports, int epoch) {
        int place = place(reports, epoch);
        return place < 0 ? Optional.empty() : Optional.of(reports.get(place));
    }

    /// Gives where the report of an epoch stands, negative if nowhere.
    private static int place(List<EpochReport> reports, int epoch) {
        int low = 0;
        int high = reports.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = reports.get(middle).epoch();
            if (found == epoch) {
                return middle;
            }
            if (found < epoch) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    List<EpochReport> kept() {
        return kept;
    }

    Optional<EpochReport> last() {
        return kept.isEmpty() ? Optional.empty() : Optional.of(kept.getLast());
    }

    /// Adds a report and drops those that need not be kept any longer.
    ///
    /// @param bestBefore the best epoch before this one, 0 for none
    /// @param best the best epoch now
    void add(EpochReport report, int bestBefore, int best) {
        int spacing = spacing(report.epoch());
        if (spacing != spacing(report.epoch() - 1)) {
            kept.removeIf(old -> !isKept(old.epoch(), best, spacing));
        } else {
            last().ifPresent(old -> drop(old.epoch(), best, spacing));
            drop(bestBefore, best, spacing);
        }
        kept.add(report);
    }

    private void drop(int epoch, int best, int spacing) {
        int place = isKept(epoch, best, spacing) ? -1 : place(kept, epoch);
        if (place >= 0) {
            kept.remove(place);
        }
    }

    private static boolean isKept(int epoch, int best, int spacing) {
        return epoch == 1 || epoch == best || epoch % spacing == 0;
    }
}
