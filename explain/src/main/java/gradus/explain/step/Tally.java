package gradus.explain.step;

import gradus.core.type.DType;
import gradus.explain.document.Agreement;
import gradus.explain.document.Check;
import gradus.explain.document.Line;
import java.util.Locale;

/// Counts how well lines agree with other computations.
final class Tally {
    /// Numbers this much smaller than the largest of their tensor may be nothing but its rounding.
    private static final double SMALL = 1e-3;

    private final DType dtype;
    private int engine;
    private double engineError;
    private int differences;
    private double differenceError;
    private int small;
    private int failed;
    private int unchecked;
    private int leftOut;

    Tally(DType dtype) {
        this.dtype = dtype;
    }

    /// Counts a line.
    ///
    /// @param largest the largest number of the same tensor
    Line counted(Line line, double largest) {
        line.engine().ifPresent(own -> {
            engine++;
            double terms = Math.max(Magnitude.of(line.formula()), SMALL * largest);
            engineError = Math.max(engineError, error(line.value(), own, terms));
        });
        line.check().ifPresent(check -> {
            failed += check.holds() ? 0 : 1;
            small += check.kind() == Check.Kind.BELOW_ROUNDING ? 1 : 0;
            if (check.kind() == Check.Kind.CENTRAL_DIFFERENCE) {
                differences++;
                differenceError = Math.max(differenceError, check.relativeError());
            }
        });
        return line;
    }

    /// Terms that cancel leave the rounding of the terms, so these are the measure.
    private static double error(double a, double b, double terms) {
        double size = Math.max(terms, Math.max(Math.abs(a), Math.abs(b)));
        return size == 0 || Double.compare(a, b) == 0 ? 0 : Math.abs(a - b) / size;
    }

    void leftOut(int numbers) {
        leftOut += numbers;
    }

    int leftOut() {
        return leftOut;
    }

    void missed() {
        unchecked++;
    }

    int unchecked() {
        return unchecked;
    }

    Agreement agreement() {
        return new Agreement(
                dtype.name().toLowerCase(Locale.ROOT),
                engine,
                engineError,
                differences,
                differenceError,
                small,
                failed);
    }
}
