package gradus.explain.chart;

import java.util.List;
import java.util.stream.IntStream;

/// The names along one side of a [HeatMap].
///
/// @param title what they are; may be empty
/// @param names one for each row or column
public record Labels(String title, List<String> names) {
    /// Copies the names.
    public Labels {
        names = List.copyOf(names);
    }

    /// Gives whole numbers as names.
    public static Labels numbers(String title, int first, int count) {
        return new Labels(
                title,
                IntStream.range(first, first + count)
                        .mapToObj(Integer::toString)
                        .toList());
    }
}
