package gradus.cpu;

import gradus.core.op.BinaryFn;
import gradus.core.op.Elementwise;
import gradus.core.op.UnaryFn;
import gradus.cpu.kernel.Binary;
import gradus.cpu.kernel.Unary;
import java.util.Optional;

/// Which array kernel computes which function, and how long it takes.
final class Names {
    private Names() {}

    /// Gives the kernel, or nothing for the functions that only copy.
    static Optional<Unary> of(UnaryFn fn) {
        return switch (fn) {
            case IDENTITY, STOP_GRADIENT -> Optional.empty();
            case NEGATE -> Optional.of(Unary.NEG);
            case ABS -> Optional.of(Unary.ABS);
            case SIGN -> Optional.of(Unary.SIGN);
            case SQUARE -> Optional.of(Unary.SQUARE);
            case SQRT -> Optional.of(Unary.SQRT);
            case RSQRT -> Optional.of(Unary.RSQRT);
            case RECIPROCAL -> Optional.of(Unary.RECIPROCAL);
            case EXP -> Optional.of(Unary.EXP);
            case EXPM1 -> Optional.of(Unary.EXPM1);
            case LOG -> Optional.of(Unary.LOG);
            case LOG1P -> Optional.of(Unary.LOG1P);
            case SIN -> Optional.of(Unary.SIN);
            case COS -> Optional.of(Unary.COS);
            case TANH -> Optional.of(Unary.TANH);
            case SIGMOID -> Optional.of(Unary.SIGMOID);
            case SOFTPLUS -> Optional.of(Unary.SOFTPLUS);
            case ERF -> Optional.of(Unary.ERF);
            case RELU -> Optional.of(Unary.RELU);
            case FLOOR -> Optional.of(Unary.FLOOR);
            case CEIL -> Optional.of(Unary.CEIL);
            case ROUND -> Optional.of(Unary.ROUND);
        };
    }

    static Binary of(BinaryFn fn) {
        return switch (fn) {
            case ADD -> Binary.ADD;
            case SUBTRACT -> Binary.SUB;
            case MULTIPLY -> Binary.MUL;
            case DIVIDE -> Binary.DIV;
            case POWER -> Binary.POW;
            case MAX -> Binary.MAX;
            case MIN -> Binary.MIN;
        };
    }

    /// How many additions an element takes as long as.
    static int operations(Elementwise op) {
        return switch (op) {
            case Elementwise.Unary(UnaryFn fn) -> of(fn).map(Unary::operations).orElse(1);
            case Elementwise.Binary(BinaryFn fn) -> of(fn).operations();
            case Elementwise.Compare _, Elementwise.Select _, Elementwise.Cast _ -> 1;
        };
    }
}
