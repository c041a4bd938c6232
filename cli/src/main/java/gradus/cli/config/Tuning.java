package gradus.cli.config;

import gradus.nn.data.Loader;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Parameters;
import gradus.nn.loss.Penalty;
import gradus.nn.network.FineTuned;
import gradus.nn.train.Training;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Puts what a configuration says of learning over the library's choice.
final class Tuning {
    private Tuning() {}

    /// Gives a training with what is said in place of the library's choice; where adapters learn, all else is
    /// frozen.
    ///
    /// @param rows the number of training samples
    static <R> Training<Layer, R> of(
            Training<Layer, R> usual, TrainConfig config, Architecture architecture, int rows) {
        boolean adapts = config.adapters().isPresent();
        Training<Layer, R> training = of(usual, config.training(), rows);
        if (adapts && architecture instanceof FineTuned tuned) {
            for (String pattern : tuned.frozen(training.network())) {
                training = training.freeze(pattern);
            }
        }
        return training;
    }

    /// Gives a training with what is said in place of the library's choice.
    ///
    /// @param rows the number of training samples
    static <R> Training<Layer, R> of(Training<Layer, R> usual, TrainingConfig config, int rows) {
        Training<Layer, R> training = usual.seed(config.seed().orElse(0L));
        if (config.batchSize().isPresent()) {
            training = training.batchSize(Math.min(rows, config.batchSize().get()));
        }
        training = training.stopping(config.stopping().over(training.stopping(), config.epochs()));
        long whole = rows / training.batchSize();
        boolean drops = config.batches().last().equals(Optional.of(Loader.LastBatch.DROP));
        long perEpoch = drops && whole > 0 ? whole : Math.ceilDiv(rows, training.batchSize());
        long steps = Math.min(
                training.stopping().steps(), perEpoch * training.stopping().epochs());
        var length = new ScheduleConfig.Length(steps, perEpoch);
        training = training.optimizer(config.optimizer().over(training.optimizer(), length, paths(training::network)));
        training = batches(config.optimizer().update().over(training), config.batches());
        Optional<Penalty> penalty = penalty(config.penalty());
        if (penalty.isPresent()) {
            training = training.penalty(penalty.get());
        }
        var plateau = config.optimizer().schedule().plateau().rule();
        return plateau.isPresent() ? training.plateau(plateau.get()) : training;
    }

    private static Supplier<List<String>> paths(Supplier<Layer> network) {
        return () -> List.copyOf(Parameters.of(network.get()).keySet());
    }

    private static <R> Training<Layer, R> batches(Training<Layer, R> usual, BatchConfig config) {
        Training<Layer, R> training = usual.prefetch(
                config.prefetch().orElse(0), config.prefetchThreads().orElse(1));
        if (config.last().isPresent()) {
            training = training.lastBatch(config.last().get());
        }
        return config.micro().isPresent() ? training.microBatch(config.micro().get()) : training;
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
}
