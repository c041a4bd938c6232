package gradus.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.cli.terminal.Terminal.Motion;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static Terminal terminal(Map<String, String> environment) {
        return Terminal.of(environment, "UTF-8", Motion.IN_PLACE, OptionalInt.of(100));
    }

    @Test
    void a_usual_terminal_has_colours_unicode_and_its_own_width() {
        assertThat(terminal(Map.of("TERM", "xterm")))
                .isEqualTo(new Terminal(100, Style.COLOUR, Glyphs.UNICODE, Motion.IN_PLACE));
    }

    @Test
    void NO_COLOR_turns_colours_off_unless_it_is_empty() {
        assertThat(terminal(Map.of("NO_COLOR", "1")).style()).isEqualTo(Style.PLAIN);
        assertThat(terminal(Map.of("NO_COLOR", "")).style()).isEqualTo(Style.COLOUR);
    }

    @Test
    void a_dumb_terminal_gets_plain_lines() {
        Terminal dumb = terminal(Map.of("TERM", "dumb"));
        assertThat(dumb.style()).isEqualTo(Style.PLAIN);
        assertThat(dumb.motion()).isEqualTo(Motion.LINES);
    }

    @Test
    void a_file_gets_plain_lines() {
        Terminal file = Terminal.of(Map.of("TERM", "xterm"), "UTF-8", Motion.LINES, OptionalInt.empty());
        assertThat(file).isEqualTo(new Terminal(80, Style.PLAIN, Glyphs.UNICODE, Motion.LINES));
    }

    @Test
    void another_encoding_than_utf_8_means_ascii() {
        assertThat(Terminal.of(Map.of(), "ANSI_X3.4-1968", Motion.LINES, OptionalInt.empty())
                        .glyphs())
                .isEqualTo(Glyphs.ASCII);
        assertThat(Terminal.of(Map.of(), "", Motion.LINES, OptionalInt.empty()).glyphs())
                .isEqualTo(Glyphs.ASCII);
        assertThat(Terminal.of(Map.of(), "utf8", Motion.LINES, OptionalInt.empty())
                        .glyphs())
                .isEqualTo(Glyphs.UNICODE);
    }

    @Test
    void COLUMNS_goes_before_what_the_terminal_says_and_nonsense_is_passed_over() {
        assertThat(terminal(Map.of("COLUMNS", "60")).width()).isEqualTo(60);
        assertThat(terminal(Map.of("COLUMNS", "wide")).width()).isEqualTo(100);
        assertThat(terminal(Map.of("COLUMNS", "0")).width()).isEqualTo(100);
        assertThat(terminal(Map.of("COLUMNS", "3")).width()).isEqualTo(20);
        assertThat(terminal(Map.of("COLUMNS", "99999999999")).width()).isEqualTo(100);
    }

    @Test
    void the_old_console_of_windows_gets_no_colours() {
        assertThat(terminal(Map.of("OS", "Windows_NT")).style()).isEqualTo(Style.PLAIN);
        assertThat(terminal(Map.of("OS", "Windows_NT", "WT_SESSION", "1")).style())
                .isEqualTo(Style.COLOUR);
    }

    @Test
    void this_process_has_some_terminal() {
        assertThat(Terminal.current().width()).isBetween(20, 1000);
        assertThatThrownBy(() -> new Terminal(5, Style.PLAIN, Glyphs.ASCII, Motion.LINES))
                .hasMessage("terminal: the width must be at least 20 columns, got 5");
    }

    @Test
    void paint_surrounds_text_with_escapes_only_in_colour() {
        assertThat(Style.COLOUR.paint(Style.Ink.RED, "no")).isEqualTo("\u001b[31mno\u001b[0m");
        assertThat(Style.PLAIN.paint(Style.Ink.RED, "no")).isEqualTo("no");
    }
}
