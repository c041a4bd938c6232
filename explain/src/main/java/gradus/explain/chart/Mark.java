package gradus.explain.chart;

import java.util.List;

/// Something drawn in a [Chart], in the units of its axes. A look is a number from 0 on that stands for a colour, a
/// dash and a marker together; marks of the same look belong together.
///
/// {@snippet file="PlotSnippets.java" region="Figure"}
public sealed interface Mark {
    /// Points joined by lines, named at its right end. A point that is not finite interrupts it.
    ///
    /// @param name what it is; empty: it is not named
    /// @param look its colour, dash and marker
    /// @param points the points in order
    record Line(String name, int look, List<Point> points) implements Mark {
        /// Copies and checks.
        public Line {
            points = List.copyOf(points);
            requireLook(look);
        }
    }

    /// A thin line in the colour of words, not named: the border between two regions.
    ///
    /// @param points the points in order; one that is not finite interrupts it
    record Border(List<Point> points) implements Mark {
        /// Copies the points.
        public Border {
            points = List.copyOf(points);
        }
    }

    /// Points apart, each a marker, named in a key.
    ///
    /// @param name what they are
    /// @param look their colour and marker
    /// @param points the points
    record Dots(String name, int look, List<Point> points) implements Mark {
        /// Copies and checks.
        public Dots {
            points = List.copyOf(points);
            requireLook(look);
        }
    }

    /// The area between two lines over the same places.
    ///
    /// @param name what it is, in a key
    /// @param look its colour
    /// @param edge one line
    /// @param other the other, with as many points
    record Band(String name, int look, List<Point> edge, List<Point> other) implements Mark {
        /// Copies and checks.
        public Band {
            edge = List.copyOf(edge);
            other = List.copyOf(other);
            requireLook(look);
            if (edge.size() != other.size()) {
                throw new IllegalArgumentException(
                        "band: both edges need the same number of points, got " + edge.size() + " and " + other.size());
            }
        }
    }

    /// Bars from 0 up or down over intervals.
    ///
    /// @param name what they are, in a key; empty: they are not named
    /// @param look their colour
    /// @param bars the bars
    record Bars(String name, int look, List<Bar> bars) implements Mark {
        /// Copies and checks.
        public Bars {
            bars = List.copyOf(bars);
            requireLook(look);
        }
    }

    /// One of [Bars].
    ///
    /// @param from where it begins on the horizontal axis
    /// @param to where it ends
    /// @param height how far it reaches
    record Bar(double from, double to, double height) {}

    /// A line across the chart at one number of an axis, with words beside it.
    ///
    /// @param words what is there
    /// @param across which way it goes
    /// @param at the number
    record Rule(String words, Across across, double at) implements Mark {}

    /// Which way a [Rule] goes.
    enum Across {
        /// From bottom to top, at a number of the horizontal axis.
        UPRIGHT,
        /// From left to right, at a number of the vertical axis.
        LEVEL
    }

    /// Words at a place of the chart, in the colour of a look.
    ///
    /// @param words the words
    /// @param look their colour
    /// @param at where their middle is
    record Words(String words, int look, Point at) implements Mark {
        /// Checks the look.
        public Words {
            requireLook(look);
        }
    }

    /// A surface of shaded cells below all other marks; its first row is the highest.
    ///
    /// @param look the colour of [Tone.Palette#SHADE]
    /// @param values the numbers of the cells
    /// @param box the part of the chart that the grid covers
    /// @param tone how numbers become shades
    record Surface(int look, Grid values, Box box, Tone tone) implements Mark {
        /// Checks the look.
        public Surface {
            requireLook(look);
        }
    }

    /// A rectangle in the units of the axes.
    ///
    /// @param left its least x
    /// @param right its greatest x
    /// @param low its least y
    /// @param high its greatest y
    record Box(double left, double right, double low, double high) {}

    private static void requireLook(int look) {
        if (look < 0) {
            throw new IllegalArgumentException("mark: a look is a number from 0 on, got " + look);
        }
    }
}
