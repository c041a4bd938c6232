package gradus.examples.architecture;

import gradus.nn.data.image.ImageDataset;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.metric.Classification;
import gradus.nn.metric.TemperatureScaling;
import gradus.nn.train.Goal;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Map;

/// Confidence that means what it says: a network over-fitted on few clothes is sure of its mistakes; one temperature,
/// found on images it did not learn from, mends that for images that neither has seen.
final class CalibratedConfidence {
    private static final int BINS = 15;

    private CalibratedConfidence() {}

    /// What the network says of images and what was right.
    @SuppressWarnings("ArrayRecordComponent")
    private record Answers(double[] logits, int[] classes) {
        static Answers of(Sequential network, ImageDataset images) {
            Answers[] seen = new Answers[1];
            Goal.of(Loss.CROSS_ENTROPY).measure(network, images, (logits, targets) -> {
                int[] classes = Arrays.stream(targets).mapToInt(t -> (int) t).toArray();
                seen[0] = new Answers(logits.clone(), classes);
                return Map.of();
            });
            return seen[0];
        }

        double error(TemperatureScaling scaling) {
            return Classification.calibrationError(classes, scaling.probabilities(logits, 10), BINS);
        }
    }

    static Result run(Folders folders, Effort effort, PrintStream out) {
        ImageClasses clothes = ImageClasses.idx(folders.data().resolve("fashion-mnist"), effort);
        int learned = clothes.train().size() / 6;
        ImageClasses few = new ImageClasses(clothes.train().first(learned), clothes.test());
        Sequential network =
                few.trained("flatten dense(256) relu dense(256) relu dense(classes)", effort.epochs(30), 2e-3, out);
        var validation = clothes.train().range(learned, 2 * learned);
        Answers held = Answers.of(network, validation);
        TemperatureScaling found = TemperatureScaling.fit(held.logits(), held.classes());
        Answers test = Answers.of(network, clothes.test());
        double before = test.error(new TemperatureScaling(1));
        double after = test.error(found);
        out.printf(
                "temperature %.2f: expected calibration error %.3f before, %.3f after%n",
                found.temperature(), before, after);
        return Result.atMost(0.03, "expected calibration error after scaling", after);
    }
}
