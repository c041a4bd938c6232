package gradus.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.cli.terminal.Progress.Reading;
import gradus.cli.terminal.Terminal.Motion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private static final Progress HALF = progress(12, 500);

    private static Progress progress(int epoch, long step) {
        return new Progress(
                epoch,
                200,
                step,
                1000,
                List.of(new Reading("loss", 0.31234), new Reading("val accuracy", 0.9421)),
                12_345,
                Duration.ofSeconds(34));
    }

    private static Terminal terminal(int width, Glyphs glyphs, Motion motion) {
        return new Terminal(width, Style.PLAIN, glyphs, motion);
    }

    private static String line(int width, Glyphs glyphs) {
        return new ProgressBar(terminal(width, glyphs, Motion.IN_PLACE)).line(HALF);
    }

    @Test
    void the_line_shows_epoch_bar_readings_speed_and_time_left() {
        assertThat(line(120, Glyphs.UNICODE))
                .isEqualTo("epoch  12/200  ━━━━━━━━━━━━━━━───────────────  loss 0.3123  val accuracy 0.9421"
                        + "  12.3k samples/s  ETA 0:34");
        assertThat(line(120, Glyphs.ASCII))
                .isEqualTo("epoch  12/200  ===============---------------  loss 0.3123  val accuracy 0.9421"
                        + "  12.3k samples/s  ETA 0:34");
    }

    @Test
    void a_narrow_line_gives_up_the_bar_then_the_speed_then_its_end() {
        assertThat(line(90, Glyphs.ASCII))
                .isEqualTo("epoch  12/200  ======>------  loss 0.3123  val accuracy 0.9421  12.3k samples/s  ETA 0:34");
        assertThat(line(80, Glyphs.ASCII))
                .isEqualTo("epoch  12/200  loss 0.3123  val accuracy 0.9421  12.3k samples/s  ETA 0:34");
        assertThat(line(66, Glyphs.ASCII))
                .as("without the speed a short bar fits again")
                .isEqualTo("epoch  12/200  ===---  loss 0.3123  val accuracy 0.9421  ETA 0:34");
        assertThat(line(60, Glyphs.ASCII)).isEqualTo("epoch  12/200  loss 0.3123  val accuracy 0.9421  ETA 0:34");
        assertThat(line(30, Glyphs.ASCII)).isEqualTo("epoch  12/200  loss 0.3123  ~");
        for (int width = 20; width < 140; width++) {
            assertThat(line(width, Glyphs.UNICODE).length()).isLessThan(Math.max(width, 21));
        }
    }

    @Test
    void a_plain_line_has_no_bar() {
        assertThat(new ProgressBar(terminal(120, Glyphs.ASCII, Motion.LINES)).line(HALF))
                .isEqualTo("epoch  12/200  loss 0.3123  val accuracy 0.9421  12.3k samples/s  ETA 0:34");
    }

    @Test
    void a_bar_of_unicode_moves_by_half_characters() {
        assertThat(Glyphs.UNICODE.bar(0.55, 10)).isEqualTo("━━━━━╸────");
        assertThat(Glyphs.UNICODE.bar(2, 4)).isEqualTo("━━━━");
        assertThat(Glyphs.ASCII.bar(0.3, 5)).isEqualTo("=>---");
        assertThat(Glyphs.ASCII.bar(Double.NaN, 3)).isEqualTo("---");
    }

    @Test
    void values_speeds_and_times_are_short() {
        assertThat(ProgressBar.value(0)).isEqualTo("0.0000");
        assertThat(ProgressBar.value(1.23e-5)).isEqualTo("1.23e-05");
        assertThat(ProgressBar.value(-123.456)).isEqualTo("-123.46");
        assertThat(ProgressBar.value(54321.9)).isEqualTo("54322");
        assertThat(ProgressBar.value(Double.NaN)).isEqualTo("NaN");
        assertThat(ProgressBar.speed(950)).isEqualTo("950 samples/s");
        assertThat(ProgressBar.speed(999.7)).isEqualTo("1.0k samples/s");
        assertThat(ProgressBar.speed(1_250_000)).isEqualTo("1.3M samples/s");
        assertThat(ProgressBar.speed(250_000)).isEqualTo("250k samples/s");
        assertThat(ProgressBar.time(Duration.ofMillis(6100))).isEqualTo("0:07");
        assertThat(ProgressBar.time(Duration.ofSeconds(11045))).isEqualTo("3:04:05");
        assertThat(ProgressBar.time(Duration.ofHours(51))).isEqualTo("2d 03h");
    }

    @Test
    void the_time_left_follows_from_the_pace_so_far() {
        assertThat(progress(1, 250).remaining()).isEqualTo(Duration.ofSeconds(102));
        assertThat(progress(1, 0).remaining()).isZero();
        assertThat(progress(200, 1000).remaining()).isZero();
    }

    @Test
    void on_a_terminal_the_line_is_drawn_over_itself_at_most_ten_times_a_second() {
        ProgressDisplay display = new ProgressDisplay(terminal(80, Glyphs.ASCII, Motion.IN_PLACE));
        Progress longer = new Progress(1, 9, 1, 90, List.of(new Reading("loss", 1234.5)), 0, Duration.ZERO);
        Progress shorter = new Progress(1, 9, 2, 90, List.of(new Reading("c", 1)), 0, Duration.ZERO);
        String first = display.update(longer, 0);
        assertThat(first).startsWith("\repoch 1/9  ").doesNotContain("\n", "\u001b");
        assertThat(display.update(shorter, 50_000_000)).isEmpty();
        assertThat(display.update(shorter, 100_000_000)).hasSameSizeAs(first);
        assertThat(display.message("saved")).matches("\r +\rsaved\n");
        assertThat(display.end()).isEmpty();
        assertThat(display.update(shorter, 300_000_000)).startsWith("\repoch");
        assertThat(display.end()).isEqualTo("\n");
    }

    @Test
    void in_a_file_ever_fewer_of_many_epochs_give_a_line_but_always_the_first_and_the_last() {
        ProgressDisplay display = new ProgressDisplay(terminal(80, Glyphs.ASCII, Motion.LINES));
        assertThat(display.update(HALF, 0)).isEmpty();
        List<Integer> shown = new ArrayList<>();
        for (int epoch = 1; epoch <= 200; epoch++) {
            String line = display.epochDone(progress(epoch, 5L * epoch), 0);
            if (!line.isEmpty()) {
                assertThat(line).startsWith("epoch ").endsWith("\n");
                shown.add(epoch);
            }
        }
        assertThat(shown).containsExactly(1, 2, 3, 5, 8, 12, 18, 27, 41, 62, 93, 140, 200);
        assertThat(display.message("stopped")).isEqualTo("stopped\n");
        assertThat(display.end()).isEmpty();
    }

    @Test
    void in_a_file_each_of_few_epochs_gives_a_line() {
        ProgressDisplay display = new ProgressDisplay(terminal(80, Glyphs.ASCII, Motion.LINES));
        for (int epoch = 1; epoch <= 20; epoch++) {
            Progress progress = new Progress(epoch, 20, epoch, 20, List.of(), 0, Duration.ZERO);
            assertThat(display.epochDone(progress, 0)).startsWith("epoch ");
        }
    }

    @Test
    void colours_take_no_room() {
        Terminal colours = new Terminal(90, Style.COLOUR, Glyphs.UNICODE, Motion.IN_PLACE);
        assertThat(new ProgressBar(colours).line(HALF))
                .contains("\u001b[36m━━━━━━╸──────\u001b[0m")
                .endsWith("ETA 0:34");
    }
}
