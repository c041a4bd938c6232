package gradus.nn.train;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What came of a training.
///
/// {@snippet file="TrainingSnippets.java" region="Training"}
///
/// @param network the trained network, with the weights of the best epoch where one was kept, else the last ones
/// @param state the last state, from which training can go on
/// @param reason why it ended
public record Run<L>(L network, TrainState state, StopReason reason) {
    /// Gives the reports of the epochs; of more than [Epochs#ALL] epochs those that [Epochs] keeps.
    public List<EpochReport> history() {
        return state.progress().history();
    }

    /// Gives the best epoch, from 1, or 0 if none was finished.
    public int bestEpoch() {
        return state.progress().watch().bestEpoch();
    }

    /// Gives the report of the best epoch, or of the first if none was good; empty if none was finished.
    public Optional<EpochReport> best() {
        return Epochs.find(history(), Math.max(1, bestEpoch()));
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /// Gives what happened in words: why training ended, the best epoch, and the first and last losses.
    public String report() {
        StringBuilder out = new StringBuilder("Training ended after ");
        out.append(count(state.progress().step(), "step"))
                .append(" in ")
                .append(count(state.progress().epoch(), "epoch"))
                .append(": ")
                .append(reason);
        if (!history().isEmpty()) {
            EpochReport first = history().getFirst();
            EpochReport last = history().getLast();
            out.append(String.format(Locale.ROOT, ".%nTraining loss %.6g", first.trainingLoss()));
            if (last.epoch() > first.epoch()) {
                out.append(String.format(Locale.ROOT, " → %.6g", last.trainingLoss()));
            }
            if (!last.validation().isEmpty()) {
                EpochReport best = best().orElseThrow();
                out.append(String.format(Locale.ROOT, "; best epoch %d, validation", bestEpoch()));
                best.validation()
                        .forEach((name, value) -> out.append(String.format(Locale.ROOT, " %s %.4g,", name, value)));
                out.setLength(out.length() - 1);
            }
        }
        Total unfinished = state.progress().loss();
        if (history().isEmpty() && unfinished.count() > 0) {
            out.append(String.format(
                    Locale.ROOT, ".%nTraining loss %.6g, the mean of the unfinished epoch", unfinished.mean()));
        }
        return out.append('.').toString();
    }
}
