package gradus.examples.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Runs the programs in full and prints a line of a table for each; see `docs/results.md`.
///
/// `make results` runs all of them, `make results PROGRAMS="mnist-convolution ett-forecast"` some. What a program says
/// while it runs goes to the error stream, its pictures go to the folder `runs`.
public final class Results {
    private static final Map<String, Program> PROGRAMS = new LinkedHashMap<>();

    static {
        PROGRAMS.put("mnist-perceptron", MnistPerceptron::run);
        PROGRAMS.put("mnist-convolution", MnistConvolution::run);
        PROGRAMS.put("fashion-convolution", FashionConvolution::run);
        PROGRAMS.put("mnist-rows-lstm", MnistRowsLstm::run);
        PROGRAMS.put("convolutional-autoencoder", ConvolutionalAutoencoder::run);
        PROGRAMS.put("variational-autoencoder", VariationalAutoencoder::run);
        PROGRAMS.put("cifar-residual", CifarResidual::run);
        PROGRAMS.put("shakespeare-lstm", ShakespeareLstm::run);
        PROGRAMS.put("shakespeare-transformer", ShakespeareTransformer::run);
        PROGRAMS.put("names-transformer", NamesTransformer::run);
        PROGRAMS.put("ett-forecast", EttForecast::run);
        PROGRAMS.put("airline-forecast", AirlineForecast::run);
        PROGRAMS.put("adversarial-examples", AdversarialExamples::run);
        PROGRAMS.put("calibrated-confidence", CalibratedConfidence::run);
    }

    private Results() {}

    static Map<String, Program> programs() {
        return PROGRAMS;
    }

    /// Runs programs.
    ///
    /// @param arguments the folder of the data sets, then names of programs; none means all
    /// @throws IOException if the folder for pictures can't be made
    public static void main(String... arguments) throws IOException {
        if (arguments.length == 0) {
            System.err.println("results: name the folder of the data sets, then programs of " + PROGRAMS.keySet());
            System.exit(2);
        }
        List<String> names =
                arguments.length > 1 ? List.of(arguments).subList(1, arguments.length) : List.copyOf(PROGRAMS.keySet());
        Folders folders = new Folders(Path.of(arguments[0]), Files.createDirectories(Path.of("runs")));
        boolean reached = true;
        for (String name : names) {
            Optional<Program> program = Optional.ofNullable(PROGRAMS.get(name));
            if (program.isEmpty()) {
                System.err.println("results: there is no program “" + name + "”, there are " + PROGRAMS.keySet());
                System.exit(2);
            }
            reached &= isReached(name, program.orElseThrow(), folders);
        }
        System.exit(reached ? 0 : 1);
    }

    private static boolean isReached(String name, Program program, Folders folders) {
        long start = System.nanoTime();
        Result result = program.run(folders, Effort.FULL, System.err);
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.4f | %s %s | %.0f s |%n",
                name,
                result.measure(),
                result.value(),
                result.better() == Result.Better.HIGHER ? "≥" : "≤",
                result.bound(),
                (System.nanoTime() - start) / 1e9);
        return result.isReached();
    }
}
