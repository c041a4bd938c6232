package gradus.core.op;

import gradus.core.type.DType;
import gradus.core.type.DTypeException;
import gradus.core.type.Origin;
import gradus.core.type.TensorType;
import java.util.List;
import java.util.Locale;

/// Operations whose element i depends on the inputs' elements i only. Shapes are equal; broadcasting is an
/// operation of its own.
public sealed interface Elementwise extends Op {
    /// A function of one number.
    ///
    /// @param fn the function
    record Unary(UnaryFn fn) implements Elementwise {}

    /// A function of two numbers of the same type.
    ///
    /// @param fn the function
    record Binary(BinaryFn fn) implements Elementwise {}

    /// A comparison of two numbers of the same type; gives [DType#BOOL].
    ///
    /// @param fn the comparison
    record Compare(CompareFn fn) implements Elementwise {}

    /// The second input where the first (bool) is true, else the third.
    record Select() implements Elementwise {}

    /// The same numbers as another element type: fractions are cut, a float overflows to infinity, true is 1.
    ///
    /// @param to the result's element type
    record Cast(DType to) implements Elementwise {}

    @Override
    default TensorType infer(List<TensorType> inputs) {
        return switch (this) {
            case Unary unary -> {
                Check.count(name(), inputs, 1);
                yield unary(unary.fn(), inputs.getFirst());
            }
            case Binary binary -> {
                Check.count(name(), inputs, 2);
                TensorType type = Check.same(name(), inputs.get(0), inputs.get(1));
                binary(binary.fn(), type);
                yield type;
            }
            case Compare _ -> {
                Check.count(name(), inputs, 2);
                yield Check.same(name(), inputs.get(0), inputs.get(1)).with(DType.BOOL);
            }
            case Select _ -> {
                Check.count(name(), inputs, 3);
                Check.dtype(name(), inputs.getFirst(), DType.BOOL);
                TensorType type = Check.same(name(), inputs.get(1), inputs.get(2));
                Check.same(name(), inputs.getFirst(), type.with(DType.BOOL));
                yield type;
            }
            case Cast cast -> {
                Check.count(name(), inputs, 1);
                yield inputs.getFirst().with(cast.to());
            }
        };
    }

    private TensorType unary(UnaryFn fn, TensorType type) {
        switch (fn) {
            case IDENTITY, STOP_GRADIENT -> {}
            case NEGATE, ABS, SIGN, SQUARE, RELU -> {
                if (type.dtype() == DType.BOOL) {
                    throw new DTypeException(name() + ": takes numbers, got " + type
                            + Origin.here().at() + "; cast it with .as(DType.FLOAT32)");
                }
            }
            case SQRT,
                    RSQRT,
                    RECIPROCAL,
                    EXP,
                    EXPM1,
                    LOG,
                    LOG1P,
                    SIN,
                    COS,
                    TANH,
                    SIGMOID,
                    SOFTPLUS,
                    ERF,
                    FLOOR,
                    CEIL,
                    ROUND -> Check.floating(name(), type);
        }
        return type;
    }

    private void binary(BinaryFn fn, TensorType type) {
        switch (fn) {
            case MAX, MIN -> {}
            case ADD, SUBTRACT, MULTIPLY -> {
                if (type.dtype() == DType.BOOL) {
                    throw new DTypeException(name() + ": takes numbers, got " + type
                            + Origin.here().at() + "; cast it with .as(…), or use max for “or”, min for “and”");
                }
            }
            case DIVIDE, POWER -> Check.floating(name(), type);
        }
    }

    @Override
    default String name() {
        return switch (this) {
            case Unary unary -> unary.fn().name().toLowerCase(Locale.ROOT);
            case Binary binary -> binary.fn().name().toLowerCase(Locale.ROOT);
            case Compare compare -> compare.fn().name().toLowerCase(Locale.ROOT);
            case Select _ -> "select";
            case Cast _ -> "cast";
        };
    }
}
