package gradus.explain.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/// Where numbers of an axis lie on the page. Halves are taken before differences, so that nothing overflows.
///
/// @param spacing how numbers lie
/// @param low the number at the beginning
/// @param high the number at the end
/// @param from the place of the beginning
/// @param to the place of the end
record Scale(Axis.Spacing spacing, double low, double high, double from, double to) {
    private static final double NARROW = 1e-12;
    private static final double SLACK = 1e-6;
    private static final double TINY = 1e-290;

    /// A number that is written at an axis.
    record Tick(double value, String text) {}

    /// What becomes of ends that no tick stands at.
    enum Ends {
        /// They stay.
        EXACT,
        /// They move out to the next tick.
        AT_TICKS
    }

    /// Gives the scale of an axis over numbers, from 0 to a length.
    static Scale of(Axis axis, DoubleStream numbers, Ends ends, int ticks) {
        boolean logarithmic = axis.spacing() == Axis.Spacing.LOGARITHMIC;
        double[] shown = numbers.filter(v -> Double.isFinite(v) && (!logarithmic || v > 0))
                .toArray();
        double low = axis.low().orElse(DoubleStream.of(shown).min().orElse(logarithmic ? 0.1 : 0));
        double high = axis.high().orElse(DoubleStream.of(shown).max().orElse(logarithmic ? 1 : Math.max(1, low)));
        if (logarithmic) {
            double least = Math.max(low, Double.MIN_NORMAL);
            return high / 1.01 <= least
                    ? new Scale(axis.spacing(), least / 2, within(least * 2), 0, 1)
                    : new Scale(axis.spacing(), least, high, 0, 1);
        }
        Scale whole = new Scale(axis.spacing(), low, high, 0, 1).widened();
        return ends == Ends.EXACT ? whole : whole.atTicks(axis, ticks);
    }

    /// Ends that lie so close that no number fits between them move apart.
    private Scale widened() {
        double far = Math.max(Math.abs(low), Math.abs(high));
        if (high / 2 - low / 2 > Math.max(far * NARROW, TINY)) {
            return this;
        }
        double around = far <= TINY ? 1 : spacing == Axis.Spacing.WHOLE ? Math.max(1, far * 0.1) : far * 0.1;
        return new Scale(spacing, within(low - around), within(high + around), from, to);
    }

    private Scale atTicks(Axis axis, int ticks) {
        double step = step(ticks);
        double below = axis.low().isPresent() ? low : within(Math.floor(low / step) * step);
        double above = axis.high().isPresent() ? high : within(Math.ceil(high / step) * step);
        return new Scale(spacing, below, above, from, to);
    }

    private static double within(double value) {
        return Math.clamp(value, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    /// Gives this scale on another part of the page.
    Scale on(double start, double end) {
        return new Scale(spacing, low, high, start, end);
    }

    /// Gives the place of a number; NaN for one that has none.
    double at(double value) {
        double share = spacing == Axis.Spacing.LOGARITHMIC
                ? (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
                : (value / 2 - low / 2) / (high / 2 - low / 2);
        return Double.isFinite(value) && Double.isFinite(share) ? from + share * (to - from) : Double.NaN;
    }

    /// Says whether a number lies between the ends.
    boolean covers(double value) {
        return value >= low && value <= high;
    }

    /// Gives about as many ticks as wanted, at multiples of 1, 2 or 5 times a power of ten.
    List<Tick> ticks(int wanted) {
        return spacing == Axis.Spacing.LOGARITHMIC ? powers(wanted) : multiples(wanted);
    }

    private double step(int wanted) {
        double raw = (high / 2 - low / 2) / wanted * 2;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double share = raw / power;
        double step = share <= 1.0001 ? power : share <= 2.0001 ? 2 * power : share <= 5.0001 ? 5 * power : 10 * power;
        return spacing == Axis.Spacing.WHOLE ? Math.max(1, Math.rint(step)) : step;
    }

    private List<Tick> multiples(int wanted) {
        List<Tick> ticks = new ArrayList<>();
        double step = step(wanted);
        double first = Math.ceil(low / step - SLACK);
        double last = Math.floor(high / step + SLACK);
        for (double i = first; i <= last; i++) {
            ticks.add(new Tick(Math.clamp(i * step, low, high), Numbers.multiple(within(i * step), step)));
        }
        return ticks;
    }

    private List<Tick> powers(int wanted) {
        int first = (int) Math.ceil(Math.log10(low) - 1e-9);
        int last = (int) Math.floor(Math.log10(high) + 1e-9);
        int every = Math.max(1, (int) Math.ceil((last - first + 1.0) / wanted));
        List<Tick> ticks = new ArrayList<>();
        int[] factors = last - first < 2 ? new int[] {1, 2, 5} : new int[] {1};
        for (int power = last - first < 2 ? first - 1 : first; power <= last; power += every) {
            for (int factor : factors) {
                double value = factor * Math.pow(10, power);
                if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) {
                    ticks.add(new Tick(value, Numbers.brief(value)));
                }
            }
        }
        return ticks.size() > 1
                ? ticks
                : List.of(new Tick(low, Numbers.brief(low)), new Tick(high, Numbers.brief(high)));
    }
}
