package gradus.nn.data;

import java.nio.file.Path;

/// Reads a table from a file; found by `ServiceLoader`. The module `gradus.io` provides one for CSV.
public interface TableReader {
    /// Reads the table in `file`.
    ///
    /// @throws gradus.core.type.FormatException if there is no such file, it cannot be read, or it is not a
    ///     table
    Table read(Path file, CsvOptions options);
}
