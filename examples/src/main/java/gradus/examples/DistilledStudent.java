package gradus.examples;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.data.Dataset;
import gradus.nn.data.Table;
import gradus.nn.data.TableSplit;
import gradus.nn.data.Task;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Parameters;
import gradus.nn.loss.Loss;
import gradus.nn.metric.Classification;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.train.Goal;
import gradus.nn.train.Training;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/// A small network learns handwritten digits twice, from the classes alone and from the answers of a larger network as
/// well (Hinton et al. 2015), and both are measured on rows that nobody learned from.
public final class DistilledStudent {
    private static final int CLASSES = 10;

    private DistilledStudent() {}

    /// What was measured on the test rows.
    ///
    /// @param teacher the accuracy of the large network
    /// @param alone that of the small one from the classes alone, the mean of all starts
    /// @param distilled that of the small one from the teacher as well, the mean of all starts
    record Outcome(double teacher, double alone, double distilled) {}

    /// Trains on `samples/digits.csv`, or the table that is named, whose column `digit` is the class.
    public static void main(String... args) {
        show(Path.of(args.length > 0 ? args[0] : "samples/digits.csv"), 60, 5, System.out);
    }

    /// Trains and prints the accuracies.
    ///
    /// @param epochs of each training
    /// @param starts from how many starts the student learns
    static Outcome show(Path csv, int epochs, int starts, PrintStream out) {
        TableSplit data = Table.readCsv(csv).target("digit").as(Task.MULTICLASS).split(0.5, 0, 0.5, Key.of(1));
        Shape row = Shape.of(data.trainSet().width());
        Goal<Layer> classes = Goal.of(Loss.CROSS_ENTROPY);
        Layer teacher =
                trained(Networks.mlp(128, 64).dropout(0.2).build(row, CLASSES, Key.of(1)), data, classes, epochs);
        Goal<Layer> taught =
                Goal.distillation(Loss.CROSS_ENTROPY, x -> teacher.forward(x, Context.inference()), 4, 0.9);
        double alone = 0;
        double distilled = 0;
        Layer student = teacher;
        for (int start = 0; start < starts; start++) {
            student = Networks.mlp(8).build(row, CLASSES, Key.of(100 + start));
            alone += accuracy(trained(student, data, classes, epochs), data.testSet()) / starts;
            distilled += accuracy(trained(student, data, taught, epochs), data.testSet()) / starts;
        }
        Outcome outcome = new Outcome(accuracy(teacher, data.testSet()), alone, distilled);
        print(out, "teacher", teacher, outcome.teacher());
        print(out, "student alone", student, outcome.alone());
        print(out, "student, distilled", student, outcome.distilled());
        return outcome;
    }

    private static Layer trained(Layer start, TableSplit data, Goal<Layer> goal, int epochs) {
        return Training.of(start, data.trainSet(), goal)
                .optimizer(Adam.of(5e-3))
                .epochs(epochs)
                .fit()
                .network();
    }

    private static double accuracy(Layer network, Dataset data) {
        return Goal.of(Loss.CROSS_ENTROPY)
                .measure(network, data, (logits, targets) -> {
                    int[] wanted = Arrays.stream(targets)
                            .mapToInt(target -> (int) target)
                            .toArray();
                    return Map.of(
                            "accuracy", Classification.accuracy(wanted, Classification.predictions(logits, CLASSES)));
                })
                .getOrDefault("accuracy", Double.NaN);
    }

    private static void print(PrintStream out, String who, Layer network, double accuracy) {
        out.printf(Locale.ROOT, "%-20s %6d parameters, accuracy %.3f%n", who, Parameters.count(network), accuracy);
    }
}
