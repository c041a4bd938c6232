package gradus.nn.train;

import java.util.List;

/// Where training stands.
///
/// @param step how many updates were done
/// @param epoch the current epoch, from 0
/// @param batch how many batches of this epoch were done
/// @param lossSum the sum of the sample losses of this epoch so far
/// @param lossCount how many samples that sum has, weighted as the loss weighs them
/// @param watch what the rules that end training remember
/// @param history the epochs done
public record Progress(
        long step, int epoch, int batch, double lossSum, double lossCount, Watch watch, List<EpochReport> history) {
    /// Copies the list.
    public Progress {
        history = List.copyOf(history);
    }

    /// Gives the beginning.
    static Progress start(Watch watch) {
        return new Progress(0, 0, 0, 0, 0, watch, List.of());
    }
}
