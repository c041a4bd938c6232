package gradus.cli.terminal;

import java.util.concurrent.TimeUnit;

/// Decides what is written as a training goes on, and gives it as text to be written: the state of a progress
/// bar.
///
/// On a terminal the line is drawn over itself, at most ten times a second; times are those of a clock in
/// nanoseconds, given by the caller. Elsewhere finished epochs give lines: all of them where there are at most
/// twenty, else ever fewer, each half as many epochs again behind the last, so that a thousand epochs give some
/// eighteen. It has state and is not thread-safe.
public final class ProgressDisplay {
    private static final long REDRAW = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int FEW_EPOCHS = 20;
    private static final double NEXT_LINE = 1.5;
    private final Terminal terminal;
    private final ProgressBar bar;
    private String drawn = "";
    private long last;
    private int lastEpoch;
    private Stage stage = Stage.FRESH;

    private enum Stage {
        FRESH,
        SHOWN
    }

    /// Makes a display of nothing yet.
    public ProgressDisplay(Terminal terminal) {
        this.terminal = terminal;
        this.bar = new ProgressBar(terminal);
    }

    /// Gives what to write after an update within an epoch, often nothing.
    public String update(Progress progress, long nanos) {
        return switch (terminal.motion()) {
            case IN_PLACE -> isDue(REDRAW, nanos) ? redraw(bar.line(progress), nanos) : "";
            case LINES -> "";
        };
    }

    /// Gives what to write after an epoch.
    public String epochDone(Progress progress, long nanos) {
        return switch (terminal.motion()) {
            case IN_PLACE -> isDue(REDRAW, nanos) || isLast(progress) ? redraw(bar.line(progress), nanos) : "";
            case LINES -> isNext(progress) || isLast(progress) ? newLine(progress) : "";
        };
    }

    /// Gives what to write to show a message that stays, above the bar.
    public String message(String text) {
        return erase() + text + "\n";
    }

    /// Gives what to write at the end: the bar stays as last drawn, and the next text begins a line.
    public String end() {
        String text = drawn.isEmpty() ? "" : "\n";
        drawn = "";
        return text;
    }

    private static boolean isLast(Progress progress) {
        return progress.epoch() >= progress.epochs();
    }

    private boolean isDue(long pause, long nanos) {
        return stage == Stage.FRESH || nanos - last >= pause;
    }

    private boolean isNext(Progress progress) {
        return lastEpoch == 0 || progress.epochs() <= FEW_EPOCHS || progress.epoch() >= NEXT_LINE * lastEpoch;
    }

    private String newLine(Progress progress) {
        lastEpoch = progress.epoch();
        return bar.line(progress) + "\n";
    }

    private String redraw(String line, long nanos) {
        int rest = TextWidth.of(visible(drawn)) - TextWidth.of(visible(line));
        last = nanos;
        stage = Stage.SHOWN;
        drawn = line;
        return "\r" + line + " ".repeat(Math.max(0, rest));
    }

    private String erase() {
        String text = drawn.isEmpty() ? "" : "\r" + " ".repeat(TextWidth.of(visible(drawn))) + "\r";
        drawn = "";
        return text;
    }

    private static String visible(String line) {
        return line.replaceAll("\u001b\\[[0-9;]*m", "");
    }
}
