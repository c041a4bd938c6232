package gradus.nn.data;

import gradus.core.type.FormatException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;

/// Finds the reader of a file by the ending of its name.
final class TableReaders {
    private static final String PACKED = ".gz";
    private static final String PARQUET = "parquet";

    private TableReaders() {}

    /// Gives the reader of a file: one for the ending of its name, otherwise the one without endings.
    static TableReader of(Path file) {
        String ending = ending(file);
        List<TableReader> all = all(file);
        return all.stream()
                .filter(reader -> reader.endings().contains(ending))
                .findFirst()
                .orElseGet(() -> other(file, ending));
    }

    /// Gives the reader of a file that none claims. What only an optional module reads must not be taken for CSV.
    private static TableReader other(Path file, String ending) {
        if (ending.equals(PARQUET)) {
            throw new FormatException("read " + file
                    + ": Parquet files need the optional module parquet, which is not there; set GRADUS_MODULES=parquet"
                    + " for the command line, or add the artifact io.gradus:gradus-parquet to a program");
        }
        return plain(file);
    }

    /// Gives the reader without endings, which reads CSV.
    static TableReader plain(Path file) {
        return all(file).stream()
                .filter(reader -> reader.endings().isEmpty())
                .findFirst()
                .orElseThrow(() -> missing(file));
    }

    private static List<TableReader> all(Path file) {
        List<TableReader> found = load(ServiceLoader.load(TableReader.class));
        List<TableReader> all = found.isEmpty()
                ? load(ServiceLoader.load(TableReader.class, TableReader.class.getClassLoader()))
                : found;
        if (all.isEmpty()) {
            throw missing(file);
        }
        return all;
    }

    private static List<TableReader> load(ServiceLoader<TableReader> loader) {
        return loader.stream().map(ServiceLoader.Provider::get).toList();
    }

    private static IllegalStateException missing(Path file) {
        return new IllegalStateException("read " + file
                + ": reading a table needs a gradus.nn.data.TableReader, and none is on the class path or module path;"
                + " add the artifact io.gradus:gradus-io");
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String plain = name.endsWith(PACKED) ? name.substring(0, name.length() - PACKED.length()) : name;
        return plain.substring(plain.lastIndexOf('.') + 1);
    }
}
