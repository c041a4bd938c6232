package gradus.cpu;

import gradus.core.op.Elementwise;
import java.util.List;

/// Plain loops of element-wise operations.
final class ReferenceElementwise {
    private ReferenceElementwise() {}

    static Kernel of(Elementwise op, List<Operand> inputs, Operand y) {
        Operand a = inputs.getFirst();
        boolean whole = !a.type().dtype().isFloating();
        return switch (op) {
            case Elementwise.Unary unary -> () -> unary(unary, whole, a, y);
            case Elementwise.Binary binary -> () -> binary(binary, whole, a, inputs.get(1), y);
            case Elementwise.Compare compare -> () -> compare(compare, whole, a, inputs.get(1), y);
            case Elementwise.Select _ -> () -> select(a, inputs.get(1), inputs.get(2), y);
            case Elementwise.Cast _ -> () -> copy(whole && !y.type().dtype().isFloating(), a, y);
        };
    }

    private static void unary(Elementwise.Unary op, boolean whole, Operand a, Operand y) {
        for (int i = 0; i < y.count(); i++) {
            if (whole) {
                y.setLong(i, integer(op, a.getLong(i)));
            } else {
                y.set(i, Scalars.unary(op.fn(), a.get(i)));
            }
        }
    }

    private static void binary(Elementwise.Binary op, boolean whole, Operand a, Operand b, Operand y) {
        for (int i = 0; i < y.count(); i++) {
            if (whole) {
                y.setLong(i, Scalars.binary(op.fn(), a.getLong(i), b.getLong(i)));
            } else {
                y.set(i, Scalars.binary(op.fn(), a.get(i), b.get(i)));
            }
        }
    }

    private static void compare(Elementwise.Compare op, boolean whole, Operand a, Operand b, Operand y) {
        for (int i = 0; i < y.count(); i++) {
            boolean holds = whole
                    ? Scalars.compare(op.fn(), a.getLong(i), b.getLong(i))
                    : Scalars.compare(op.fn(), a.get(i), b.get(i));
            y.set(i, holds ? 1 : 0);
        }
    }

    private static void select(Operand condition, Operand yes, Operand no, Operand y) {
        boolean whole = !y.type().dtype().isFloating();
        for (int i = 0; i < y.count(); i++) {
            Operand chosen = condition.get(i) != 0 ? yes : no;
            if (whole) {
                y.setLong(i, chosen.getLong(i));
            } else {
                y.set(i, chosen.get(i));
            }
        }
    }

    private static void copy(boolean whole, Operand a, Operand y) {
        for (int i = 0; i < y.count(); i++) {
            if (whole) {
                y.setLong(i, a.getLong(i));
            } else {
                y.set(i, a.get(i));
            }
        }
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
