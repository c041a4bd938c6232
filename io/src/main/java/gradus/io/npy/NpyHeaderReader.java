package gradus.io.npy;

import gradus.core.type.FormatException;
import gradus.core.type.Shape;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the text of a header, a dictionary of three entries as Python writes it. Nothing is evaluated: what is no such
/// dictionary is an error where it begins.
final class NpyHeaderReader {
    private static final int MOST_AXES = 64;
    private static final int SHOWN = 12;

    private final String text;
    private final String where;
    private int at;

    private NpyHeaderReader(String text, String where) {
        this.text = text;
        this.where = where;
    }

    /// Gives the header that the bytes spell.
    ///
    /// @param version the major version of the file: from 3 on the text is UTF-8
    static NpyHeader read(byte[] bytes, int version, String where) {
        Charset charset = version >= 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        return new NpyHeaderReader(new String(bytes, charset), where).header();
    }

    private NpyHeader header() {
        expect('{');
        Set<String> seen = new HashSet<>();
        String description = "";
        boolean firstFastest = false;
        Shape shape = Shape.of();
        while (!accept('}')) {
            String key = quoted();
            if (!seen.add(key)) {
                throw wrong("every key must stand once, but '" + key + "' stands twice");
            }
            expect(':');
            switch (key) {
                case "descr" -> description = description();
                case "fortran_order" -> firstFastest = truth();
                case "shape" -> shape = shape();
                default -> throw wrong("the keys must be descr, fortran_order and shape, got '" + key + "'");
            }
            if (!accept(',')) {
                expect('}');
                break;
            }
        }
        blanks();
        if (at < text.length() || seen.size() < 3) {
            throw wrong("a dictionary of descr, fortran_order and shape must end the header, got the keys "
                    + seen.stream().sorted().toList());
        }
        NpyHeader.Layout layout =
                firstFastest ? NpyHeader.Layout.FIRST_AXIS_FASTEST : NpyHeader.Layout.LAST_AXIS_FASTEST;
        return NpyHeader.of(description, layout, shape, where);
    }

    private String description() {
        blanks();
        if (at < text.length() && (text.charAt(at) == '[' || text.charAt(at) == '(')) {
            throw wrong("elements must be numbers, but these are records of several fields; save each field as an array"
                    + " of its own");
        }
        return quoted();
    }

    private boolean truth() {
        blanks();
        for (String word : List.of("True", "False")) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return word.equals("True");
            }
        }
        throw wrong("fortran_order must be True or False");
    }

    private Shape shape() {
        expect('(');
        List<Integer> sizes = new ArrayList<>();
        long count = 1;
        while (!accept(')')) {
            long size = size();
            if (size > Integer.MAX_VALUE || count * size > Integer.MAX_VALUE || sizes.size() == MOST_AXES) {
                throw wrong("at most 2147483647 elements on " + MOST_AXES + " axes can be held, got a size of " + size
                        + " after " + sizes);
            }
            count *= size;
            sizes.add((int) size);
            if (!accept(',')) {
                if (sizes.size() == 1) {
                    throw wrong("a shape of one size must end with a comma");
                }
                expect(')');
                break;
            }
        }
        return Shape.of(sizes.stream().mapToInt(Integer::intValue).toArray());
    }

    private long size() {
        blanks();
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start || at - start > 18) {
            at = start;
            throw wrong("a size must be a whole number of at least 0");
        }
        long size = Long.parseLong(text, start, at, 10);
        if (at < text.length() && text.charAt(at) == 'L') { // a long of Python 2
            at++;
        }
        return size;
    }

    private String quoted() {
        blanks();
        char quote = at < text.length() ? text.charAt(at) : ' ';
        int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
        if (end < 0 || text.substring(at, end).contains("\\")) {
            throw wrong("a text between quotes must stand here");
        }
        String value = text.substring(at + 1, end);
        at = end + 1;
        return value;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean accept(char c) {
        blanks();
        boolean found = at < text.length() && text.charAt(at) == c;
        at += found ? 1 : 0;
        return found;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw wrong("'" + c + "' must stand here");
        }
    }

    private FormatException wrong(String rule) {
        String rest = text.substring(Math.min(at, text.length()));
        String shown = rest.isBlank()
                ? "its end"
                : "'" + rest.substring(0, Math.min(SHOWN, rest.length())).strip() + "'";
        return new FormatException(where + ": the header must be {'descr': …, 'fortran_order': …, 'shape': …}; " + rule
                + ", at character " + at + " before " + shown);
    }

    /// Gives the text of the header of an array of ours, in C order.
    static String text(String description, int[] sizes) {
        String joined = Arrays.stream(sizes)
                .mapToObj(Integer::toString)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        return "{'descr': '" + description + "', 'fortran_order': False, 'shape': (" + joined
                + (sizes.length == 1 ? "," : "") + "), }";
    }
}
