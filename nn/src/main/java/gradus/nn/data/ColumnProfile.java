package gradus.nn.data;

import java.util.List;

/// What one column was found to be, and why.
///
/// {@snippet file="DataSnippets.java" region="Table"}
///
/// @param name the column
/// @param type what it is
/// @param reason why, in one sentence without a full stop
/// @param missing the number of rows without a value
/// @param distinct the number of different values
/// @param examples the first few different values
/// @param markers texts of a numeric or date column that are taken as missing, besides the usual markers
public record ColumnProfile(
        String name,
        ColumnType type,
        String reason,
        int missing,
        int distinct,
        List<String> examples,
        List<String> markers) {
    /// Checks and copies the lists.
    public ColumnProfile {
        examples = List.copyOf(examples);
        markers = List.copyOf(markers);
    }

    /// Gives the same facts with another verdict.
    public ColumnProfile with(ColumnType other, String why) {
        return new ColumnProfile(name, other, why, missing, distinct, examples, markers);
    }
}
