package gradus.cli.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// Writes a configuration as YAML with every key, its meaning and what holds without it. Keys that say nothing are
/// comments.
public final class ConfigText {
    /// What is a text in YAML without quotes; a point must lead to a folder, for `.nan` and `.5` are numbers.
    private static final Pattern PLAIN = Pattern.compile("([\\p{L}_/]|\\.\\.?/)[\\p{L}\\p{N}_./+-]*");
    private static final List<String> WORDS = List.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private final JsonNode tree;
    private final Map<String, String> fallbacks = new LinkedHashMap<>();
    private final Map<String, List<String>> remarks = new LinkedHashMap<>();

    private ConfigText(JsonNode tree) {
        this.tree = tree;
    }

    /// Starts with what a reader has read.
    public static ConfigText of(ConfigReader reader) {
        return new ConfigText(reader.tree());
    }

    /// Says what holds without a key, in place of the general words.
    public ConfigText fallback(String path, String words) {
        fallbacks.put(path, words);
        return this;
    }

    /// Puts lines of comment behind a key.
    public ConfigText remarks(String path, List<String> lines) {
        remarks.put(path, lines);
        return this;
    }

    /// Gives the text.
    ///
    /// @param head lines of comment at the top
    public String text(List<String> head) {
        StringBuilder text = new StringBuilder();
        head.forEach(line -> text.append("# ").append(line).append('\n'));
        List<String> open = new ArrayList<>();
        for (Setting setting : Settings.all()) {
            List<String> section = List.of(setting.section().split("\\."));
            int same = (int) IntStream.range(0, Math.min(open.size(), section.size()))
                    .takeWhile(i -> open.get(i).equals(section.get(i)))
                    .count();
            open.subList(same, open.size()).clear();
            for (String name : section.subList(same, section.size())) {
                text.append(open.isEmpty() ? "\n" : "")
                        .append("  ".repeat(open.size()))
                        .append(name)
                        .append(":\n");
                open.add(name);
            }
            key(text, setting, "  ".repeat(open.size()));
        }
        return text.toString();
    }

    private void key(StringBuilder text, Setting setting, String indent) {
        JsonNode value = tree.at("/" + setting.path().replace('.', '/'));
        boolean said = !value.isMissingNode();
        text.append(indent).append("# ").append(setting.meaning()).append("; default: ");
        text.append(fallbacks.getOrDefault(setting.path(), setting.fallback())).append('\n');
        text.append(indent).append(said ? "" : "# ").append(setting.key()).append(": ");
        text.append(said ? yaml(value) : setting.example()).append('\n');
        remarks.getOrDefault(setting.path(), List.of())
                .forEach(line -> text.append(indent)
                        .append("# ")
                        .append(line.replaceAll("\\p{Cntrl}", " "))
                        .append('\n'));
    }

    private static String yaml(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(ConfigText::yaml).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value.isObject()) {
            return value.propertyStream()
                    .map(entry -> scalar(entry.getKey()) + ": " + yaml(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value.isString() ? scalar(value.stringValue()) : value.toString();
    }

    /// Gives a text as YAML: as it is where that is safe, else between quotes.
    static String scalar(String text) {
        if (PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT))) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        quoted.append(String.format("\\x%02x", c));
                    } else {
                        quoted.append((char) c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
