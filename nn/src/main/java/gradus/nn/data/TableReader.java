package gradus.nn.data;

import java.nio.file.Path;
import java.util.List;

/// Reads a table from a file; found by `ServiceLoader`. The module `gradus.io` provides those for CSV, JSON lines and
/// NumPy arrays.
///
/// {@snippet file="FileSnippets.java" region="TableReader"}
public interface TableReader {
    /// Reads the table in `file`.
    ///
    /// @param options how texts are written; a format that says so itself passes over what it has no use for
    /// @throws gradus.core.type.FormatException if there is no such file, it cannot be read, or it is not a
    ///     table
    Table read(Path file, CsvOptions options);

    /// Gives the endings of the names of files that this reader reads, in lower case and without a point: `jsonl`.
    /// A reader without endings reads all files that no other one reads.
    List<String> endings();
}
