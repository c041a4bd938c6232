package gradus.nn.optim;

import static gradus.nn.optim.ScheduleRules.requirePositive;
import static gradus.nn.optim.ScheduleRules.requireRate;
import static gradus.nn.optim.ScheduleRules.requireSteps;

import java.util.List;

/// A learning rate as a pure function of the step.
///
/// The step counts updates of the weights from 0: the first update uses `at(0)`. A schedule holds no state, so
/// nothing is to be saved but the step, a resumed training continues with the same rates, and neither epochs
/// nor evaluations move it. Where a rate per epoch is meant, say so with [PerEpoch]. Unless a record says
/// otherwise, a schedule keeps its last value for ever.
///
/// Every schedule is a record of plain numbers. All throw [IllegalArgumentException] for options out of range
/// and for a negative step.
///
/// {@snippet file="TrainingSnippets.java" region="Schedule"}
public sealed interface Schedule {
    /// Gives the learning rate of update number `step`, counted from 0.
    double at(long step);

    /// Gives this schedule after a warm-up of `steps` updates; this schedule's own step 0 is the first update
    /// after the warm-up.
    default Schedule withWarmUp(long steps) {
        return new WarmUp(steps, this);
    }

    /// How a decay moves between multiples of its period.
    enum Decay {
        /// Moves with every update.
        SMOOTH,
        /// Stays for a whole period, then jumps.
        STAIRCASE
    }

    /// What a decay does after its last step.
    enum Beyond {
        /// Keeps the last value.
        HOLD,
        /// Starts again over a longer period.
        CYCLE
    }

    /// The form of the two ramps of [OneCycle].
    enum Anneal {
        /// Half a cosine wave.
        COSINE,
        /// A straight line.
        LINEAR
    }

    /// The same rate for ever.
    record Constant(double rate) implements Schedule {
        public Constant {
            requireRate("constant schedule", "rate", rate);
        }

        @Override
        public double at(long step) {
            ScheduleRules.checked(step);
            return rate;
        }
    }

    /// Rates by interval: `rates[i]` up to and including step `boundaries[i]`, the last rate after the last
    /// boundary (as in Keras).
    record Piecewise(List<Long> boundaries, List<Double> rates) implements Schedule {
        public Piecewise {
            boundaries = List.copyOf(boundaries);
            rates = List.copyOf(rates);
            if (rates.size() != boundaries.size() + 1) {
                throw new IllegalArgumentException(
                        "piecewise schedule: there must be one rate more than boundaries, got " + rates.size()
                                + " rates and " + boundaries.size()
                                + " boundaries; the last rate holds after the last boundary");
            }
            rates.forEach(rate -> requireRate("piecewise schedule", "rate", rate));
            long least = 0;
            for (long boundary : boundaries) {
                if (boundary < least) {
                    throw new IllegalArgumentException(
                            "piecewise schedule: boundaries must rise and start at 0 or later, got " + boundaries);
                }
                least = boundary + 1;
            }
        }

        @Override
        public double at(long step) {
            ScheduleRules.checked(step);
            int piece = 0;
            while (piece < boundaries.size() && step > boundaries.get(piece)) {
                piece++;
            }
            return rates.get(piece);
        }
    }

    /// Multiplies the rate by `factor` after every `every` updates: `initial · factor^⌊step / every⌋`.
    record StepDecay(double initial, long every, double factor) implements Schedule {
        public StepDecay {
            requireRate("step decay", "initial rate", initial);
            requireSteps("step decay", "number of updates between two steps", every, 1);
            requirePositive("step decay", "factor", factor);
        }

        @Override
        public double at(long step) {
            return initial * StrictMath.pow(factor, periods(step, every, Decay.STAIRCASE));
        }
    }

    /// Multiplies the rate by `factor` over every `period` updates: `initial · factor^(step / period)`.
    record Exponential(double initial, long period, double factor, Decay decay) implements Schedule {
        public Exponential {
            requireRate("exponential schedule", "initial rate", initial);
            requireSteps("exponential schedule", "period", period, 1);
            requirePositive("exponential schedule", "factor", factor);
        }

        /// Gives a smooth exponential schedule.
        public static Exponential of(double initial, long period, double factor) {
            return new Exponential(initial, period, factor, Decay.SMOOTH);
        }

        @Override
        public double at(long step) {
            return initial * StrictMath.pow(factor, periods(step, period, decay));
        }
    }

    /// Divides the rate by a growing line: `initial / (1 + slope · step / period)`.
    record InverseTime(double initial, long period, double slope, Decay decay) implements Schedule {
        public InverseTime {
            requireRate("inverse time schedule", "initial rate", initial);
            requireSteps("inverse time schedule", "period", period, 1);
            requireRate("inverse time schedule", "slope", slope);
        }

        @Override
        public double at(long step) {
            return initial / (1 + slope * periods(step, period, decay));
        }
    }

    /// A straight line from `initial` at step 0 to `end` at step `steps`.
    record Linear(double initial, double end, long steps) implements Schedule {
        public Linear {
            requireRate("linear schedule", "initial rate", initial);
            requireRate("linear schedule", "end rate", end);
            requireSteps("linear schedule", "number of steps", steps, 1);
        }

        @Override
        public double at(long step) {
            return ScheduleRules.checked(step) >= steps ? end : ScheduleRules.line(initial, end, (double) step / steps);
        }
    }

    /// Falls by a power law: `end + (initial − end) · (1 − step / steps)^power`.
    ///
    /// With [Beyond#CYCLE] the length is `steps · ⌈step / steps⌉` (at least `steps`), so the rate jumps up
    /// after each multiple of `steps`, by less each time (as in Keras).
    record Polynomial(double initial, double end, long steps, double power, Beyond beyond) implements Schedule {
        public Polynomial {
            requireRate("polynomial schedule", "initial rate", initial);
            requireRate("polynomial schedule", "end rate", end);
            requireSteps("polynomial schedule", "number of steps", steps, 1);
            requirePositive("polynomial schedule", "power", power);
        }

        @Override
        public double at(long step) {
            ScheduleRules.checked(step);
            double length = switch (beyond) {
                case HOLD -> steps;
                case CYCLE -> steps * Math.max(1.0, Math.ceil((double) step / steps));
            };
            double left = Math.max(0.0, 1 - step / length);
            return end + (initial - end) * StrictMath.pow(left, power);
        }
    }

    /// A cosine wave between `initial` (step 0) and `low` (step `halfPeriod`) that goes on rising and falling
    /// for ever.
    record CosineWave(double initial, double low, long halfPeriod) implements Schedule {
        public CosineWave {
            requireRate("cosine wave", "initial rate", initial);
            requireRate("cosine wave", "low rate", low);
            requireSteps("cosine wave", "half period", halfPeriod, 1);
        }

        @Override
        public double at(long step) {
            long half = ScheduleRules.checked(step) / halfPeriod % 2; // 0 while falling, 1 while rising
            return ScheduleRules.cosine(initial, low, half + (double) (step % halfPeriod) / halfPeriod);
        }
    }

    /// Half a cosine wave from `initial` at step 0 down to `end` at step `steps`: `end + (initial − end)(1 +
    /// cos(π step/steps)) / 2`.
    record CosineDecay(double initial, double end, long steps) implements Schedule {
        public CosineDecay {
            requireRate("cosine decay", "initial rate", initial);
            requireRate("cosine decay", "end rate", end);
            requireSteps("cosine decay", "number of steps", steps, 1);
        }

        /// Gives a cosine decay to 0.
        public static CosineDecay of(double initial, long steps) {
            return new CosineDecay(initial, 0, steps);
        }

        @Override
        public double at(long step) {
            return ScheduleRules.checked(step) >= steps
                    ? end
                    : ScheduleRules.cosine(initial, end, (double) step / steps);
        }
    }

    /// Cosine decays one after the other, each `periodFactor` times as long and from `peakFactor` times the
    /// height of the one before.
    ///
    /// The first lasts `period` updates; the update after it has the next peak. `end` is approached, and never
    /// passed where the peak has sunk below it.
    record CosineRestarts(double initial, double end, long period, int periodFactor, double peakFactor)
            implements Schedule {
        public CosineRestarts {
            requireRate("cosine restarts", "initial rate", initial);
            requireRate("cosine restarts", "end rate", end);
            requireSteps("cosine restarts", "first period", period, 1);
            requirePositive("cosine restarts", "peak factor", peakFactor);
            if (periodFactor < 1) {
                throw new IllegalArgumentException("cosine restarts: the period factor must be at least 1, got "
                        + periodFactor + "; 2 doubles each period");
            }
        }

        /// Gives restarts of equal length and height that fall to 0.
        public static CosineRestarts of(double initial, long period) {
            return new CosineRestarts(initial, 0, period, 1, 1);
        }

        @Override
        public double at(long step) {
            long within = ScheduleRules.checked(step);
            long length = period;
            long restarts = 0;
            if (periodFactor == 1) {
                restarts = within / period;
                within %= period;
            } else {
                while (within >= length) {
                    within -= length;
                    length = length > Long.MAX_VALUE / periodFactor ? Long.MAX_VALUE : length * periodFactor;
                    restarts++;
                }
            }
            double peak = Math.max(end, initial * StrictMath.pow(peakFactor, (double) restarts));
            return ScheduleRules.cosine(peak, end, (double) within / length);
        }
    }

    /// One rise and one fall over `steps` updates, both annealed (the convention of PyTorch with two phases).
    ///
    /// From `peak / divideFactor` at step 0 to `peak` at step `max(0, riseFraction · steps − 1)`, then down to
    /// `peak / divideFactor / finalDivideFactor` at step `steps − 1`, the last of the training, and the same
    /// after it.
    record OneCycle(
            double peak, long steps, double riseFraction, double divideFactor, double finalDivideFactor, Anneal anneal)
            implements Schedule {
        public OneCycle {
            requireRate("one-cycle schedule", "peak rate", peak);
            requireSteps("one-cycle schedule", "number of steps", steps, 2);
            requirePositive("one-cycle schedule", "divide factor", divideFactor);
            requirePositive("one-cycle schedule", "final divide factor", finalDivideFactor);
            if (!(riseFraction >= 0 && riseFraction < 1)) {
                throw new IllegalArgumentException("one-cycle schedule: the rising fraction must lie in [0, 1), got "
                        + riseFraction + "; 0.3 rises for three tenths of the steps");
            }
        }

        /// Gives one cycle with the usual proportions: rise over 0.3 of the steps from peak/25, fall to
        /// peak/250 000, cosine ramps.
        public static OneCycle of(double peak, long steps) {
            return new OneCycle(peak, steps, 0.3, 25, 1e4, Anneal.COSINE);
        }

        @Override
        public double at(long step) {
            long last = steps - 1;
            double top = Math.max(0.0, riseFraction * steps - 1);
            double initial = peak / divideFactor;
            double end = initial / finalDivideFactor;
            if (ScheduleRules.checked(step) >= last) {
                return end;
            }
            if (step < top) {
                return ramp(initial, peak, step / top);
            }
            return ramp(peak, end, (step - top) / (last - top));
        }

        private double ramp(double from, double to, double fraction) {
            return switch (anneal) {
                case COSINE -> ScheduleRules.cosine(from, to, fraction);
                case LINEAR -> ScheduleRules.line(from, to, fraction);
            };
        }
    }

    /// Rises to the first rate of `then` in `steps` equal steps, then follows `then` from its own step 0.
    ///
    /// Update `step` of the warm-up has `then.at(0) · (step + 1) / steps`: the first is not zero, so no update
    /// is wasted, and the last has the full rate.
    record WarmUp(long steps, Schedule then) implements Schedule {
        public WarmUp {
            requireSteps("warm-up", "number of steps", steps, 0);
        }

        @Override
        public double at(long step) {
            if (ScheduleRules.checked(step) >= steps) {
                return then.at(step - steps);
            }
            return then.at(0) * ((step + 1) / (double) steps);
        }
    }

    /// Another schedule, times a factor of at least 0.
    record Scaled(Schedule of, double factor) implements Schedule {
        public Scaled {
            requireRate("scaled schedule", "factor", factor);
        }

        @Override
        public double at(long step) {
            return factor * of.at(step);
        }
    }

    /// Schedules one after the other: each phase for its number of updates, counted from its own step 0, then
    /// `last` for ever.
    record Chain(List<Phase> phases, Schedule last) implements Schedule {
        public Chain {
            phases = List.copyOf(phases);
        }

        @Override
        public double at(long step) {
            long within = ScheduleRules.checked(step);
            for (Phase phase : phases) {
                if (within < phase.steps()) {
                    return phase.schedule().at(within);
                }
                within -= phase.steps();
            }
            return last.at(within);
        }
    }

    /// A schedule followed for `steps` updates, a part of a [Chain].
    record Phase(Schedule schedule, long steps) {
        public Phase {
            requireSteps("chained schedule", "length of a phase", steps, 1);
        }
    }

    /// A schedule whose steps are epochs: `perEpoch.at(⌊step / updatesPerEpoch⌋)`, so all updates of one epoch
    /// share a rate.
    record PerEpoch(long updatesPerEpoch, Schedule perEpoch) implements Schedule {
        public PerEpoch {
            requireSteps("schedule per epoch", "number of updates in an epoch", updatesPerEpoch, 1);
        }

        @Override
        public double at(long step) {
            return perEpoch.at(ScheduleRules.checked(step) / updatesPerEpoch);
        }
    }

    private static double periods(long step, long period, Decay decay) {
        double exact = (double) ScheduleRules.checked(step) / period;
        return switch (decay) {
            case SMOOTH -> exact;
            case STAIRCASE -> Math.floor(exact);
        };
    }
}
