package gradus.nn.train;

import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.nn.data.Loader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Everything that training is at one moment, and so exactly what a checkpoint holds: a run continued from it gives
/// the same bits as one that was never interrupted.
///
/// {@snippet file="TrainingSnippets.java" region="TrainState"}
///
/// @param weights the network's numbers now
/// @param optimizer the optimizer's numbers, such as momenta
/// @param best the network's numbers at the best epoch so far; those of the start before the first
/// @param progress where training stands
public record TrainState(Weights weights, Map<String, Literal> optimizer, Weights best, Progress progress) {
    /// Checks that training can go on from here.
    ///
    /// @param start the state before the first update of the training that is to go on
    /// @throws FormatException naming all that does not fit
    void requireFit(TrainState start, Loader loader) {
        List<String> problems = new ArrayList<>();
        weights.compare(start.weights, problems);
        Weights.compare(start.optimizer, optimizer, problems);
        if (!problems.isEmpty()) {
            throw new FormatException("training state: it must fit network and optimizer; "
                    + String.join("; ", problems) + "; go on with the settings it was made with");
        }
        best.compare(start.weights, problems);
        if (!problems.isEmpty()) {
            throw new FormatException(
                    "training state: its best weights must fit the network; " + String.join("; ", problems));
        }
        int batches = loader.batchesPerEpoch();
        if (progress.batch() < 0 || progress.batch() >= batches) {
            throw new FormatException("training state: it must fit the data, but it stands after batch "
                    + progress.batch() + " of an epoch that has " + batches
                    + " batches; go on with the data and the batch size it was made with");
        }
    }
}
