package gradus.core.type;

import java.util.Locale;

/// The text of a literal: nested brackets, six significant digits, long axes folded in the middle.
final class LiteralText {
    private static final int EDGE = 3;
    private static final int FOLD_ABOVE = 8;

    private final Literal literal;
    private final StringBuilder out = new StringBuilder();
    private final int[] strides;

    private LiteralText(Literal literal) {
        this.literal = literal;
        this.strides = literal.type().shape().strides();
    }

    static String of(Literal literal) {
        LiteralText text = new LiteralText(literal);
        text.out.append(literal.type()).append(' ');
        text.axis(0, 0);
        return text.out.toString();
    }

    private void axis(int axis, int offset) {
        Shape shape = literal.type().shape();
        if (axis == shape.rank()) {
            element(offset);
            return;
        }
        int size = shape.size(axis);
        boolean last = axis == shape.rank() - 1;
        String separator = last ? ", " : ",\n" + " ".repeat(axis + 1);
        out.append('[');
        for (int i = 0; i < size; i++) {
            if (i > 0) {
                out.append(separator);
            }
            if (size > FOLD_ABOVE && i == EDGE) {
                out.append("…");
                i = size - EDGE - 1;
            } else {
                axis(axis + 1, offset + i * strides[axis]);
            }
        }
        out.append(']');
    }

    private void element(int offset) {
        DType dtype = literal.type().dtype();
        if (dtype == DType.BOOL) {
            out.append(literal.get(offset) != 0);
        } else if (dtype.isInteger()) {
            out.append(literal.getLong(offset));
        } else {
            out.append(number(literal.get(offset)));
        }
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e6) {
            return value == 0 && 1 / value < 0 ? "-0" : Long.toString((long) value);
        }
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
