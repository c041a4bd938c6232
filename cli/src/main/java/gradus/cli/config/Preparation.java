package gradus.cli.config;

import gradus.core.type.Key;
import gradus.nn.data.CsvOptions;
import gradus.nn.data.Table;
import gradus.nn.data.TableSplit;
import gradus.nn.data.TargetTable;
import gradus.nn.data.Task;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Networks;
import gradus.nn.layer.Several;
import gradus.nn.loss.Penalty;
import gradus.nn.train.TableRun;
import gradus.nn.train.Training;
import java.nio.file.Path;
import java.util.Optional;

/// A training as a configuration describes it, with the table read and split: ready to begin.
///
/// @param config the configuration
/// @param table the whole table
/// @param split its parts
/// @param architecture the network
/// @param training the training
public record Preparation(
        TrainConfig config,
        Table table,
        TableSplit split,
        Architecture architecture,
        Training<Layer, TableRun> training) {
    /// Reads the table and makes the rest of it.
    ///
    /// @throws gradus.core.type.FormatException if a table cannot be read or nothing can be learned from it
    /// @throws IllegalArgumentException if the configuration makes no sense
    public static Preparation of(TrainConfig config) {
        config.device().choose();
        return of(
                config,
                Table.readCsv(
                        Path.of(config.data().file()), config.data().format().options()));
    }

    /// Makes the rest of it with a table that was read.
    public static Preparation of(TrainConfig config, Table table) {
        TargetTable target = target(table, config.data());
        Architecture architecture = config.network().over(Networks.table(target.task()));
        double validation = config.data().split().validationShare(architecture instanceof Several);
        TableSplit split = split(target, config, validation);
        Training<Layer, TableRun> usual = Training.of(architecture, split);
        return new Preparation(config, table, split, architecture, training(usual, config.training(), split));
    }

    /// Chooses the target of a table as the configuration says.
    public static TargetTable target(Table table, DataConfig data) {
        TargetTable target = table.target(data.target(), data.columns().options());
        if (data.task().isEmpty()) {
            return target;
        }
        return switch (data.task().get()) {
            case REGRESSION -> target.as(Task.REGRESSION);
            case CLASSIFICATION -> target.task().isClassification() ? target : target.as(Task.MULTICLASS);
        };
    }

    private static TableSplit split(TargetTable target, TrainConfig config, double validation) {
        DataConfig.Split split = config.data().split();
        CsvOptions format = config.data().format().options();
        double test = split.testShare();
        Key key = Key.of(config.training().seed().orElse(0L));
        TableSplit parts = target.split(1 - validation - test, validation, test, key);
        if (split.validationFile().isEmpty() && split.testFile().isEmpty()) {
            return parts;
        }
        return TableSplit.of(
                parts.train(),
                split.validationFile()
                        .map(file -> Table.readCsv(Path.of(file), format))
                        .orElseGet(parts::validation),
                split.testFile()
                        .map(file -> Table.readCsv(Path.of(file), format))
                        .orElseGet(parts::test));
    }

    private static Training<Layer, TableRun> training(
            Training<Layer, TableRun> usual, TrainingConfig config, TableSplit split) {
        int rows = split.train().table().rowCount();
        Training<Layer, TableRun> training = usual.seed(config.seed().orElse(0L));
        if (config.batchSize().isPresent()) {
            training = training.batchSize(Math.min(rows, config.batchSize().get()));
        }
        training = training.stopping(config.stopping().over(training.stopping(), config.epochs()));
        long perEpoch = Math.ceilDiv(rows, training.batchSize());
        long steps = Math.min(
                training.stopping().steps(), perEpoch * training.stopping().epochs());
        var length = new ScheduleConfig.Length(steps, perEpoch);
        training = training.optimizer(config.optimizer().over(training.optimizer(), length))
                .prefetch(config.prefetch().orElse(0));
        Optional<Penalty> penalty = penalty(config.penalty());
        if (penalty.isPresent()) {
            training = training.penalty(penalty.get());
        }
        var plateau = config.optimizer().schedule().plateau().rule();
        return plateau.isPresent() ? training.plateau(plateau.get()) : training;
    }

    private static Optional<Penalty> penalty(TrainingConfig.Penalties given) {
        if (given.l1().isEmpty() && given.l2().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                given.l1().isEmpty()
                        ? Penalty.l2(given.l2().get())
                        : given.l2().isEmpty()
                                ? Penalty.l1(given.l1().get())
                                : Penalty.elastic(given.l1().get(), given.l2().get()));
    }

    /// Gives the name of the data: the file's own without its ending.
    public static String name(String file) {
        String name = String.valueOf(Path.of(file).getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
