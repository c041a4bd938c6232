package gradus.cli.terminal;

import gradus.cli.terminal.Style.Ink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Draws [Progress] as one line that fits the terminal: epoch, bar, readings, speed, time left.
///
/// Where the line is too long the bar shrinks, then goes, then the speed goes (and a short bar may fit again),
/// then the line is cut.
///
/// @param terminal where it is drawn
public record ProgressBar(Terminal terminal) {
    private static final int LONGEST_BAR = 30;
    private static final int SHORTEST_BAR = 6;
    private static final String GAP = "  ";

    /// Gives the line, one column shorter than the terminal at most, so that no console wraps it.
    public String line(Progress progress) {
        List<String> parts = new ArrayList<>();
        parts.add(epoch(progress));
        for (Progress.Reading reading : progress.readings()) {
            parts.add(TextWidth.clean(reading.name()) + " " + value(reading.value()));
        }
        int speed = parts.size();
        if (progress.samplesPerSecond() > 0) {
            parts.add(speed(progress.samplesPerSecond()));
        }
        parts.add("ETA " + time(progress.remaining()));
        int room = terminal.width() - 1;
        if (length(parts) > room && progress.samplesPerSecond() > 0) {
            parts.remove(speed);
        }
        int bar = Math.min(LONGEST_BAR, room - length(parts) - GAP.length());
        if (bar >= SHORTEST_BAR && terminal.motion() == Terminal.Motion.IN_PLACE) {
            String drawn = terminal.glyphs().bar(progress.fraction(), bar);
            parts.add(1, terminal.style().paint(Ink.CYAN, drawn));
            return String.join(GAP, parts);
        }
        return terminal.glyphs().cut(String.join(GAP, parts), room);
    }

    private static int length(List<String> parts) {
        return TextWidth.of(String.join(GAP, parts));
    }

    private static String epoch(Progress progress) {
        String all = Integer.toString(progress.epochs());
        return String.format(Locale.ROOT, "epoch %" + all.length() + "d/%s", progress.epoch(), all);
    }

    /// Gives a number with four or five digits, such as 0.3123, 12.34 or 1.2e-05.
    public static String value(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (size != 0 && size < 1e-3 || size >= 1e5) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        return String.format(Locale.ROOT, size < 10 ? "%.4f" : size < 1000 ? "%.2f" : "%.0f", value);
    }

    /// Gives a speed such as "950 samples/s" or "12.3k samples/s".
    public static String speed(double samplesPerSecond) {
        String[] units = {"", "k", "M", "G"};
        double number = samplesPerSecond;
        int unit = 0;
        while (number >= 999.5 && unit < units.length - 1) {
            number /= 1000;
            unit++;
        }
        String digits = String.format(Locale.ROOT, unit > 0 && number < 99.95 ? "%.1f" : "%.0f", number);
        return digits + units[unit] + " samples/s";
    }

    /// Gives a time such as "0:07", "12:30", "3:04:05" or "2d 03h".
    public static String time(Duration duration) {
        long seconds = Math.max(0, (duration.toMillis() + 999) / 1000);
        if (seconds >= 86_400) {
            return String.format(Locale.ROOT, "%dd %02dh", seconds / 86_400, seconds / 3600 % 24);
        }
        if (seconds >= 3600) {
            return String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
}
