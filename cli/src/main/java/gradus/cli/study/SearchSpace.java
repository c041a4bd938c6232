package gradus.cli.study;

import gradus.cli.config.ConfigReader;
import gradus.cli.config.Setting;
import gradus.cli.config.Settings;
import gradus.nn.search.Dimension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Reads what is looked for: keys of the configuration with their ranges.
///
/// | range | means |
/// |---|---|
/// | `log(1e-4,1e-1)` | a number, equal ratios equally likely; of a key of whole numbers a whole one |
/// | `linear(0,0.5)` | a number, equal differences equally likely |
/// | `choice(relu,tanh)` | one of these texts; between bars where commas belong to them: `choice(64\|128,64)` |
public final class SearchSpace {
    private static final Pattern RANGE = Pattern.compile("(log|linear|choice)\\((.*)\\)");
    private static final Pattern ASSIGNED = Pattern.compile("[A-Za-z][A-Za-z0-9.]*=" + RANGE.pattern());
    private static final String FORMS = "log(a,b), linear(a,b) or choice(a,b,…)";

    private SearchSpace() {}

    /// Says whether a word is a key with its range.
    public static boolean isRange(String word) {
        return ASSIGNED.matcher(word).matches();
    }

    /// Reads ranges of a file, and others that win over them.
    ///
    /// @param file YAML of keys and ranges, or lists of what to choose from
    /// @param texts texts such as `optimizer.learningRate=log(1e-4,1e-1)`
    /// @throws IllegalArgumentException if something is no range, or nothing is looked for
    /// @throws gradus.core.type.FormatException if the file cannot be read
    public static List<Dimension> of(Optional<Path> file, List<String> texts) {
        Map<String, Dimension> space = new LinkedHashMap<>();
        file.ifPresent(from -> put(space, from.toString(), ranges(from)));
        Map<String, String> said = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("--search: it must be KEY=RANGE, such as"
                        + " optimizer.learningRate=log(1e-4,1e-1), got '" + text + "'");
            }
            add(said, "--search", text.substring(0, equals).strip(), text.substring(equals + 1));
        }
        put(space, "--search", said);
        if (space.isEmpty()) {
            throw new IllegalArgumentException("--search: something must be looked for, got nothing; for instance"
                    + " --search 'optimizer.learningRate=log(1e-4,1e-1)', or a file of ranges by --space");
        }
        return List.copyOf(space.values());
    }

    private static void put(Map<String, Dimension> space, String where, Map<String, String> ranges) {
        ranges.forEach((key, range) -> {
            try {
                space.put(key, dimension(key, range.strip()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
            }
        });
    }

    /// Adds the range of a key, by its whole path.
    private static void add(Map<String, String> ranges, String where, String key, String range) {
        String path;
        try {
            path = Settings.key(key).path();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
        if (ranges.put(path, range) != null) {
            throw new IllegalArgumentException(where + ": " + path + " has two ranges; leave one out");
        }
    }

    private static Map<String, String> ranges(Path file) {
        JsonNode tree = ConfigReader.parse(file);
        if (!tree.isObject() || tree.isEmpty()) {
            throw new IllegalArgumentException(file + ": it must be keys and ranges, such as"
                    + " 'optimizer.learningRate: log(1e-4,1e-1)', or lists of what to choose from");
        }
        Map<String, String> ranges = new LinkedHashMap<>();
        collect(file.toString(), "", tree, ranges);
        return ranges;
    }

    private static void collect(String where, String path, JsonNode node, Map<String, String> ranges) {
        if (node.isObject()) {
            node.propertyStream()
                    .forEach(entry -> collect(
                            where,
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                            entry.getValue(),
                            ranges));
        } else if (node.isArray()) {
            String options = node.valueStream().map(SearchSpace::text).collect(Collectors.joining("|"));
            add(ranges, where, path, "choice(" + options + ")");
        } else {
            add(ranges, where, path, text(node));
        }
    }

    private static String text(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
                : value.asString("");
    }

    /// Reads the range of a key.
    ///
    /// @param path the whole path of the key
    /// @throws IllegalArgumentException if it is none
    static Dimension dimension(String path, String range) {
        Setting setting = Settings.key(path);
        requireSearched(setting);
        Matcher found = RANGE.matcher(range);
        if (!found.matches()) {
            throw new IllegalArgumentException(path + ": a range must be " + FORMS + ", got '" + range + "'");
        }
        if (found.group(1).equals("choice")) {
            String between = found.group(2).contains("|") ? "\\|" : ",";
            return new Dimension.Choice(
                    path,
                    Arrays.stream(found.group(2).split(between, -1))
                            .map(String::strip)
                            .toList());
        }
        Dimension.Scale scale = found.group(1).equals("log") ? Dimension.Scale.LOGARITHMIC : Dimension.Scale.LINEAR;
        double[] ends = ends(path, found.group(2));
        return switch (setting.form()) {
            case WHOLE -> new Dimension.Whole(path, whole(path, ends[0]), whole(path, ends[1]), scale);
            case NUMBER -> new Dimension.Real(path, ends[0], ends[1], scale);
            case TEXT, WHOLES, TEXTS, PAIRS, NUMBERS ->
                throw new IllegalArgumentException(path + ": it takes "
                        + setting.form().words() + ", so its range must be choice(a|b|…), got '" + range + "'");
        };
    }

    /// Trials must be judged alike: only how is learned may change, not from what, nor by which luck.
    private static void requireSearched(Setting setting) {
        String path = setting.path();
        if (path.equals("training.seed") || !path.startsWith("network.") && !path.startsWith("training.")) {
            throw new IllegalArgumentException(
                    path + ": only keys of network and training other than the seed are looked"
                            + " for, so that all trials are judged by the same rows; say it once for all of them");
        }
    }

    private static double[] ends(String path, String text) {
        try {
            double[] ends = Arrays.stream(text.split(",", -1))
                    .mapToDouble(end -> Double.parseDouble(end.strip()))
                    .toArray();
            if (ends.length == 2) {
                return ends;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw new IllegalArgumentException(path + ": a range has two numbers, such as (0.1,0.5), got '" + text + "'");
    }

    private static long whole(String path, double end) {
        if (end != Math.rint(end)) {
            throw new IllegalArgumentException(path + ": a range of whole numbers must have whole ends, got " + end);
        }
        return (long) end;
    }

    /// Gives values that show whether all of a range can be used: its ends, or each option.
    static List<String> extremes(Dimension dimension) {
        return switch (dimension) {
            case Dimension.Choice choice -> choice.options();
            case Dimension.Real _, Dimension.Whole _ -> {
                List<String> ends = new ArrayList<>();
                ends.add(dimension.at(0));
                ends.add(dimension.at(Math.nextDown(1.0)));
                yield ends;
            }
        };
    }
}
