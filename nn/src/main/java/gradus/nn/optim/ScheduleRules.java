package gradus.nn.optim;

/// The rules that options of schedules obey, with their messages. `StrictMath` throughout: a rate has the same
/// bits on every machine.
final class ScheduleRules {
    private ScheduleRules() {}

    static long checked(long step) {
        if (step < 0) {
            throw new IllegalArgumentException("schedule: the step counts updates from 0, got " + step);
        }
        return step;
    }

    static void requireRate(String schedule, String what, double rate) {
        if (!(rate >= 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException(schedule + ": the " + what
                    + " must be a finite number of at least 0, got " + rate + "; common rates lie between 1e-5 and 1");
        }
    }

    static void requirePositive(String schedule, String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    schedule + ": the " + what + " must be a finite number above 0, got " + value);
        }
    }

    static void requireSteps(String schedule, String what, long steps, long least) {
        if (steps < least) {
            throw new IllegalArgumentException(schedule + ": the " + what + " must be at least " + least + ", got "
                    + steps + "; it counts updates of the weights, not epochs");
        }
    }

    /// Gives the half cosine wave from `from` (at fraction 0) to `to` (at fraction 1); it goes on as a wave
    /// beyond.
    static double cosine(double from, double to, double fraction) {
        return to + (from - to) * 0.5 * (1 + StrictMath.cos(StrictMath.PI * fraction));
    }

    static double line(double from, double to, double fraction) {
        return from + (to - from) * fraction;
    }
}
