package gradus.cli.config;

import gradus.cli.terminal.Invocation;
import gradus.core.type.FormatException;
import gradus.io.file.FileProblem;
import gradus.io.json.Json;
import gradus.io.json.RecordJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Makes a [TrainConfig] of a file and flags. Flags win; a key with nothing behind it is as good as absent.
public final class ConfigReader {
    private final ObjectNode tree = tools.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    private String what = "options";

    private ConfigReader() {}

    /// Starts with nothing said.
    public static ConfigReader empty() {
        ConfigReader reader = new ConfigReader();
        reader.addSections();
        return reader;
    }

    /// Gives what is said in these sections, and nothing else.
    public ConfigReader only(String... sections) {
        ConfigReader part = new ConfigReader();
        part.what = what;
        for (String section : sections) {
            if (has(section)) {
                part.tree.set(section, tree.get(section).deepCopy());
            }
        }
        part.addSections();
        return part;
    }

    /// Starts with what a file says.
    ///
    /// @param file YAML, or JSON if its name ends in `.json`
    /// @throws FormatException if it cannot be read
    /// @throws IllegalArgumentException if it is no such text
    public static ConfigReader of(Path file) {
        ConfigReader reader = new ConfigReader();
        reader.what = file.toString();
        JsonNode read = parse(file);
        if (!read.isObject() && !read.isNull() && !read.isMissingNode()) {
            throw new IllegalArgumentException(
                    file + ": a configuration must be keys and values; " + Invocation.of("init") + " writes one");
        }
        if (read.isObject()) {
            reader.tree.setAll((ObjectNode) read);
        }
        prune(reader.tree);
        reader.expandWords();
        reader.addSections();
        reader.readNumbers();
        return reader;
    }

    /// Says whether a file is a configuration by its name.
    public static boolean isConfig(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }

    /// Gives what a file of YAML says, or of JSON if its name ends in `.json`, as it is written.
    ///
    /// @throws FormatException if it cannot be read
    /// @throws IllegalArgumentException if it is no such text
    public static JsonNode parse(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw FileProblem.reading(file, e);
        }
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
            return asUsage(() -> Json.parse(text, file.toString()));
        }
        try {
            return YAMLMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readTree(text);
        } catch (JacksonException e) {
            var place = e.getLocation();
            throw new IllegalArgumentException(
                    file + ": the text must be YAML: "
                            + e.getOriginalMessage().lines().findFirst().orElse("")
                            + (place == null ? "" : "; line " + place.getLineNr()),
                    e);
        }
    }

    private interface Reading<T> {
        T read();
    }

    /// What is wrong in a configuration is a wrong use, not wrong data.
    private static <T> T asUsage(Reading<T> reading) {
        try {
            return reading.read();
        } catch (FormatException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /// A network may be written as its words alone.
    private void expandWords() {
        JsonNode network = tree.path("network");
        if (network.isString()) {
            tree.putObject("network").put("words", network.stringValue());
        }
    }

    private static void prune(ObjectNode node) {
        List.copyOf(node.propertyNames()).forEach(key -> {
            JsonNode value = node.get(key);
            if (value.isNull()) {
                node.remove(key);
            } else if (value instanceof ObjectNode inner) {
                prune(inner);
            }
        });
    }

    private void addSections() {
        for (String section : Settings.sections()) {
            ObjectNode at = tree;
            for (String key : section.split("\\.")) {
                JsonNode next = at.get(key);
                if (next == null) {
                    at = at.putObject(key);
                } else if (next instanceof ObjectNode inner) {
                    at = inner;
                } else {
                    break; // told by the reading of the tree
                }
            }
        }
    }

    /// YAML takes `1e-3` for a text; where a number belongs it is one.
    private void readNumbers() {
        for (Setting setting : Settings.all()) {
            if (setting.form() == Setting.Form.NUMBER && parent(setting) instanceof ObjectNode parent) {
                JsonNode node = parent.path(setting.key());
                if (node.isString()) {
                    Setting.real(node.stringValue()).ifPresent(number -> parent.set(setting.key(), number));
                }
            }
        }
    }

    private JsonNode parent(Setting setting) {
        return tree.at("/" + setting.section().replace('.', '/'));
    }

    /// Puts what flags say over what is there.
    ///
    /// @param flags the texts by flag, as they were written
    /// @throws IllegalArgumentException if a text has not the form of its key
    public ConfigReader with(Map<String, List<String>> flags) {
        Map<String, Setting> known = Settings.byFlag();
        flags.forEach((flag, texts) -> {
            Setting setting = known.get(flag);
            if (setting != null) {
                put(setting, setting.value(flag, texts));
            }
        });
        return this;
    }

    /// Puts a text at a key.
    public ConfigReader with(String path, String text) {
        Setting setting = Settings.all().stream()
                .filter(known -> known.path().equals(path))
                .findFirst()
                .orElseThrow();
        put(setting, setting.value("--" + path, List.of(text)));
        return this;
    }

    private void put(Setting setting, JsonNode value) {
        if (parent(setting) instanceof ObjectNode parent) {
            parent.set(setting.key(), value);
        }
    }

    /// Says whether there is a value at a path.
    public boolean has(String path) {
        return !tree.at("/" + path.replace('.', '/')).isMissingNode();
    }

    /// Gives the text at a path, empty if there is none.
    public String text(String path) {
        JsonNode node = tree.at("/" + path.replace('.', '/'));
        return node.isString() ? node.stringValue() : "";
    }

    /// Gives what is said, by path, each value as it is written.
    public Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        for (Setting setting : Settings.all()) {
            JsonNode value = tree.at("/" + setting.path().replace('.', '/'));
            if (!value.isMissingNode()) {
                given.put(setting.path(), value.isString() ? value.stringValue() : value.toString());
            }
        }
        return given;
    }

    /// Gives a part of the tree as its record.
    public <T> T part(String path, Class<T> type) {
        return asUsage(() ->
                RecordJson.create().fromJson(type, tree.at("/" + path.replace('.', '/')), what + ": " + path));
    }

    /// Gives the configuration.
    ///
    /// @throws IllegalArgumentException naming what is missing, unknown or out of range
    public TrainConfig config() {
        return asUsage(() -> RecordJson.create().fromJson(TrainConfig.class, tree, what));
    }

    /// Gives the tree as it is written: what was said and nothing else.
    public ObjectNode tree() {
        return tree;
    }
}
