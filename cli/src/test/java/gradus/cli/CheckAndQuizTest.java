package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.cli.run.Screen;
import gradus.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Derivations are judged from files, and asked for on the terminal.
final class CheckAndQuizTest {
    @TempDir
    private Path folder;

    private static Cli.Outcome quiz(String typed, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        Screen screen = new Screen(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Terminal.plain(),
                Screen.Mode.PEOPLE);
        int code = Gradus.execute(screen, new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), args);
        return new Cli.Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"example-a", "example-b", "example-c"})
    void right_derivations_are_right(String name) {
        Cli.Outcome outcome = Cli.run("check", Cli.sample("derivations/" + name + ".yaml"));
        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
        assertThat(outcome.out()).contains("are right.").doesNotContain("wrong").doesNotContain("rounded");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "example-b-slip|First wrong: ∂C/∂W²|likely slip: factor ½",
                "tanh-called-sigmoid|First wrong: a1|it is tanh(z) = (1 − e⁻²ᶻ)/(1 + e⁻²ᶻ), which is not the sigmoid",
                "climbs|First wrong: W2_new|the update subtracts ηδa, but δ from e = y − a is −∂C/∂z: the loss climbs"
            })
    void the_slips_of_the_notes_are_named(String name, String first, String slip) {
        Cli.Outcome outcome = Cli.run("check", Cli.sample("derivations/" + name + ".yaml"));
        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isEqualTo(6);
        assertThat(outcome.out()).contains(first).contains(slip);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "loss: sum of squared errors|loss: sum of sqared errors|did you mean 'sum of squared errors'?",
                "learningRate: 0.1|learningrate: 0.1|there is no key 'learningrate'",
                "sample: 2|sample: two|got 'two'",
                "z1: 2|q7: 2|'q7' is no symbol of a step",
                "z1: 2|z1: [2, 3]|'z1' has one number",
                "z1: 2|z5: 2|'z5' is of layer 5",
                "weights: 1|weights: [[1, 2], [3]]|rows must have one length"
            })
    void what_is_wrong_in_a_file_is_said_in_one_line(String text, String bad, String message) throws Exception {
        String good = java.nio.file.Files.readString(Cli.sample("derivations/example-a.yaml"));
        assertThat(good).contains(text);
        Cli.Outcome outcome = Cli.run("check", Cli.write(folder, "bad.yaml", good.replace(text, bad)));
        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("error: ").contains("bad.yaml").hasLineCount(1);
        assertThat(outcome.err()).contains(message);
    }

    @Test
    void a_quiz_asks_in_order_judges_and_keeps_the_score() {
        Cli.Outcome outcome = quiz(
                "2*(0.5888985126-1)\n0.2420970545\n0.199\nq\n",
                "quiz",
                "--example",
                "b",
                "--level",
                "delta",
                "--questions",
                "9");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .containsSubsequence(
                        "∂C/∂a²[1] = (a²[1] − y[1]) · 2 = ?",
                        "right: ∂C/∂a²[1]",
                        "∂a²/∂z²[1] = ",
                        "= ?",
                        "right: ",
                        "δ²[1] = ",
                        "wrong: likely slip: wrong sign",
                        "2 of 3 right.");
        assertThat(outcome.out()).doesNotContain("at gradus");
    }

    @Test
    void an_answer_that_is_no_number_is_asked_again_and_the_end_of_input_ends() {
        Cli.Outcome outcome =
                quiz("what\n-4\n", "quiz", "--example", "a", "--level", "delta", "--questions", "1", "--seed", "3");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).contains("got 'what'");
        assertThat(outcome.out()).contains("of 1 right.");
        assertThat(quiz("", "quiz").out()).contains("0 of 0 right.");
        assertThat(quiz("", "quiz", "--example", "z").code()).isEqualTo(2);
    }
}
