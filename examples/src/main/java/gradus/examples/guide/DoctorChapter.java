package gradus.examples.guide;

import gradus.core.type.Key;
import gradus.explain.doctor.Doctor;
import gradus.explain.doctor.Examination;
import gradus.nn.activation.Activation;
import gradus.nn.data.Table;
import gradus.nn.data.samples.SampleSet;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.train.Training;
import java.io.PrintStream;

/// Chapter 15: what is wrong with a training.
public final class DoctorChapter {
    private DoctorChapter() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(System.out);
    }

    static void show(PrintStream out) {
        before(out);
        after(out);
    }

    private static void before(PrintStream out) {
        var rows = Table.of(
                        SampleSet.SPIRALS.columns(),
                        SampleSet.SPIRALS.rows(300, Key.of(1)).toList())
                .target("arm")
                .split(0.7, 0.15, 0.15, Key.of(1))
                .trainSet();
        // snippet before
        var network = Sequential.of(
                Linear.of(2, 32, Key.of(1)), Linear.of(32, 3, Key.of(2)), new Activate(Activation.SOFTMAX));
        var training = Training.of(network, rows, Loss.CROSS_ENTROPY);
        for (var finding : Doctor.examine(training).findings()) {
            out.println(finding.severity() + " " + finding.id() + ", " + finding.place());
        }
        // end
    }

    private static void after(PrintStream out) {
        var split = Table.of(
                        SampleSet.CIRCLES.columns(),
                        SampleSet.CIRCLES.rows(300, Key.of(1)).toList())
                .target("ring")
                .split(0.7, 0.15, 0.15, Key.of(1));
        // snippet after
        var line = Training.of(Networks.linear(), split).epochs(60); // a line cannot part two rings
        var diagnosis =
                Examination.of(line).table(split).trained(line.fit().run()).diagnose();
        out.println(diagnosis.ids());
        // end
    }
}
