package gradus.nn.train;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.CrossFit;
import gradus.nn.data.Dataset;
import gradus.nn.data.FeatureEncoder;
import gradus.nn.data.Features;
import gradus.nn.data.Preprocessing;
import gradus.nn.data.TableSplit;
import gradus.nn.data.TargetEncoder;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Layer;
import gradus.nn.layer.TabularInput;
import gradus.nn.loss.Loss;
import gradus.nn.network.FineTuned;
import gradus.nn.network.Networks;
import gradus.nn.network.Several;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Training on tables: what the general training does not know about columns, classes and units.
///
/// Defaults: cross-entropy for classes, mean squared error of the standardised target for numbers, the optimizer and
/// sizes of [TableDefaults]. The validation rows judge; where there are none, an ensemble is cross-fitted ([CrossFit])
/// and the training rows judge the members that did not learn from them. The preprocessing has seen those rows, and
/// the best epoch is chosen by what judges, so the test rows alone are an independent measure.
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
                (run, settings, surroundings) -> finished(run, settings, architecture, data, surroundings));
        Dataset train = learned(architecture, data);
        TableDefaults defaults = TableDefaults.of(data.task(), train.size());
        Training<Layer, TableRun> training = Training.of(subject, train, Goal.of(loss))
                .optimizer(TableDefaults.optimizer(data.task()))
                .batchSize(defaults.batchSize())
                .stopping(Stopping.afterEpochs(defaults.epochs()).withPatience(defaults.patience()));
        Dataset judges = train instanceof CrossFit ? train : data.validationSet();
        return judges.size() == 0 ? training : training.validation(judges, Measures.scorer(preprocessing.target()));
    }

    /// Gives the training samples: with folds if an ensemble can judge each sample by a member that did not learn
    /// from it, so that no rows need to be set aside for validation.
    private static Dataset learned(Architecture architecture, TableSplit data) {
        ArrayDataset rows = data.trainSet();
        boolean folds = architecture instanceof Several several
                && several.members() > 1
                && several.members() <= rows.size()
                && data.validation().rowCount() == 0;
        return folds
                ? new CrossFit(
                        rows, ((Several) architecture).members(), Key.of(0).fold("folds"))
                : rows;
    }

    private static Layer network(Architecture architecture, Preprocessing preprocessing, Key key) {
        int outputs = switch (preprocessing.target()) {
            case TargetEncoder.Classes classes -> classes.labels().size();
            case TargetEncoder.Scaled _ -> 1;
        };
        return network(architecture, preprocessing.inputs(), outputs, key);
    }

    /// Gives a network whose front looks categories up, if there are columns of many categories.
    static Layer network(Architecture architecture, Features features, int outputs, Key key) {
        if (architecture instanceof FineTuned tuned) {
            return tuned.build(Shape.of(features.width()), outputs, key); // its own front looks categories up
        }
        List<Integer> categories = features.embeddings().values().stream()
                .map(FeatureEncoder.Embed::categories)
                .map(List::size)
                .toList();
        if (categories.isEmpty()) {
            return architecture.build(Shape.of(features.width()), outputs, key);
        }
        int numbers = features.width() - categories.size();
        TabularInput front = TabularInput.of(numbers, categories, key.fold("front"));
        return behind(front, architecture, outputs, key);
    }

    /// Every member of an ensemble has a front of its own, since it is a network of its own.
    private static Layer behind(TabularInput front, Architecture architecture, int outputs, Key key) {
        if (architecture instanceof Several several) {
            return several.built(outputs, key, memberKey -> behind(front, several.member(), outputs, memberKey));
        }
        return Networks.behind(front, front.outFeatures(), architecture, outputs, key);
    }

    private static TableRun finished(
            Run<Layer> run,
            Map<String, String> settings,
            Architecture architecture,
            TableSplit data,
            Surroundings surroundings) {
        Provenance begun = Provenance.of(
                run,
                settings,
                architecture.describe(),
                new Provenance.Origin(data.train().table().source(), DataHash.of(data.trainSet())));
        Preprocessing preprocessing = data.preprocessing();
        Dataset judges = surroundings.loader().dataset() instanceof CrossFit folds ? folds : data.validationSet();
        Trust trust = new Trust(
                TrainingRegion.of(preprocessing, data.trainSet()),
                Calibration.of(run.network(), judges, preprocessing.target(), surroundings.backend()));
        TableModel model = new TableModel(run.network(), preprocessing, trust, begun, surroundings.backend());
        Optional<Evaluation> validation = validated(run, data, model, surroundings);
        Optional<Evaluation> test = measured(model, data.testSet());
        return new TableRun(run, model.with(begun.measured(validation, test)), validation, test);
    }

    private static Optional<Evaluation> validated(
            Run<Layer> run, TableSplit data, TableModel model, Surroundings surroundings) {
        return surroundings.loader().dataset() instanceof CrossFit folds
                ? Optional.of(Measures.crossFitted(
                        run.network(), folds, data.preprocessing().target(), surroundings.backend()))
                : measured(model, data.validationSet());
    }

    private static Optional<Evaluation> measured(TableModel model, ArrayDataset samples) {
        return samples.size() == 0 ? Optional.empty() : Optional.of(model.evaluate(samples));
    }
}
