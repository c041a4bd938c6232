package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What init calls a default is what holds where nothing is said.
class InitTest {
    @TempDir
    private Path folder;

    private static String init(Object... words) {
        Object[] all = new Object[words.length + 1];
        all[0] = "init";
        System.arraycopy(words, 0, all, 1, words.length);
        Cli.Outcome out = Cli.run(all);
        assertThat(out.code()).as(out.err()).isZero();
        return out.out();
    }

    /// What stands behind `default: ` in the comment above a key.
    private static String fallback(String text, String key) {
        String[] lines = text.split("\n");
        for (int i = 1; i < lines.length; i++) {
            if (lines[i].strip().startsWith(key + ":") || lines[i].strip().startsWith("# " + key + ":")) {
                return lines[i - 1].substring(lines[i - 1].indexOf("; default: ") + "; default: ".length());
            }
        }
        throw new AssertionError(key + " is missing in " + text);
    }

    private Path table() {
        StringBuilder text = new StringBuilder("id,x,y\n");
        for (int i = 0; i < 60; i++) {
            text.append("a" + i + "," + i * 37 % 61 + ".5," + i % 4 + "\n");
        }
        return Cli.write(folder, "t.csv", text.toString());
    }

    @Test
    void defaults_hold_for_the_task_that_is_said() {
        assertThat(fallback(init(table(), "--target", "y", "--task", "classification"), "hidden"))
                .isEqualTo("[128, 64]");
        assertThat(fallback(init(table(), "--target", "y", "--task", "regression"), "hidden"))
                .isEqualTo("[64, 32]");
    }

    @Test
    void defaults_of_learning_are_those_of_the_network_that_is_said() {
        Path table = table();
        String single = init(table, "--target", "y", "--members", 1);
        String epochs = fallback(single, "epochs");
        assertThat(fallback(init(table, "--target", "y", "--members", 1, "--epochs", 77), "epochs"))
                .isEqualTo(epochs)
                .isNotEqualTo("77");
        assertThat(fallback(single, "members")).isEqualTo(fallback(init(table, "--target", "y"), "members"));
    }

    @Test
    void what_is_said_of_a_text_is_no_default() {
        Path text = Cli.write(folder, "story.txt", "once upon a time, in a house.\n".repeat(40));
        String words = "embedding(4) conv(4,3, padding=causal) relu dense(classes)";
        String said = init(text, "--task", "language-model", "--epochs", 77, "--network", words);
        assertThat(fallback(said, "epochs")).isEqualTo("10");
        assertThat(fallback(said, "words")).doesNotContain("conv(");
        assertThat(fallback(said, "validation")).startsWith("0.15; of a text 0.1; ");
    }

    @Test
    void the_way_back_of_a_forecast_is_a_default_only_where_it_is_not_said() {
        StringBuilder text = new StringBuilder("x\n");
        for (int i = 0; i < 200; i++) {
            text.append(i % 12 + ".5\n");
        }
        Path series = Cli.write(folder, "s.csv", text.toString());
        assertThat(fallback(init(series, "--task", "forecast", "--horizon", 2), "lookBack"))
                .isEqualTo("8");
        assertThat(fallback(init(series, "--task", "forecast", "--horizon", 2, "--look-back", 20), "lookBack"))
                .isEqualTo("three times the horizon, at least 8, at most a third of the training rows");
    }
}
