package gradus.cli.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What is learned from. A key of the configuration that means nothing for it is refused, not passed over.
enum DataKind {
    /// Rows with a target.
    TABLE("a table"),
    /// Images of classes.
    IMAGES("images"),
    /// A text that a language model writes on.
    TEXT("a text"),
    /// Series of numbers that are forecast.
    SERIES("a series of numbers"),
    /// Rows that come back from an autoencoder.
    ROWS_BACK("rows of an autoencoder"),
    /// Images that come back from an autoencoder.
    IMAGES_BACK("images of an autoencoder");

    private static final Set<DataKind> TABLES = EnumSet.of(TABLE, SERIES, ROWS_BACK);
    private static final String LEAVE_OUT = "leave it out";
    /// The first rule that holds for a key decides.
    private static final List<Rule> RULES = List.of(
            new Rule(
                    "data.target",
                    EnumSet.of(TABLE, SERIES, ROWS_BACK, IMAGES_BACK),
                    "it names a column of a table",
                    LEAVE_OUT),
            new Rule(
                    "data.columns.tokenizer",
                    EnumSet.of(TEXT),
                    "only a language model learns tokens",
                    "add --task language-model, or leave it out"),
            new Rule("data.columns", TABLES, "it is about the columns of a table", LEAVE_OUT),
            new Rule("data.format", TABLES, "it says how a table is written", LEAVE_OUT),
            new Rule("data.image", EnumSet.of(IMAGES, IMAGES_BACK), "it is about images", LEAVE_OUT),
            new Rule(
                    "data.split.test",
                    EnumSet.complementOf(EnumSet.of(TEXT)),
                    "of a text only a share for validation is held back",
                    "leave it out, and measure the model on another text by evaluate"),
            new Rule("data.split.validationFile", TABLES, "it names a table", "say a share by --validation"),
            new Rule(
                    "data.split.testFile",
                    TABLES,
                    "it names a table",
                    "say a share by --test-fraction, or measure the model on other data by evaluate"),
            new Rule(
                    "forecast",
                    EnumSet.of(SERIES, ROWS_BACK, IMAGES_BACK),
                    "it is about forecasts of series",
                    "add --task forecast, or leave it out"),
            new Rule(
                    "autoencoder.noise",
                    EnumSet.of(ROWS_BACK, IMAGES_BACK),
                    "only an autoencoder learns with noise on what goes in",
                    "add --task autoencode, or leave it out"),
            new Rule(
                    "training.optimizer.update.adapter",
                    EnumSet.of(TABLE, IMAGES, TEXT),
                    "only tables with a target, images of classes and texts begin with a model",
                    LEAVE_OUT),
            new Rule(
                    "network.context",
                    EnumSet.of(TEXT, SERIES, ROWS_BACK, IMAGES_BACK),
                    "it says how many tokens a language model sees",
                    "add --task language-model, or leave it out"));

    private final String words;

    DataKind(String words) {
        this.words = words;
    }

    /// What a key is for.
    ///
    /// @param path the key, or the section of several
    /// @param kinds what it means something for, or is refused for elsewhere with more words
    /// @param meaning what it means
    /// @param wayOut what to do where it means nothing
    private record Rule(String path, Set<DataKind> kinds, String meaning, String wayOut) {
        boolean holdsFor(Setting setting) {
            return setting.path().equals(path) || setting.path().startsWith(path + ".");
        }
    }

    /// Gives what a configuration learns from.
    static DataKind of(DataConfig data) {
        return switch (data.task().orElse(DataConfig.TaskKind.CLASSIFICATION)) {
            case LANGUAGE_MODEL -> TEXT;
            case FORECAST -> SERIES;
            case AUTOENCODE -> ImageFilesNamed.are(data) ? IMAGES_BACK : ROWS_BACK;
            case CLASSIFICATION, REGRESSION -> ImageFilesNamed.are(data) ? IMAGES : TABLE;
        };
    }

    /// Refuses keys that are set and mean nothing.
    ///
    /// @throws IllegalArgumentException naming the first of them
    void check(ConfigReader reader) {
        for (Setting setting : Settings.all()) {
            if (reader.has(setting.path())) {
                RULES.stream()
                        .filter(rule -> rule.holdsFor(setting))
                        .findFirst()
                        .filter(rule -> !rule.kinds.contains(this))
                        .ifPresent(rule -> refuse(setting, rule, reader.text("data.file")));
            }
        }
    }

    private void refuse(Setting setting, Rule rule, String file) {
        throw new IllegalArgumentException(
                setting.path() + ": " + rule.meaning + ", but " + file + " is taken for " + words + "; " + rule.wayOut);
    }
}
