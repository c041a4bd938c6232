package gradus.explain.replay;

import gradus.core.graph.Node;
import gradus.core.op.BinaryFn;
import gradus.core.op.Contraction;
import gradus.core.op.Elementwise;
import gradus.core.op.Reduction;
import gradus.core.op.UnaryFn;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.explain.render.Digits;
import gradus.explain.step.StepValues;
import java.util.Locale;
import java.util.stream.Collectors;

/// How an element of a node came to be not finite, as the sum that was to be done: `ln 0`, `e^(94)`, `1 / 0`.
final class Reasons {
    private Reasons() {}

    /// Gives the reason of an element, empty where it is not made of single elements.
    static String of(Node node, int element, StepValues values) {
        if (node.op() instanceof Reduction || node.op() instanceof Contraction) {
            return sum(node, values.of(node).get(element), values);
        }
        if (!(node.op() instanceof Elementwise)) {
            return "";
        }
        double[] operands = node.inputs().stream()
                .mapToDouble(input -> values.of(input).get(element))
                .toArray();
        DType dtype = node.type().dtype();
        return switch ((Elementwise) node.op()) {
            case Elementwise.Unary(UnaryFn fn) -> unary(fn, operands[0]) + beyond(values, node, element, dtype);
            case Elementwise.Binary(BinaryFn fn) ->
                binary(fn, operands[0], operands[1]) + beyond(values, node, element, dtype);
            case Elementwise.Cast _ -> number(operands[0]) + " as " + dtype + beyond(values, node, element, dtype);
            case Elementwise.Compare _, Elementwise.Select _ -> "";
        };
    }

    /// What many elements make together.
    private static String sum(Node node, double value, StepValues values) {
        String sizes = node.inputs().stream()
                .map(input -> number(largest(values.of(input))))
                .collect(Collectors.joining(" and "));
        String what =
                node.op() instanceof Contraction ? "a sum of products of numbers up to " : "a sum of numbers up to ";
        return what
                + sizes
                + (Double.isNaN(value)
                        ? ", of which parts are ∞ and −∞"
                        : ", beyond the largest " + node.type().dtype());
    }

    private static double largest(Literal literal) {
        double largest = 0;
        for (int e = 0; e < literal.count(); e++) {
            largest = Math.max(largest, Math.abs(literal.get(e)));
        }
        return largest;
    }

    private static String unary(UnaryFn fn, double x) {
        String number = number(x);
        return switch (fn) {
            case EXP, EXPM1 -> "e^(" + number + ")" + (fn == UnaryFn.EXPM1 ? " − 1" : "");
            case LOG -> "ln " + bracketed(x);
            case LOG1P -> "ln(1 + " + bracketed(x) + ")";
            case SQRT -> "√" + bracketed(x);
            case RSQRT -> "1 / √" + bracketed(x);
            case RECIPROCAL -> "1 / " + bracketed(x);
            case SQUARE -> bracketed(x) + "²";
            case IDENTITY,
                    STOP_GRADIENT,
                    NEGATE,
                    ABS,
                    SIGN,
                    SIN,
                    COS,
                    TANH,
                    SIGMOID,
                    SOFTPLUS,
                    ERF,
                    RELU,
                    FLOOR,
                    CEIL,
                    ROUND -> fn.name().toLowerCase(Locale.ROOT) + "(" + number + ")";
        };
    }

    private static String binary(BinaryFn fn, double x, double y) {
        return switch (fn) {
            case ADD -> number(x) + " + " + bracketed(y);
            case SUBTRACT -> number(x) + " − " + bracketed(y);
            case MULTIPLY -> number(x) + " · " + bracketed(y);
            case DIVIDE -> number(x) + " / " + bracketed(y);
            case POWER -> bracketed(x) + "^" + bracketed(y);
            case MAX -> "max(" + number(x) + ", " + number(y) + ")";
            case MIN -> "min(" + number(x) + ", " + number(y) + ")";
        };
    }

    /// An infinity of large operands is one that the element type makes.
    private static String beyond(StepValues values, Node node, int element, DType dtype) {
        boolean large = node.inputs().stream()
                .allMatch(input -> Math.abs(values.of(input).get(element)) > 0);
        boolean isInfinite = Double.isInfinite(values.of(node).get(element));
        boolean isLog = node.op() instanceof Elementwise.Unary(UnaryFn fn) && fn == UnaryFn.LOG1P;
        return large && isInfinite && !isLog ? ", beyond the largest " + dtype : "";
    }

    private static String bracketed(double value) {
        return value < 0 ? "(" + number(value) + ")" : number(value);
    }

    private static String number(double value) {
        return Digits.SIX.text(value);
    }
}
