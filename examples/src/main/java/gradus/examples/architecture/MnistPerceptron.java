package gradus.examples.architecture;

import java.io.PrintStream;

/// A multilayer perceptron that reads handwritten digits.
final class MnistPerceptron {
    private MnistPerceptron() {}

    static Result run(Folders folders, Effort effort, PrintStream out) {
        String words = "flatten dense(512) relu dropout(0.2) dense(512) relu dropout(0.2) dense(classes)";
        ImageClasses digits = ImageClasses.idx(folders.data().resolve("mnist"), effort);
        return Result.atLeast(0.984, "test accuracy", digits.accuracy(words, effort.epochs(20), 2e-3, out));
    }
}
