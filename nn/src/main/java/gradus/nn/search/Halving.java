package gradus.nn.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Successive halving without waiting (ASHA, Li et al. 2020, “A system for massively parallel hyperparameter tuning”):
/// trials begin with few epochs; of those that were judged at a rung the best third goes on to the next, where training
/// has three times as many. Which trial goes on is a pure function of what was judged so far.
///
/// @param epochs the epochs of each rung, rising; one rung for no halving
public record Halving(List<Integer> epochs) {
    /// One of so many goes on to the next rung, which has so many times the epochs.
    public static final int SHARE = 3;

    private static final int MOST_RUNGS = 3;

    /// Copies and checks the list.
    public Halving {
        epochs = List.copyOf(epochs);
        for (int i = 0; i < epochs.size(); i++) {
            if (epochs.get(i) < 1 || i > 0 && epochs.get(i) <= epochs.get(i - 1)) {
                throw new IllegalArgumentException("halving: the epochs of rungs must rise from 1 on, got " + epochs);
            }
        }
        if (epochs.isEmpty()) {
            throw new IllegalArgumentException("halving: there must be a rung, got none");
        }
    }

    /// Gives no halving: every trial has all epochs.
    public static Halving none(int epochs) {
        return new Halving(List.of(epochs));
    }

    /// Gives rungs of a ninth, a third and all of the epochs, fewer where that is below 1.
    public static Halving of(int epochs) {
        List<Integer> rungs = new ArrayList<>(List.of(epochs));
        while (rungs.size() < MOST_RUNGS && rungs.getFirst() / SHARE >= 1) {
            rungs.addFirst(rungs.getFirst() / SHARE);
        }
        return new Halving(rungs);
    }

    /// What a trial came to at a rung.
    ///
    /// @param trial its number, from 0
    /// @param rung the rung, from 0
    /// @param loss its loss there, the smaller the better
    public record Judged(int trial, int rung, double loss) {}

    /// What is to be done next.
    ///
    /// @param trial the number of the trial, perhaps a new one
    /// @param rung the rung that it is to be trained up to
    public record Job(int trial, int rung) {}

    /// Gives what is to be done next: the highest promotion that is due, else a new trial at the lowest rung.
    ///
    /// @param judged what is known
    /// @param begun how many trials were begun
    public Job next(List<Judged> judged, int begun) {
        return promotion(judged).orElse(new Job(begun, 0));
    }

    /// Gives the promotion that is due, if there is one. A trial that diverged is never promoted.
    public Optional<Job> promotion(List<Judged> judged) {
        for (int rung = epochs.size() - 2; rung >= 0; rung--) {
            int here = rung;
            List<Judged> ranked = judged.stream()
                    .filter(one -> one.rung() == here)
                    .sorted(Comparator.comparingDouble(Judged::loss).thenComparingInt(Judged::trial))
                    .toList();
            for (Judged one : ranked.subList(0, ranked.size() / SHARE)) {
                boolean gone =
                        judged.stream().anyMatch(other -> other.trial() == one.trial() && other.rung() == here + 1);
                if (!gone && one.loss() < Double.POSITIVE_INFINITY) {
                    return Optional.of(new Job(one.trial(), here + 1));
                }
            }
        }
        return Optional.empty();
    }
}
