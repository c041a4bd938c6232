package gradus.explain.step;

import gradus.core.type.DType;
import gradus.explain.document.Agreement;
import gradus.explain.document.Check;
import gradus.explain.document.Line;
import java.util.Locale;

/// Counts how well lines agree with other computations.
final class Tally {
    private final DType dtype;
    private int engine;
    private double engineError;
    private int differences;
    private double differenceError;
    private int failed;
    private int unchecked;

    Tally(DType dtype) {
        this.dtype = dtype;
    }

    Line counted(Line line) {
        line.engine().ifPresent(own -> {
            engine++;
            engineError = Math.max(engineError, error(line.value(), own, Magnitude.of(line.formula())));
        });
        line.check().ifPresent(check -> {
            failed += check.holds() ? 0 : 1;
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

    void missed() {
        unchecked++;
    }

    int unchecked() {
        return unchecked;
    }

    Agreement agreement() {
        return new Agreement(
                dtype.name().toLowerCase(Locale.ROOT), engine, engineError, differences, differenceError, failed);
    }
}
