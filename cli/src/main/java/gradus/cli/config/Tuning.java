package gradus.cli.config;

import gradus.nn.layer.Layer;
import gradus.nn.loss.Penalty;
import gradus.nn.train.Training;
import java.util.Optional;

/// Puts what a configuration says of learning over the library's choice.
final class Tuning {
    private Tuning() {}

    /// Gives a training with what is said in place of the library's choice.
    ///
    /// @param rows the number of training samples
    static <R> Training<Layer, R> of(Training<Layer, R> usual, TrainingConfig config, int rows) {
        Training<Layer, R> training = usual.seed(config.seed().orElse(0L));
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
}
