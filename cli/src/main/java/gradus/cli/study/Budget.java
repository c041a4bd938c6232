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
}
