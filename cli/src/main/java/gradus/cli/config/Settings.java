package gradus.cli.config;

import static gradus.cli.config.Setting.Form.NUMBER;
import static gradus.cli.config.Setting.Form.PAIRS;
import static gradus.cli.config.Setting.Form.TEXT;
import static gradus.cli.config.Setting.Form.TEXTS;
import static gradus.cli.config.Setting.Form.WHOLE;
import static gradus.cli.config.Setting.Form.WHOLES;
import static gradus.cli.config.Setting.setting;

import gradus.nn.data.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Every key of [TrainConfig], in the order of the tree: the one place that flags, help and documented files come from.
public final class Settings {
    static final String LIBRARY = "chosen to suit the data";
    private static final String FOUND = "found out from the file";

    private static final List<Setting> BEFORE = List.of(
            setting(
                    "data.file",
                    TEXT,
                    "--images",
                    "none",
                    "data.csv",
                    "a table as text, a text, an IDX file of images, or a folder of images"),
            setting(
                    "data.target",
                    TEXT,
                    "--target",
                    "none; of a forecast all",
                    "y",
                    "the column of a table to predict"),
            setting(
                    "data.task",
                    TEXT,
                    "--task",
                    "found out from the target",
                    "classification",
                    "regression, classification, language-model for a text, forecast for series of numbers, or autoencode for"
                            + " rows or images that are to come back"),
            setting(
                    "data.columns.types",
                    PAIRS,
                    "--type",
                    "found out from the values",
                    "{age: number}",
                    "what columns are: number, category, boolean, date, text, identifier or ignored"),
            setting("data.columns.ignore", TEXTS, "--ignore", "none", "[name]", "columns that are left out"),
            setting(
                    "data.columns.oneHotLimit",
                    WHOLE,
                    "",
                    "16",
                    "16",
                    "up to so many categories become one feature each, more are embedded"),
            setting(
                    "data.columns.tokenizer",
                    TEXT,
                    "--tokenizer",
                    "each character is a token",
                    "tokenizer.json",
                    "the byte-pair tokenizer that cuts a text into the tokens of a language model"),
            setting(
                    "data.format.separator",
                    TEXT,
                    "--separator",
                    FOUND,
                    "\",\"",
                    "the character between fields, or tab"),
            setting(
                    "data.format.header",
                    TEXT,
                    "--header",
                    FOUND,
                    "present",
                    "whether the first line names columns: present or absent"),
            setting(
                    "data.format.comment",
                    TEXT,
                    "--comment",
                    "#",
                    "\"#\"",
                    "the character that starts a comment line, or none"),
            setting(
                    "data.format.quote",
                    TEXT,
                    "--quote",
                    "\"",
                    "'\"'",
                    "the character around fields that hold separators"),
            setting(
                    "data.format.missing",
                    TEXTS,
                    "--missing",
                    "NA, N/A, #N/A, NaN, null, ?",
                    "[NA, \"?\"]",
                    "texts that mean \"no value\"; an empty field always does"),
            setting("data.format.decimal", TEXT, "--decimal", FOUND, "point", "the decimal sign: point or comma"),
            setting(
                    "data.format.encoding",
                    TEXT,
                    "--encoding",
                    "UTF-8 or by byte-order mark",
                    "UTF-8",
                    "the encoding of the files"),
            setting(
                    "data.image.labels",
                    TEXT,
                    "--labels",
                    "none",
                    "labels.gz",
                    "the IDX file of labels that belongs to the file of images"),
            setting(
                    "data.image.size",
                    TEXT,
                    "--image-size",
                    "64x64x3",
                    "32x32x3",
                    "height x width x channels that pictures of a folder are brought to"),
            setting(
                    "data.split.validation",
                    NUMBER,
                    "--validation",
                    "0.15; of a text 0.1; 0 for an ensemble, whose members judge the rows that they did not learn"
                            + " from",
                    "0.15",
                    "the share of rows that decide which epoch is best; 0 for none"),
            setting(
                    "data.split.test",
                    NUMBER,
                    "--test-fraction",
                    "0",
                    "0.15",
                    "the share of rows that are measured at the end only"),
            setting(
                    "data.split.validationFile",
                    TEXT,
                    "--validation-file",
                    "none",
                    "validation.csv",
                    "a table of its own for validation"),
            setting("data.split.testFile", TEXT, "--test-file", "none", "test.csv", "a table of its own for the test"),
            setting("forecast.horizon", WHOLE, "--horizon", "none", "12", "how many rows ahead are forecast"),
            setting(
                    "forecast.lookBack",
                    WHOLE,
                    "--look-back",
                    "three times the horizon, at least 8, at most a third of the training rows",
                    "36",
                    "how many rows a forecast looks back on"),
            setting(
                    "autoencoder.noise",
                    NUMBER,
                    "--noise",
                    "none",
                    "0.1",
                    "the deviation of noise on what goes into an autoencoder while it learns, in standard deviations"
                            + " of numbers or on the scale 0 to 1 of pixels"),
            new Setting(
                    "network.words",
                    TEXT,
                    List.of("--network", "--base"),
                    LIBRARY,
                    "\"dense(64) relu dropout(.1) dense(classes)\"",
                    "the network in words, or the file of a model, base.gradus, whose network learns on; instead of"
                            + " all below but members"),
            setting(
                    "network.context",
                    WHOLE,
                    "--context",
                    "64",
                    "128",
                    "tokens that a language model sees at once: characters, unless a tokenizer is given"),
            setting(
                    "network.members",
                    WHOLE,
                    "--members",
                    LIBRARY,
                    "8",
                    "how many networks answer together, each learning from other rows; 1 for a single one"),
            setting(
                    "network.hidden",
                    WHOLES,
                    "--hidden",
                    LIBRARY,
                    "[64, 32]",
                    "sizes of hidden layers; [] or none for a linear model"),
            setting(
                    "network.activation",
                    TEXT,
                    "--activation",
                    LIBRARY,
                    "relu",
                    "the function of hidden layers: relu, tanh, gelu, silu, …"),
            setting(
                    "network.dropout",
                    NUMBER,
                    "--dropout",
                    LIBRARY,
                    "0.1",
                    "the share of hidden values dropped in each step"),
            setting(
                    "network.normalization",
                    TEXT,
                    "--normalization",
                    LIBRARY,
                    "batch",
                    "none, batch or layer, before the activation"));

    private static final List<Setting> AFTER = List.of(
            setting(
                    "device.backend",
                    TEXT,
                    "--backend",
                    "the best that is installed",
                    "cpu",
                    "what it runs on: cpu, reference, or onednn where that module is added"),
            setting(
                    "device.threads",
                    WHOLE,
                    "--threads",
                    "one for each core",
                    "2",
                    "threads; the result is the same for any number"),
            setting(
                    "device.precision",
                    TEXT,
                    "--precision",
                    "float32",
                    "bf16",
                    "what large products multiply in: float32, or bf16 with the backend onednn; weights stay float32"),
            setting(
                    "output.model",
                    TEXT,
                    "--out",
                    "NAME.gradus in the working directory",
                    "model.gradus",
                    "the model file"),
            setting(
                    "output.runDirectory",
                    TEXT,
                    "--run-dir",
                    "the next free runs/NAME-N",
                    "runs/first",
                    "the folder of the run: state, events, config"),
            setting("output.checkpointSeconds", NUMBER, "", "5", "5", "the least time between two checkpoints"),
            setting(
                    "output.keepBest",
                    WHOLE,
                    "--keep-best",
                    "0",
                    "3",
                    "how many of the best epochs keep a checkpoint of their own, in the folder best of the run"),
            setting(
                    "output.keepBy",
                    TEXT,
                    "--keep-by",
                    "what decides which epoch is best",
                    "accuracy",
                    "the measure of the validation by which those epochs are the best"),
            setting(
                    "output.keepMode",
                    TEXT,
                    "--keep-mode",
                    "larger for accuracy and R², else smaller",
                    "larger",
                    "which values of that measure are better"));

    private static final List<Setting> ALL =
            Stream.of(BEFORE, TrainingSettings.ALL, AFTER).flatMap(List::stream).toList();

    private Settings() {}

    /// Gives all keys.
    public static List<Setting> all() {
        return ALL;
    }

    /// Gives the keys of a section and its subsections.
    public static List<Setting> under(String section) {
        return ALL.stream()
                .filter(setting -> setting.path().startsWith(section + "."))
                .toList();
    }

    /// Gives the key of a name, or the keys of a section: a path, or its end where no other path ends so.
    ///
    /// @throws IllegalArgumentException if there is none, with the nearest name, or if there are several
    public static List<Setting> named(String name) {
        List<Setting> inside = under(name);
        if (!inside.isEmpty()) {
            return inside;
        }
        List<String> sections = sections().stream()
                .filter(section -> section.endsWith("." + name))
                .toList();
        return sections.size() == 1 ? under(sections.getFirst()) : List.of(key(name));
    }

    /// Gives the key of a name: its path, or the end of its path where no path as short ends so.
    ///
    /// @throws IllegalArgumentException if there is none, with the nearest name, or if there are several
    public static Setting key(String name) {
        List<Setting> ending = ALL.stream()
                .filter(setting -> ("." + setting.path()).endsWith("." + name))
                .toList();
        int shortest = ending.stream().mapToInt(Setting::depth).min().orElse(0);
        List<Setting> fitting =
                ending.stream().filter(setting -> setting.depth() == shortest).toList();
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        List<String> paths = ALL.stream().map(Setting::path).toList();
        throw new IllegalArgumentException(
                fitting.isEmpty()
                        ? "there is no key " + name + nearest(name, paths)
                        : "the key " + name + " may be any of "
                                + String.join(
                                        ", ",
                                        fitting.stream().map(Setting::path).toList()));
    }

    /// A misspelt end of a path is held against the ends of the same length.
    private static String nearest(String name, List<String> paths) {
        int parts = name.split("\\.", -1).length;
        Map<String, String> ends = new LinkedHashMap<>();
        for (String path : paths) {
            String[] all = path.split("\\.");
            int first = Math.max(0, all.length - parts);
            ends.put(String.join(".", List.of(all).subList(first, all.length)), path);
        }
        return NearestName.suggestion(name, ends.keySet());
    }

    /// Gives the sections, each behind the one it lies in.
    static List<String> sections() {
        List<String> sections = new ArrayList<>();
        for (Setting setting : ALL) {
            String path = setting.section();
            for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
                add(path.substring(0, dot), sections);
            }
            add(path, sections);
        }
        return sections;
    }

    private static void add(String section, List<String> sections) {
        if (!sections.contains(section)) {
            sections.add(section);
        }
    }

    /// Gives the keys by every flag that means them: short ones, and `--` with the path.
    public static Map<String, Setting> byFlag() {
        Map<String, Setting> byFlag = new LinkedHashMap<>();
        for (Setting setting : ALL) {
            setting.flags().forEach(flag -> byFlag.put(flag, setting));
            byFlag.put("--" + setting.path(), setting);
        }
        return byFlag;
    }
}
