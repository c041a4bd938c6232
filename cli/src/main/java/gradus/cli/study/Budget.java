package gradus.cli.study;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The time that a study may take, over all its processes.
///
/// @param whole the time in all
public record Budget(Duration whole) {
    private static final Pattern TIME = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)\\s*(s|m|h)");
    private static final double MILLIS = 1000;
    private static final double MORE = 1.5;
    private static final int PARTS = 20;

    /// Reads a time such as `90s`, `10m` or `1.5h`.
    ///
    /// @throws IllegalArgumentException if it is none
    public static Budget of(String text) {
        Matcher found = TIME.matcher(text.strip());
        if (!found.matches() || Double.parseDouble(found.group(1)) <= 0) {
            throw new IllegalArgumentException(
                    "--time: it must be a number above 0 with s, m or h, such as 90s or 10m, got '" + text + "'");
        }
        double unit = switch (found.group(2)) {
            case "s" -> 1;
            case "m" -> 60;
            default -> 3600;
        };
        return new Budget(Duration.ofMillis(Math.round(MILLIS * unit * Double.parseDouble(found.group(1)))));
    }

    /// Gives the time that is left, not below 0: less the seconds that the outcomes of a study tell. What a process
    /// spent on a training that it did not end does not count.
    public Duration left(StudyFolder folder) {
        double spent = folder.outcomes().stream()
                .mapToDouble(outcome -> outcome.path("seconds").asDouble(0))
                .sum();
        long left = whole.toMillis() - Math.round(MILLIS * spent);
        return Duration.ofMillis(Math.max(0, left));
    }

    /// Gives the time for the next of several trainings: a little more than its share of what is left, for some end
    /// early, at least a twentieth of the whole, which pays for its beginning, and all for the last.
    ///
    /// @param trainings how many are still to come, at least 1
    public Duration share(StudyFolder folder, int trainings) {
        Duration left = left(folder);
        long fair = Math.round(left.toMillis() * MORE / (trainings - 1 + MORE));
        long least = whole.toMillis() / PARTS;
        return Duration.ofMillis(Math.min(left.toMillis(), Math.max(fair, least)));
    }
}
