package gradus.explain.step;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of a record as people would say it: `CrossEntropy[labelSmoothing=0.1, classWeights=[]]` is "cross entropy,
/// label smoothing 0.1".
final class Wording {
    private static final Pattern RECORD = Pattern.compile("([A-Z]\\w*)\\[(.*)]");
    private static final Pattern NUMBER = Pattern.compile("(\\w+)=(-?\\d+(?:\\.\\d+)?(?:E-?\\d+)?)(?=[,\\]])");
    private static final List<String> NOTHING = List.of("0.0", "[]", "OptionalLong.empty", "Optional.empty");

    private Wording() {}

    static String of(String text) {
        Matcher matcher = RECORD.matcher(text);
        if (!matcher.matches()) {
            return text;
        }
        StringBuilder words = new StringBuilder(spaced(matcher.group(1)));
        Arrays.stream(matcher.group(2).split(", "))
                .map(setting -> setting.split("=", 2))
                .filter(setting -> setting.length == 2 && !NOTHING.contains(setting[1]))
                .forEach(setting -> words.append(", ")
                        .append(spaced(setting[0]))
                        .append(' ')
                        .append(setting[1].toLowerCase(Locale.ROOT).replace('_', ' ')));
        return words.toString();
    }

    /// Gives the numbers in the text of a record that are not 0, but for rates, as `, beta1 0.9, beta2 0.999`.
    static String numbers(String text) {
        StringBuilder words = new StringBuilder();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            boolean counts = !matcher.group(1).equals("rate") && Double.parseDouble(matcher.group(2)) != 0;
            words.append(counts ? ", " + spaced(matcher.group(1)) + " " + matcher.group(2) : "");
        }
        return words.toString();
    }

    private static String spaced(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
