package gradus.cpu;

import gradus.core.op.Elementwise;
import gradus.core.type.DType;
import java.util.List;

/// Plain loops of element-wise operations.
final class ReferenceElementwise {
    private ReferenceElementwise() {}

    static Kernel of(Elementwise op, List<Operand> inputs, Operand y) {
        Operand a = inputs.getFirst();
        boolean whole = !a.type().dtype().isFloating();
        return switch (op) {
            case Elementwise.Unary unary ->
                () -> {
                    for (int i = 0; i < y.count(); i++) {
                        if (whole) {
                            y.setLong(i, integer(unary, a.getLong(i)));
                        } else {
                            y.set(i, Scalars.unary(unary.fn(), a.get(i)));
                        }
                    }
                };
            case Elementwise.Binary binary ->
                () -> {
                    Operand b = inputs.get(1);
                    for (int i = 0; i < y.count(); i++) {
                        if (whole) {
                            y.setLong(i, Scalars.binary(binary.fn(), a.getLong(i), b.getLong(i)));
                        } else {
                            y.set(i, Scalars.binary(binary.fn(), a.get(i), b.get(i)));
                        }
                    }
                };
            case Elementwise.Compare compare ->
                () -> {
                    Operand b = inputs.get(1);
                    for (int i = 0; i < y.count(); i++) {
                        boolean holds = whole
                                ? Scalars.compare(compare.fn(), a.getLong(i), b.getLong(i))
                                : Scalars.compare(compare.fn(), a.get(i), b.get(i));
                        y.set(i, holds ? 1 : 0);
                    }
                };
            case Elementwise.Select _ ->
                () -> {
                    for (int i = 0; i < y.count(); i++) {
                        Operand chosen = inputs.get(a.get(i) != 0 ? 1 : 2);
                        if (y.type().dtype() == DType.INT64) {
                            y.setLong(i, chosen.getLong(i));
                        } else {
                            y.set(i, chosen.get(i));
                        }
                    }
                };
            case Elementwise.Cast _ ->
                () -> {
                    for (int i = 0; i < y.count(); i++) {
                        if (whole && !y.type().dtype().isFloating()) {
                            y.setLong(i, a.getLong(i));
                        } else {
                            y.set(i, a.get(i));
                        }
                    }
                };
        };
    }

    private static long integer(Elementwise.Unary unary, long x) {
        return switch (unary.fn()) {
            case IDENTITY, STOP_GRADIENT -> x;
            case NEGATE -> -x;
            case ABS -> Math.abs(x);
            case SIGN -> Long.signum(x);
            case SQUARE -> x * x;
            case RELU -> Math.max(x, 0);
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
                    ROUND -> throw new AssertionError(unary.fn() + " takes floating point");
        };
    }
}
