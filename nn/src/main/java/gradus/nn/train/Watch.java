package gradus.nn.train;

import gradus.nn.optim.PlateauState;
import java.util.Optional;

/// What the rules that end training remember.
///
/// @param best the smallest decisive number so far
/// @param bestEpoch its epoch, from 1; 0 before the first
/// @param waiting epochs in a row without improvement
/// @param unchanged epochs in a row in which the loss hardly changed
/// @param plateau where the rule that lowers the rate stands
/// @param gradientNorm the norm of the last gradient; infinite before the first, or if nobody asks for it
/// @param stepNorm the norm of the last update; infinite before the first, or if nobody asks for it
public record Watch(
        double best,
        int bestEpoch,
        int waiting,
        int unchanged,
        Optional<PlateauState> plateau,
        double gradientNorm,
        double stepNorm) {
    static Watch start(Optional<PlateauState> plateau) {
        double none = Double.POSITIVE_INFINITY;
        return new Watch(none, 0, 0, 0, plateau, none, none);
    }

    /// Gives what is remembered after one more epoch. A number that is not finite is never better.
    ///
    /// @param report the epoch
    /// @param previousLoss the decisive number of the epoch before, NaN for none
    /// @param stopping the rules
    Watch next(EpochReport report, double previousLoss, Stopping stopping) {
        double loss = report.decisive();
        boolean first = bestEpoch == 0;
        boolean better = Double.isFinite(loss) && (first || loss < best - stopping.leastImprovement());
        boolean same = Math.abs(loss - previousLoss) < stopping.change().below();
        return new Watch(
                better ? loss : best,
                better ? report.epoch() : bestEpoch,
                better ? 0 : waiting + 1,
                same ? unchanged + 1 : 0,
                plateau.map(state -> state.next(loss)),
                gradientNorm,
                stepNorm);
    }

    /// Gives what is remembered after one more step.
    Watch withNorms(double ofGradient, double ofStep) {
        return new Watch(best, bestEpoch, waiting, unchanged, plateau, ofGradient, ofStep);
    }

    /// Gives what the scheduled learning rate is multiplied by.
    double rateScale() {
        return plateau.map(PlateauState::scale).orElse(1.0);
    }
}
