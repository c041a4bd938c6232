package gradus.nn.train;

import gradus.core.spi.Backends;
import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.CrossFit;
import gradus.nn.data.TableSplit;
import gradus.nn.data.TargetEncoder;
import gradus.nn.layer.Ensemble;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A cross-fitted model of a table with what it says of its training rows, each answered by the member that did not
/// learn from it: out-of-fold answers, by which models are compared and joined without rows set aside.
///
/// @param name what the model is called
/// @param model the model
/// @param answers logits per class or standardised numbers, row-major
/// @param targets class indices or standardised numbers
public record JudgedModel(String name, TableModel model, List<Double> answers, List<Double> targets) {
    /// Copies the lists.
    public JudgedModel {
        answers = List.copyOf(answers);
        targets = List.copyOf(targets);
    }

    /// Asks a model of the training rows that it was cross-fitted on.
    ///
    /// @param split the rows
    /// @param key the key of the training ([Training#key])
    /// @throws FormatException if the model is no ensemble of several members
    public static JudgedModel of(String name, TableModel model, TableSplit split, Key key) {
        if (!(model.network() instanceof Ensemble ensemble)
                || ensemble.members().size() < 2) {
            throw new FormatException("judged model: '" + name + "' must be an ensemble of members that learned from"
                    + " other rows each, got " + model.network());
        }
        ArrayDataset rows = split.trainSet();
        CrossFit folds = new CrossFit(rows, ensemble.members().size(), key.fold("folds"));
        Measures.HeldOut heldOut =
                Measures.heldOut(model.network(), folds, model.preprocessing().target(), Backends.standard());
        return new JudgedModel(
                name,
                model,
                Arrays.stream(heldOut.answers()).boxed().toList(),
                Arrays.stream(heldOut.targets()).boxed().toList());
    }

    /// Gives the measurement of the out-of-fold answers: for classes `accuracy`, `logLoss` and more, for numbers
    /// `rmse`
    /// and more.
    public Map<String, Double> values() {
        return evaluation().values();
    }

    /// Gives the full measurement of the out-of-fold answers.
    public Evaluation evaluation() {
        return Measures.of(model.preprocessing().target(), numbers(meanings()), numbers(targets));
    }

    /// The answers as a user means them: probabilities, or the numbers themselves.
    List<Double> meanings() {
        return switch (model.preprocessing().target()) {
            case TargetEncoder.Scaled _ -> answers;
            case TargetEncoder.Classes classes ->
                Arrays.stream(Measures.probabilities(classes, numbers(answers)))
                        .boxed()
                        .toList();
        };
    }

    static double[] numbers(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
