package gradus.explain.doctor;

import gradus.nn.data.TableSplit;
import gradus.nn.train.Run;
import gradus.nn.train.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Says what is wrong with a training, by name and with a cure. The common ways; [Examination] has the others.
///
/// {@snippet file="ExplainSnippets.java" region="Doctor"}
public final class Doctor {
    private Doctor() {}

    /// Examines a training that has not run: data, network, first updates.
    public static Diagnosis examine(Training<?, ?> training) {
        return Examination.of(training).diagnose();
    }

    /// Examines a training and what came of it.
    public static <L> Diagnosis examine(Training<L, ?> training, Run<L> run) {
        return Examination.of(training).trained(run).diagnose();
    }

    /// Examines the course of a training alone: the losses of its epochs.
    public static Diagnosis examine(Run<?> run) {
        OptionalDouble unknown = OptionalDouble.empty();
        Course course = new Course(run.history(), run.reason(), run.bestEpoch(), unknown, 0, () -> unknown, false);
        return new Diagnosis(course.examine(), List.of("course of the training"));
    }

    /// Examines the data of a table alone.
    public static Diagnosis examine(TableSplit split) {
        DataRules data = DataRules.of(
                split.trainSet(),
                Map.of("validation", split.validationSet(), "test", split.testSet()),
                Optional.of(Columns.of(split.preprocessing())),
                Map.of(
                        DataRules.TRAINING,
                        split.train().table(),
                        "validation",
                        split.validation(),
                        "test",
                        split.test()));
        List<Finding> findings = new ArrayList<>(data.notFinite());
        findings.addAll(data.examine(false));
        return new Diagnosis(findings, List.of("finite numbers", "columns", "targets", "parts of the data"));
    }
}
