package gradus.explain.plot;

import gradus.nn.data.Table;
import gradus.nn.data.TargetEncoder;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.train.ImageModel;
import gradus.nn.train.Prediction;
import gradus.nn.train.TableModel;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// What a model of classes says of samples whose classes are known.
///
/// @param labels the names of the classes
/// @param targets the true classes, by their numbers
/// @param answers the answers, one for each target
record JudgedAnswers(List<String> labels, List<Integer> targets, List<Prediction.OfClass> answers) {
    /// Judges the rows of a table; rows whose class is missing do not count.
    ///
    /// @param what who asks, for the errors
    /// @throws IllegalArgumentException if the model predicts a number, or a class is not one of the model's
    static JudgedAnswers of(String what, TableModel model, Table table) {
        if (!(model.preprocessing().target() instanceof TargetEncoder.Classes target)) {
            throw new IllegalArgumentException(
                    what + ": a model of classes is needed, but this one predicts the number '"
                            + model.preprocessing().target().column() + "'; a fit plot shows it");
        }
        List<Prediction> all = model.predict(table);
        List<Integer> targets = new ArrayList<>();
        List<Prediction.OfClass> answers = new ArrayList<>();
        for (int row = 0; row < table.rowCount(); row++) {
            String label = table.cell(row, target.column()).orElse("");
            if (!label.isEmpty()) {
                OptionalInt index = target.index(label);
                if (index.isEmpty()) {
                    throw new IllegalArgumentException(what + ": each class must be one of the model's, "
                            + target.labels() + ", got '" + label + "' in row " + (row + 1));
                }
                targets.add(index.getAsInt());
                answers.add((Prediction.OfClass) all.get(row));
            }
        }
        return new JudgedAnswers(target.labels(), targets, answers);
    }

    /// Judges images whose classes are numbered as the model's.
    static JudgedAnswers of(ImageModel model, ImageDataset images) {
        List<Integer> targets = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            targets.add(images.classOf(i));
        }
        return new JudgedAnswers(model.input().labels(), targets, model.predict(images));
    }

    /// Gives the true classes.
    int[] numbers() {
        return targets.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Gives the classes that are most probable.
    int[] predictions() {
        return answers.stream()
                .mapToInt(answer -> labels.indexOf(answer.label()))
                .toArray();
    }

    /// Gives a row of probabilities for each answer, one after the other.
    double[] probabilities() {
        return answers.stream()
                .flatMapToDouble(answer -> labels.stream()
                        .mapToDouble(label -> answer.probabilities().getOrDefault(label, 0.0)))
                .toArray();
    }
}
