package gradus.cli.config;

import gradus.core.type.Key;
import gradus.nn.data.CsvOptions;
import gradus.nn.data.Table;
import gradus.nn.data.TableSplit;
import gradus.nn.data.TargetTable;
import gradus.nn.data.Task;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Layer;
import gradus.nn.network.FineTuned;
import gradus.nn.network.Networks;
import gradus.nn.network.Several;
import gradus.nn.train.TableModel;
import gradus.nn.train.TableRun;
import gradus.nn.train.Training;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A training on a table.
///
/// @param config the configuration
/// @param table the whole table
/// @param split its parts
/// @param architecture the network
/// @param training the training
public record TablePreparation(
        TrainConfig config,
        Table table,
        TableSplit split,
        Architecture architecture,
        Training<Layer, TableRun> training)
        implements Preparation {
    private static final int MOST_NAMED = 30;
    private static final List<String> TEXTS = List.of(".txt", ".txt.gz", ".text", ".md");

    /// Reads the table and makes the rest of it.
    ///
    /// @throws gradus.core.type.FormatException if a table cannot be read or nothing can be learned from it
    /// @throws IllegalArgumentException if the configuration makes no sense
    public static TablePreparation of(TrainConfig config) {
        requireNoText(config.data());
        return of(
                config,
                Table.read(Path.of(config.data().file()), config.data().format().options()));
    }

    /// A text is no bad table.
    private static void requireNoText(DataConfig data) {
        String name = data.file().toLowerCase(Locale.ROOT);
        if (data.target().isEmpty() && data.task().isEmpty() && TEXTS.stream().anyMatch(name::endsWith)) {
            throw new IllegalArgumentException(
                    "data.task: " + data.file() + " may be a text or a table, and nothing says"
                            + " which; add --task language-model to learn what comes next in a text, or --target NAME for the"
                            + " column of a table that is to be predicted");
        }
    }

    /// Makes the rest of it with a table that was read.
    public static TablePreparation of(TrainConfig config, Table table) {
        TargetTable target = target(table, config.data());
        Optional<TableModel> base = config.network().base(TableModel.class);
        Architecture given = base.<Architecture>map(model -> config.tuned(model.network(), FineTuned.Head.KEPT))
                .orElseGet(() -> architecture(config, target.task()));
        double validation = validation(config, given);
        TableSplit own = split(target, config, validation);
        TableSplit split =
                base.map(model -> own.encodedAs(model.preprocessing())).orElse(own);
        boolean isOther = base.filter(model -> !model.preprocessing().equals(split.preprocessing()))
                .isPresent();
        Architecture architecture = isOther ? config.tuned(base.get().network(), FineTuned.Head.NEW) : given;
        return new TablePreparation(config, table, split, architecture, training(config, architecture, split));
    }

    /// Gives the network of a configuration for a task.
    public static Architecture architecture(TrainConfig config, Task task) {
        return config.network().over(Networks.table(task));
    }

    /// Gives the share of rows that a configuration sets aside to choose the epoch by.
    public static double validation(TrainConfig config, Architecture architecture) {
        return config.data().split().validationShare(architecture instanceof Several);
    }

    /// Gives the training of a configuration on rows that are apart already.
    public static Training<Layer, TableRun> training(TrainConfig config, Architecture architecture, TableSplit split) {
        return Tuning.of(
                Training.of(architecture, split),
                config,
                architecture,
                split.train().table().rowCount());
    }

    /// Reads a configuration for a command that needs a table with a target.
    ///
    /// @param command the command, for messages
    /// @throws IllegalArgumentException if it is about other data
    public static TrainConfig tableOnly(ConfigReader reader, String command) {
        TrainConfig config = reader.config();
        config.device().choose();
        DataKind kind = DataKind.of(config.data());
        kind.check(reader);
        if (kind != DataKind.TABLE) {
            throw new IllegalArgumentException(command + ": it takes a table with a target, but "
                    + config.data().file() + " is taken for something else; name the target by --target NAME");
        }
        requireNoText(config.data());
        return config;
    }

    /// Refuses rows that are held back, for a command that chooses itself which rows judge.
    ///
    /// @throws IllegalArgumentException if a configuration names some
    public static void requireNoneHeldBack(TrainConfig config, String command) {
        DataConfig.Split split = config.data().split();
        if (split.test().isPresent() || split.hasFiles()) {
            throw new IllegalArgumentException(
                    command + ": it chooses itself which rows judge, but the configuration holds rows back by"
                            + " data.split; leave test and files out");
        }
    }

    /// Reads the table of a configuration and chooses its target.
    public static TargetTable target(TrainConfig config) {
        return target(
                Table.readCsv(
                        Path.of(config.data().file()), config.data().format().options()),
                config.data());
    }

    /// Chooses the target of a table as the configuration says.
    public static TargetTable target(Table table, DataConfig data) {
        TargetTable target = table.target(wanted(table, data), data.columns().options());
        if (data.task().isEmpty()) {
            return target;
        }
        return switch (data.task().get()) {
            case LANGUAGE_MODEL ->
                throw new IllegalArgumentException("data.task: a language model learns from a text, not from a table");
            case FORECAST ->
                throw new IllegalArgumentException("data.task: a forecast reads series of numbers, not single rows");
            case AUTOENCODE -> throw new IllegalArgumentException("data.task: an autoencoder has no target");
            case REGRESSION -> target.as(Task.REGRESSION);
            case CLASSIFICATION -> target.task().isClassification() ? target : target.as(Task.MULTICLASS);
        };
    }

    /// The message tells what there is to choose from.
    private static String wanted(Table table, DataConfig data) {
        List<String> names = table.columnNames();
        return data.target()
                .orElseThrow(() -> new IllegalArgumentException(
                        "data.target: the column to predict must be named, got none; the columns of " + data.file()
                                + " are " + String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())))
                                + (names.size() > MOST_NAMED ? ", …" : "") + "; for instance --target "
                                + (names.getLast().contains(" ") ? "'" + names.getLast() + "'" : names.getLast())));
    }

    private static TableSplit split(TargetTable target, TrainConfig config, double validation) {
        DataConfig.Split split = config.data().split();
        CsvOptions format = config.data().format().options();
        double test = split.testShare();
        Key key = Key.of(config.training().seed().orElse(0L));
        TableSplit parts = target.split(1 - validation - test, validation, test, key);
        if (!split.hasFiles()) {
            return parts;
        }
        return TableSplit.of(
                parts.train(),
                split.validationTable(format, parts.validation()),
                split.testTable(format, parts.test()));
    }
}
