package gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.io.image.ImageFiles;
import gradus.nn.train.ImageModel;
import gradus.nn.train.TextModel;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExamplesTest {
    private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    static Path root() {
        return Path.of(System.getProperty("gradus.root", "..")).toAbsolutePath().normalize();
    }

    @Test
    void a_table_becomes_a_model_that_knows_the_arms(@TempDir Path folder) {
        Path file = folder.resolve("spirals.gradus");
        var run = TableExample.run(root().resolve("samples/spirals.csv"), 60, file, nowhere);
        assertThat(run.test().orElseThrow().values().get("accuracy")).isGreaterThan(0.9);
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void descent_comes_to_the_exact_solution() {
        double[] x = LeastSquaresBesideDescent.points();
        Tensor y = Tensor.of(LeastSquaresBesideDescent.values(x));
        for (int degree = 1; degree <= 2; degree++) {
            Tensor design = Tensor.of(LeastSquaresBesideDescent.powers(x, degree));
            assertThat(LeastSquaresBesideDescent.show(degree, design, y, 400, nowhere))
                    .isLessThan(1e-6);
        }
    }

    @Test
    void the_error_on_a_sine_falls_with_the_width() {
        var errors = UniversalApproximation.errors(150, nowhere, 1, 2, 16);
        assertThat(errors.get(1)).isLessThan(0.7 * errors.get(0));
        assertThat(errors.get(2)).isLessThan(0.7 * errors.get(1));
    }

    @Test
    void a_student_learns_with_and_without_its_teacher() {
        var printed = new ByteArrayOutputStream();
        var outcome = DistilledStudent.show(
                root().resolve("samples/digits.csv"), 30, 2, new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertThat(outcome.teacher()).isGreaterThan(0.75);
        assertThat(outcome.alone()).isBetween(0.4, outcome.teacher());
        assertThat(outcome.distilled()).isBetween(0.4, 1.0).isNotEqualTo(outcome.alone());
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("student, distilled", "parameters, accuracy");
    }

    @Test
    void both_ways_to_a_derivative_agree() {
        assertThat(FiniteDifferences.show(nowhere)).isLessThan(1e-9);
    }

    @Test
    void a_line_through_the_origin_moves_as_on_paper() {
        assertThat(WorkedExamples.line(0.1, 4, nowhere))
                .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b), Double.class)
                .containsExactly(1.8, 1.96, 1.992, 1.9984);
        assertThat(WorkedExamples.line(1, 1, nowhere).getFirst()).isCloseTo(9, within(1e-12));
    }

    @Test
    void a_net_of_three_two_and_one_units_has_the_known_gradients() {
        var step = WorkedExamples.threeTwoOne(nowhere);
        assertThat(step.before()).isCloseTo(0.1690044330, within(5e-11));
        assertThat(step.after()).isCloseTo(0.1626936828, within(5e-11));
        assertThat(step.gradients().get(0).transpose().reshape(-1).toDoubles())
                .containsExactly(
                        new double[] {
                            -0.0409054359, -0.0613581539, 0.0204527180, -0.0194640561, -0.0291960842, 0.0097320281
                        },
                        within(5e-11));
        assertThat(step.gradients().get(1).toDoubles())
                .containsExactly(new double[] {-0.0204527180, -0.0097320281}, within(5e-11));
        assertThat(step.gradients().get(2).reshape(-1).toDoubles())
                .containsExactly(new double[] {-0.0575363451, -0.1143444594}, within(5e-11));
        assertThat(step.gradients().get(3).item()).isCloseTo(-0.1990529184, within(5e-11));
    }

    @Test
    void a_net_of_two_two_and_two_units_learns_its_sample() {
        var losses = WorkedExamples.twoTwoTwo(300, nowhere);
        assertThat(losses.get(0)).isCloseTo(0.298371109, within(5e-10));
        assertThat(losses.get(1)).isCloseTo(0.291027774, within(5e-10));
        assertThat(losses.get(2)).isLessThan(0.01);
    }

    @Test
    void sigmoids_have_the_known_digits() {
        assertThat(WorkedExamples.sigmoids(nowhere).toDoubles())
                .containsExactly(new double[] {0.731059, 0.999955, 0.880797}, within(5e-7));
    }

    @Test
    void the_program_in_one_file_runs_from_its_source(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("penguins.csv"), penguins());
        assertThat(said(folder, "Penguins.java", "penguins.csv")).contains("Training ended");
        assertThat(folder.resolve("penguins.gradus")).isNotEmptyFile();
    }

    @Test
    void the_program_for_digits_learns_drawn_ones(@TempDir Path folder) throws Exception {
        Path files = Files.createDirectory(folder.resolve("mnist"));
        DrawnDigits.write(files, "train", 1000, Key.of(1));
        DrawnDigits.write(files, "t10k", 100, Key.of(2));
        String said = said(folder, "DigitsCnn.java", "mnist", "6");
        assertThat(said).contains("epoch 6, step", "Test\nclass");
        var model = ImageModel.load(folder.resolve("digits.gradus"));
        var drawn =
                ImageFiles.idx(files.resolve("t10k-images-idx3-ubyte.gz"), files.resolve("t10k-labels-idx1-ubyte.gz"));
        assertThat(model.evaluate(drawn).values().get("accuracy")).isGreaterThan(0.8);
    }

    @Test
    void the_program_for_texts_writes_on(@TempDir Path folder) throws Exception {
        String sentence = "to be or not to be, that is the question; ";
        Files.writeString(folder.resolve("shakespeare.txt"), sentence.repeat(60));
        String said = said(folder, "ShakespeareTransformer.java", "shakespeare.txt", "200");
        assertThat(said).contains("step 200, loss", "question");
        var text = TextModel.load(folder.resolve("writer.gradus"));
        assertThat(text.evaluate(sentence.repeat(10)).values().get("accuracy")).isGreaterThan(0.75);
    }

    /// Runs a program in one file in a folder and gives what it says.
    private static String said(Path folder, String program, String... args) throws Exception {
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector,ALL-MODULE-PATH",
                "--module-path",
                System.getProperty("jdk.module.path"),
                root().resolve("examples/programs").resolve(program).toString()));
        command.addAll(List.of(args));
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(output);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static String penguins() {
        var text = new StringBuilder("species,bill_length_mm,bill_depth_mm\n");
        for (int i = 0; i < 60; i++) {
            text.append(i % 2 == 0 ? "Adelie," : "Gentoo,")
                    .append(38 + i % 2 * 9 + i % 7 * 0.5)
                    .append(',')
                    .append(18 - i % 2 * 4 + i % 5 * 0.3)
                    .append('\n');
        }
        return text.toString();
    }
}
