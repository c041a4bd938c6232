package gradus.explain.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;

/// Text of scalable vector graphics, built element by element. Texts and values are escaped, and characters that XML
/// cannot hold are replaced.
final class Svg {
    private final StringBuilder text = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /// Begins an element.
    ///
    /// @param attributes names and values in turn; a value is a text or a number
    Svg begin(String name, Object... attributes) {
        tag(name, attributes).append(">\n");
        open.push(name);
        return this;
    }

    /// Ends the element begun last.
    Svg end() {
        text.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /// Adds an element without content.
    Svg add(String name, Object... attributes) {
        tag(name, attributes).append("/>\n");
        return this;
    }

    /// Adds an element that holds a text.
    Svg addText(String name, String content, Object... attributes) {
        tag(name, attributes).append('>').append(escaped(content));
        text.append("</").append(name).append(">\n");
        return this;
    }

    /// Adds an element without content but a title, which browsers show under the pointer.
    Svg addTitled(String title, String name, Object... attributes) {
        tag(name, attributes).append("><title>").append(escaped(title));
        text.append("</title></").append(name).append(">\n");
        return this;
    }

    /// Adds rules of style.
    Svg style(String rules) {
        text.append("<style>\n").append(rules).append("</style>\n");
        return this;
    }

    private StringBuilder tag(String name, Object... attributes) {
        text.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            text.append(' ').append(attributes[i]).append("=\"");
            text.append(value instanceof Double number ? place(number) : escaped(value.toString()))
                    .append('"');
        }
        return text;
    }

    /// Gives a place on the page with at most two decimals.
    static String place(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    static String escaped(String content) {
        StringBuilder escaped = new StringBuilder();
        content.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isAllowed(c) ? c : '\uFFFD');
            }
        });
        return escaped.toString();
    }

    private static boolean isAllowed(int c) {
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return c == '\t' || c == '\n' || c >= ' ' && !surrogate && c != 0xFFFE && c != 0xFFFF;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
