package gradus.nn.train;

import gradus.nn.optim.PlateauState;
import java.util.Optional;

/// What the rules that end training remember between epochs.
///
/// @param best the smallest decisive number so far
/// @param bestEpoch its epoch, from 1; 0 before the first
/// @param waiting epochs in a row without improvement
/// @param unchanged epochs in a row in which the loss hardly changed
/// @param plateau where the rule that lowers the rate stands
public record Watch(double best, int bestEpoch, int waiting, int unchanged, Optional<PlateauState> plateau) {
    static Watch start(Optional<PlateauState> plateau) {
        return new Watch(Double.POSITIVE_INFINITY, 0, 0, 0, plateau);
    }

    /// Gives what is remembered after one more epoch.
    ///
    /// @param report the epoch
    /// @param previousLoss the decisive number of the epoch before, NaN for none
    /// @param stopping the rules
    Watch next(EpochReport report, double previousLoss, Stopping stopping) {
        double loss = report.decisive();
        boolean better = bestEpoch == 0 || loss < best - stopping.leastImprovement();
        boolean same = Math.abs(loss - previousLoss) < stopping.changeBelow();
        return new Watch(
                better ? loss : best,
                better ? report.epoch() : bestEpoch,
                better ? 0 : waiting + 1,
                same ? unchanged + 1 : 0,
                plateau.map(state -> state.next(loss)));
    }

    /// Gives what the scheduled learning rate is multiplied by.
    double rateScale() {
        return plateau.map(PlateauState::scale).orElse(1.0);
    }
}
