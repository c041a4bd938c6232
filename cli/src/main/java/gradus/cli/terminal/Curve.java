package gradus.cli.terminal;

import java.util.List;

/// A named sequence of values, such as the training loss of each epoch. A value that is not finite makes a gap.
///
/// @param name what the legend calls it
/// @param values the values, at positions 1, 2, 3 …
public record Curve(String name, List<Double> values) {
    public Curve {
        values = List.copyOf(values);
    }
}
