package gradus.nn.init;

import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import java.util.function.IntToDoubleFunction;

/// Draws the numbers of initialisers: element i is draw i of the key, so it does not depend on threads or order.
final class Draws {
    private static final double CUT = 2;

    private Draws() {}

    static Literal create(Initializer initializer, Shape shape, int fanIn, int fanOut, Key key) {
        return switch (initializer) {
            case Initializer.Constant(double value) -> filled(shape, i -> value);
            case Initializer.Uniform(double low, double high) -> uniform(shape, low, high, key);
            case Initializer.Normal(double mean, double deviation) ->
                filled(shape, i -> mean + deviation * key.normal(i));
            case Initializer.TruncatedNormal(double mean, double deviation) ->
                filled(shape, i -> mean + deviation * truncated(key, i));
            case Initializer.Scaled scaled -> scaled(scaled, shape, fanIn, fanOut, key);
            case Initializer.Orthogonal(double gain) -> orthogonal(shape, gain, key);
        };
    }

    private static Literal filled(Shape shape, IntToDoubleFunction element) {
        Literal literal = Literal.zeros(new TensorType(DType.FLOAT32, shape));
        float[] values = literal.floats();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) element.applyAsDouble(i);
        }
        return literal;
    }

    private static Literal uniform(Shape shape, double low, double high, Key key) {
        return filled(shape, i -> low + (high - low) * key.uniform(i));
    }

    private static Literal scaled(Initializer.Scaled scaled, Shape shape, int fanIn, int fanOut, Key key) {
        if (fanIn <= 0 || fanOut <= 0) {
            throw new ShapeException("initializer: the fans must be positive, got " + fanIn + " in and " + fanOut
                    + " out for shape " + shape);
        }
        double fan = switch (scaled.fan()) {
            case IN -> fanIn;
            case AVERAGE -> (fanIn + (double) fanOut) / 2;
        };
        double variance = scaled.scale() / fan;
        return switch (scaled.spread()) {
            case UNIFORM -> uniform(shape, -Math.sqrt(3 * variance), Math.sqrt(3 * variance), key);
            case NORMAL -> filled(shape, i -> Math.sqrt(variance) * key.normal(i));
        };
    }

    /// Draws again from a key of the element's own until the number lies within the cut.
    private static double truncated(Key key, int i) {
        double drawn = key.normal(i);
        for (long attempt = 0; Math.abs(drawn) > CUT; attempt++) {
            drawn = key.fold(i).normal(attempt);
        }
        return drawn;
    }

    private static Literal orthogonal(Shape shape, double gain, Key key) {
        if (shape.rank() < 2) {
            throw new ShapeException("orthogonal initializer: a parameter of at least two axes is needed, got " + shape
                    + "; use normal(0, 1) for a vector");
        }
        int columns = shape.size(-1);
        int rows = columns == 0 ? 0 : shape.count() / columns;
        boolean wide = rows < columns;
        double[][] vectors = orthonormal(Math.min(rows, columns), Math.max(rows, columns), key);
        return filled(shape, i -> {
            int row = i / columns;
            int column = i % columns;
            return gain * (wide ? vectors[row][column] : vectors[column][row]);
        });
    }

    /// Gram and Schmidt twice over, which is orthogonal to the last bits.
    private static double[][] orthonormal(int count, int length, Key key) {
        double[][] vectors = new double[count][length];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < length; j++) {
                vectors[i][j] = key.normal((long) i * length + j);
            }
            for (int pass = 0; pass < 2; pass++) {
                for (int before = 0; before < i; before++) {
                    subtractProjection(vectors[i], vectors[before]);
                }
                scaleToOne(vectors[i]);
            }
        }
        return vectors;
    }

    private static void subtractProjection(double[] vector, double[] unit) {
        double product = dot(vector, unit);
        for (int j = 0; j < vector.length; j++) {
            vector[j] -= product * unit[j];
        }
    }

    private static void scaleToOne(double[] vector) {
        double norm = Math.sqrt(dot(vector, vector));
        for (int j = 0; j < vector.length; j++) {
            vector[j] /= norm;
        }
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += x[j] * y[j];
        }
        return sum;
    }

    static void requireFinite(String initializer, String option, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    initializer + " initializer: the " + option + " must be finite, got " + value);
        }
    }

    static void requireNotNegative(String initializer, String option, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(initializer + " initializer: the " + option
                    + " must be a finite number of at least 0, got " + value);
        }
    }
}
