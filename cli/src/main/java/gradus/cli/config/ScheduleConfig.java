package gradus.cli.config;

import gradus.nn.optim.Plateau;
import gradus.nn.optim.Schedule;
import java.util.EnumSet;
import java.util.Optional;

/// How the learning rate changes.
///
/// @param shape the curve over the whole training; empty: the library's choice
/// @param warmUp steps in which the rate rises from near 0, default 0
/// @param every epochs between two reductions of `step`, or of one period of `exponential`, default 10
/// @param factor what each reduction multiplies by, default 0.5
/// @param end the last rate as a share of the first, for `linear` and `cosine`, default 0
/// @param plateau lowers the rate when the validation loss stands still
public record ScheduleConfig(
        Optional<Curve> shape,
        Optional<Integer> warmUp,
        Optional<Integer> every,
        Optional<Double> factor,
        Optional<Double> end,
        PlateauRule plateau) {
    private static final int EVERY = 10;
    private static final double FACTOR = 0.5;

    /// The curves by name.
    public enum Curve {
        /// The same rate for ever.
        CONSTANT,
        /// A straight line to the end.
        LINEAR,
        /// Falls at once after every so many epochs.
        STEP,
        /// Falls by the same factor in every so many epochs.
        EXPONENTIAL,
        /// Half a cosine wave down to the end.
        COSINE,
        /// One rise and one fall.
        ONE_CYCLE
    }

    /// How long a training is at most.
    ///
    /// @param steps all steps
    /// @param stepsPerEpoch steps of an epoch
    public record Length(long steps, long stepsPerEpoch) {}

    /// Lowers the rate when the validation loss stands still.
    ///
    /// @param patience epochs without improvement; empty: no such rule
    /// @param factor what the rate is multiplied by, default 0.1
    public record PlateauRule(Optional<Integer> patience, Optional<Double> factor) {
        /// Checks the patience.
        public PlateauRule {
            Limits.atLeast("patience", patience, 0);
            Limits.used("factor", factor, patience.isPresent(), "must go with a patience");
        }

        Optional<Plateau> rule() {
            Plateau usual = Plateau.defaults();
            return patience.map(epochs -> new Plateau(
                    usual.goal(), factor.orElse(usual.factor()), epochs, usual.threshold(), 0, usual.lowest()));
        }
    }

    /// Checks the numbers.
    public ScheduleConfig {
        Limits.atLeast("warmUp", warmUp, 0);
        Limits.atLeast("every", every, 1);
        Limits.above("factor", factor, 0);
        Limits.atLeast("end", end, 0);
        boolean falls = shape.filter(EnumSet.of(Curve.STEP, Curve.EXPONENTIAL)::contains)
                .isPresent();
        Limits.used("every", every, falls, "must go with the shape step or exponential");
        Limits.used("factor", factor, falls, "must go with the shape step or exponential");
        boolean ends =
                shape.filter(EnumSet.of(Curve.LINEAR, Curve.COSINE)::contains).isPresent();
        Limits.used("end", end, ends, "must go with the shape linear or cosine");
    }

    boolean isGiven() {
        return shape.isPresent() || warmUp.isPresent();
    }

    /// Gives the schedule of a rate.
    Schedule of(double rate, Length length) {
        long rising = warmUp.orElse(0);
        long rest = Math.max(1, length.steps() - rising);
        long period = every.orElse(EVERY) * length.stepsPerEpoch();
        Schedule curve = switch (shape.orElse(Curve.CONSTANT)) {
            case CONSTANT -> new Schedule.Constant(rate);
            case LINEAR -> new Schedule.Linear(rate, rate * end.orElse(0.0), rest);
            case STEP -> new Schedule.StepDecay(rate, period, factor.orElse(FACTOR));
            case EXPONENTIAL -> Schedule.Exponential.of(rate, period, factor.orElse(FACTOR));
            case COSINE -> new Schedule.CosineDecay(rate, rate * end.orElse(0.0), rest);
            case ONE_CYCLE -> Schedule.OneCycle.of(rate, Math.max(2, rest));
        };
        return rising == 0 ? curve : curve.withWarmUp(rising);
    }
}
