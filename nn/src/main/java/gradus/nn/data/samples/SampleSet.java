package gradus.nn.data.samples;

import gradus.core.type.Key;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A made-up table: header, rows and the formula they come from.
///
/// Row `i` depends on the key and `i` only, so a longer table begins with the shorter one. Below, `u` is
/// uniform in [0, 1), `n` is standard normal, and each use is a new draw. Points are printed with four digits
/// after the point.
///
/// {@snippet file="DataSnippets.java" region="SampleSet"}
public enum SampleSet {
    /// Three spiral arms that wind once around the origin; classes a, b, c in turn.
    SPIRALS("x,y,arm", """
            Three spiral arms a, b, c (number k = 0, 1, 2), row by row in turn.
            t = u;  radius = 0.1 + 0.9 t;  angle = 2 pi (k/3 + t)
            x = radius cos(angle) + 0.03 n;  y = radius sin(angle) + 0.03 n
            """),
    /// Two half circles that reach into each other; classes upper and lower in turn.
    MOONS("x,y,moon", """
            Two half circles that reach into each other, row by row in turn.
            upper: x = cos(pi u) + 0.1 n;      y = sin(pi u) + 0.1 n
            lower: x = 1 - cos(pi u) + 0.1 n;  y = 0.5 - sin(pi u) + 0.1 n   (one u for both)
            """),
    /// A ring around a smaller ring; classes outer and inner in turn.
    CIRCLES("x,y,ring", """
            A ring of radius 1 (outer) around a ring of radius 0.5 (inner), row by row in turn.
            x = radius cos(2 pi u) + 0.08 n;  y = radius sin(2 pi u) + 0.08 n   (one u for both)
            """),
    /// Four squares coloured like a chessboard; classes same and different.
    XOR("x,y,signs", """
            Four squares coloured like a chessboard: the class says whether the signs of x and y agree.
            a = 2u - 1;  b = 2u - 1;  signs = "same" if a b >= 0, else "different"
            x = a + 0.05 n;  y = b + 0.05 n   (noise after the class is set)
            """),
    /// A sine wave with noise, a regression of y on x.
    SINE("x,y", """
            Two periods of a sine wave.
            x = 2 pi (2u - 1);  y = sin(x) + 0.1 n
            """),
    /// A cubic polynomial with noise, a regression of y on x.
    POLYNOMIAL("x,y", """
            A cubic polynomial.
            x = 6u - 3;  y = 2 + 0.5 x - x^2 + 0.2 x^3 + 0.3 n
            """),
    /// Digits drawn with strokes on 8 × 8 pixels of brightness 0 … 16; classes 0 … 9 in turn.
    DIGITS(Strokes.header(), """
            Digits 0 to 9 in turn, drawn with the strokes of a seven-segment display on 8 x 8 pixels, 0 (black) to 16.
            The box of strokes is 4 by 6 pixels, scaled by 0.85 + 0.25 u, moved by 1.4 u - 0.7 in both directions, slanted
            by 0.5 u - 0.25. d is the distance of a pixel to the nearest stroke, w = 0.5 + 0.3 u the width of the pen.
            brightness = 16 clamp(1.5 - d/w, 0, 1) + n, rounded, within 0 and 16; pRC is row R, column C
            """);

    private static final int MOST_ROWS = 10_000_000;
    private final String header;
    private final String description;

    SampleSet(String header, String description) {
        this.header = header;
        this.description = description;
    }

    /// Gives the set called `name`, in small letters.
    ///
    /// @throws IllegalArgumentException if there is none
    public static SampleSet named(String name) {
        for (SampleSet set : values()) {
            if (set.title().equals(name)) {
                return set;
            }
        }
        String all = Arrays.stream(values()).map(SampleSet::title).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("sample: there is no set called \"" + name + "\"; the sets are " + all);
    }

    /// Gives the name in small letters.
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Gives the names of the columns, the target last.
    public List<String> columns() {
        return List.of(header.split(","));
    }

    /// Gives the name of the column to be predicted.
    public String target() {
        return columns().getLast();
    }

    /// Gives what the set is, its formula and its noise, in a few lines of plain ASCII.
    public String description() {
        return description;
    }

    /// Gives the cells of `rows` rows, drawn one by one as the stream is read.
    ///
    /// @throws IllegalArgumentException if `rows` is not between 1 and 10 million
    public Stream<List<String>> rows(int rows, Key key) {
        if (rows < 1 || rows > MOST_ROWS) {
            throw new IllegalArgumentException(
                    "sample: the number of rows must lie between 1 and " + MOST_ROWS + ", got " + rows);
        }
        Key own = key.fold(title());
        return IntStream.range(0, rows).mapToObj(i -> row(i, own.fold(i)));
    }

    private List<String> row(int index, Key key) {
        return switch (this) {
            case SPIRALS -> Points.spiral(index, key);
            case MOONS -> Points.moon(index, key);
            case CIRCLES -> Points.circle(index, key);
            case XOR -> Points.xor(key);
            case SINE -> Points.sine(key);
            case POLYNOMIAL -> Points.polynomial(key);
            case DIGITS -> Strokes.row(index, key);
        };
    }

    /// Gives the table as comma-separated text with a header line.
    ///
    /// @throws IllegalArgumentException if `rows` is not between 1 and 10 million
    public String csv(int rows, Key key) {
        return Stream.concat(Stream.of(columns()), rows(rows, key))
                .map(cells -> String.join(",", cells) + "\n")
                .collect(Collectors.joining());
    }
}
