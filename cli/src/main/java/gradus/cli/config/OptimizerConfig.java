package gradus.cli.config;

import gradus.nn.optim.AdaDelta;
import gradus.nn.optim.AdaGrad;
import gradus.nn.optim.AdaMax;
import gradus.nn.optim.Adam;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.Decay;
import gradus.nn.optim.Lamb;
import gradus.nn.optim.Lion;
import gradus.nn.optim.Muon;
import gradus.nn.optim.NAdam;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.RmsProp;
import gradus.nn.optim.Schedule;
import gradus.nn.optim.Sgd;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// How gradients become steps.
///
/// @param name which rule; empty: the library's choice
/// @param learningRate the size of steps; empty: that of the rule
/// @param momentum how much of the last step stays, for `momentum` and `nesterov`, default 0.9
/// @param weightDecay a pull of weights towards zero
/// @param clip how gradients that are too large are cut
/// @param update what an update does besides
/// @param schedule how the learning rate changes
public record OptimizerConfig(
        Optional<Kind> name,
        Optional<Double> learningRate,
        Optional<Double> momentum,
        Optional<Double> weightDecay,
        ClipConfig clip,
        UpdateConfig update,
        ScheduleConfig schedule) {
    private static final double MOMENTUM = 0.9;

    /// The rules by name, with the learning rate of one that says nothing.
    public enum Kind {
        /// Stochastic gradient descent.
        SGD(0.01),
        /// Stochastic gradient descent with heavy-ball momentum.
        MOMENTUM(0.01),
        /// Stochastic gradient descent with Nesterov's momentum.
        NESTEROV(0.01),
        /// [RmsProp].
        RMSPROP(0.001),
        /// [AdaGrad].
        ADAGRAD(0.01),
        /// [AdaDelta].
        ADADELTA(1),
        /// [Adam].
        ADAM(0.001),
        /// [Adam] with the largest mean of squares so far.
        AMSGRAD(0.001),
        /// [AdaMax].
        ADAMAX(0.002),
        /// [NAdam].
        NADAM(0.001),
        /// [AdamW].
        ADAMW(0.001),
        /// [Lamb].
        LAMB(0.001),
        /// [Lion].
        LION(0.0001),
        /// [Muon].
        MUON(0.001);

        private final double rate;

        Kind(double rate) {
            this.rate = rate;
        }

        /// Gives the rule with a learning rate, or its own, and the usual momentum.
        public Optimizer optimizer(Optional<Double> learningRate) {
            return at(learningRate.orElse(rate), OptimizerConfig.MOMENTUM);
        }

        Optimizer at(double learningRate, double momentum) {
            return switch (this) {
                case SGD -> Sgd.of(learningRate);
                case MOMENTUM -> Sgd.of(learningRate).momentum(momentum);
                case NESTEROV -> Sgd.of(learningRate).nesterov(momentum);
                case RMSPROP -> RmsProp.of(learningRate);
                case ADAGRAD -> AdaGrad.of(learningRate);
                case ADADELTA -> AdaDelta.of(learningRate);
                case ADAM -> Adam.of(learningRate);
                case AMSGRAD -> Adam.of(learningRate).amsgrad();
                case ADAMAX -> AdaMax.of(learningRate);
                case NADAM -> NAdam.of(learningRate);
                case ADAMW -> AdamW.of(learningRate);
                case LAMB -> Lamb.of(learningRate);
                case LION -> Lion.of(learningRate);
                case MUON -> Muon.of(learningRate);
            };
        }
    }

    /// Checks the numbers.
    public OptimizerConfig {
        Limits.above("learningRate", learningRate, 0);
        Limits.atLeast("weightDecay", weightDecay, 0);
        boolean rolls = name.filter(kind -> kind == Kind.MOMENTUM || kind == Kind.NESTEROV)
                .isPresent();
        if (momentum.isPresent() && !rolls) {
            throw new IllegalArgumentException("momentum goes with the optimizers momentum and nesterov, got "
                    + name.map(kind -> kind.name().toLowerCase(Locale.ROOT)).orElse("no optimizer by name"));
        }
    }

    /// Gives the optimizer with what is said here in place of the library's choice.
    ///
    /// @param library the library's choice
    /// @param length how long the training is at most
    /// @param paths the paths of all parameters
    Optimizer over(Optimizer library, ScheduleConfig.Length length, Supplier<List<String>> paths) {
        Optimizer chosen = name.map(kind -> kind.at(learningRate.orElse(kind.rate), momentum.orElse(MOMENTUM)))
                .orElse(library);
        if (name.isEmpty() && learningRate.isPresent()) {
            chosen = chosen.schedule(new Schedule.Constant(learningRate.get()));
        }
        if (weightDecay.isPresent()) {
            chosen = decayed(chosen, Decay.of(weightDecay.get()));
        }
        if (schedule.isGiven()) {
            double rate = learningRate.orElse(chosen.schedule().at(0));
            chosen = chosen.schedule(schedule.of(rate, length));
        }
        return clip.before(update.around(chosen, paths));
    }

    private static Optimizer decayed(Optimizer optimizer, Decay decay) {
        return switch (optimizer) {
            case Sgd rule -> rule.decay(decay);
            case RmsProp rule -> rule.decay(decay);
            case AdaGrad rule -> rule.decay(decay);
            case AdaDelta rule -> rule.decay(decay);
            case Adam rule -> rule.decay(decay);
            case AdaMax rule -> rule.decay(decay);
            case NAdam rule -> rule.decay(decay);
            case AdamW rule -> rule.decay(decay);
            case Lamb rule -> rule.decay(decay);
            case Lion rule -> rule.decay(decay);
            case Muon rule -> rule.decay(decay);
            default ->
                throw new IllegalArgumentException(
                        "weightDecay: " + optimizer.name() + " has none; choose an optimizer by name");
        };
    }
}
