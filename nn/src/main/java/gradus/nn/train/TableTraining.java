package gradus.nn.train;

import gradus.core.type.Key;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.FeatureEncoder;
import gradus.nn.data.Preprocessing;
import gradus.nn.data.TableSplit;
import gradus.nn.data.TargetEncoder;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Sequential;
import gradus.nn.layer.TabularInput;
import gradus.nn.loss.Loss;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Training on tables: what the general training does not know about columns, classes and units.
///
/// Defaults: cross-entropy for classes, mean squared error of the standardised target for numbers; the other
/// settings are those of
/// [Training], with validation on the validation rows.
final class TableTraining {
    private TableTraining() {}

    static Training<Layer, TableRun> of(Architecture architecture, TableSplit data) {
        Preprocessing preprocessing = data.preprocessing();
        Loss loss = switch (preprocessing.target()) {
            case TargetEncoder.Classes _ -> Loss.CROSS_ENTROPY;
            case TargetEncoder.Scaled _ -> Loss.MEAN_SQUARED_ERROR;
        };
        Training.Subject<Layer, TableRun> subject = new Training.Subject<>(
                key -> network(architecture, preprocessing, key),
                (run, settings) -> finished(run, settings, architecture, data));
        Training<Layer, TableRun> training = Training.of(subject, data.trainSet(), loss);
        ArrayDataset validation = data.validationSet();
        return validation.size() == 0
                ? training
                : training.validation(validation, Measures.scorer(preprocessing.target()));
    }

    /// Gives a network whose front looks categories up, if there are columns of many categories.
    static Layer network(Architecture architecture, Preprocessing preprocessing, Key key) {
        int outputs = switch (preprocessing.target()) {
            case TargetEncoder.Classes classes -> classes.labels().size();
            case TargetEncoder.Scaled _ -> 1;
        };
        List<Integer> categories = preprocessing.embeddings().values().stream()
                .map(FeatureEncoder.Embed::categories)
                .map(List::size)
                .toList();
        if (categories.isEmpty()) {
            return architecture.build(preprocessing.width(), outputs, key);
        }
        int numbers = preprocessing.width() - categories.size();
        TabularInput front = TabularInput.of(numbers, categories, key.fold("front"));
        return Sequential.of(front, architecture.build(front.outFeatures(), outputs, key));
    }

    private static TableRun finished(
            Run<Layer> run, Map<String, String> settings, Architecture architecture, TableSplit data) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("architecture", architecture.describe());
        Map<String, String> outcome = new LinkedHashMap<>();
        outcome.put("ended", run.reason().toString());
        outcome.put("best epoch", Integer.toString(run.bestEpoch()));
        Provenance provenance = new Provenance(
                Version.current(), data.train().table().source(), DataHash.of(data.trainSet()), all, outcome);
        Model model = new Model(run.network(), data.preprocessing(), provenance);
        Optional<Evaluation> validation = measured(model, data.validationSet());
        Optional<Evaluation> test = measured(model, data.testSet());
        validation.ifPresent(e -> outcome.put("validation", e.values().toString()));
        test.ifPresent(e -> outcome.put("test", e.values().toString()));
        Provenance whole = new Provenance(
                provenance.version(), provenance.source(), provenance.dataHash(), provenance.settings(), outcome);
        return new TableRun(run, new Model(run.network(), data.preprocessing(), whole), validation, test);
    }

    private static Optional<Evaluation> measured(Model model, ArrayDataset samples) {
        return samples.size() == 0 ? Optional.empty() : Optional.of(model.evaluate(samples));
    }
}
