package gradus.nn.train;

import gradus.nn.loss.Loss;
import java.util.List;
import java.util.Optional;

/// The loss that a model was trained with, as far as its file tells.
///
/// @param loss the loss
/// @param note what the file does not tell, in a sentence; empty if it tells all
record TrainedLoss(Loss loss, Optional<String> note) {
    private static final List<Loss> KNOWN = List.of(
            Loss.SUM_SQUARED_ERROR,
            Loss.HALF_SUM_SQUARED_ERROR,
            Loss.MEAN_SQUARED_ERROR,
            Loss.MEAN_ABSOLUTE_ERROR,
            Loss.HUBER,
            Loss.LOG_COSH,
            Loss.CROSS_ENTROPY,
            Loss.SOFT_CROSS_ENTROPY,
            Loss.BINARY_CROSS_ENTROPY,
            Loss.HINGE,
            Loss.POISSON,
            Loss.GAUSSIAN);

    /// Finds the loss by its words among the settings that a model keeps.
    ///
    /// @param usual the loss of models of this kind, where the settings name none that is known
    static TrainedLoss of(Provenance provenance, Loss usual) {
        String told = provenance.settings().getOrDefault("loss", "");
        return KNOWN.stream()
                .filter(loss -> loss.toString().equals(told))
                .findFirst()
                .map(loss -> new TrainedLoss(loss, Optional.empty()))
                .orElseGet(() -> new TrainedLoss(usual, Optional.of(note(told, usual))));
    }

    private static String note(String told, Loss usual) {
        String why = told.isEmpty()
                ? "the model does not say by which loss it was trained"
                : "the model was trained by " + told + ", which cannot be made again from these words";
        return why + "; the usual one of its kind is taken, " + usual.name();
    }
}
