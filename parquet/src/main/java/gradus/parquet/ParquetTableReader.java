package gradus.parquet;

import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import gradus.core.type.FormatException;
import gradus.io.file.FileProblem;
import gradus.nn.data.CsvOptions;
import gradus.nn.data.Table;
import gradus.nn.data.TableBuilder;
import gradus.nn.data.TableReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Reads tables from Parquet files whose columns are flat: truth values, numbers, texts, dates, times and decimals.
///
/// Null and NaN are missing values. Columns of lists, of structures and of plain bytes are refused by name.
/// Pages may be packed by gzip; for Snappy and Zstandard the jar of `snappy-java` or `zstd-jni` must be
/// there.
public final class ParquetTableReader implements TableReader {
    private static final String MAGIC = "PAR1";
    private static final int SHORTEST = 12;
    /// What the library tells of itself at every start is nothing that a user asked for; held, since it is
    /// forgotten else.
    private static final Logger LIBRARY = Logger.getLogger("dev.hardwood");

    static {
        LIBRARY.setLevel(Level.WARNING);
    }

    /// Makes the reader; `ServiceLoader` does it.
    public ParquetTableReader() {}

    @Override
    public List<String> endings() {
        return List.of("parquet");
    }

    @Override
    public Table read(Path file, CsvOptions options) {
        checkEnds(file);
        try (BoundedInput input = BoundedInput.of(file);
                ParquetFileReader parquet = ParquetFileReader.open(input)) {
            return table(file, parquet, options);
        } catch (FormatException e) {
            throw e;
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            throw damaged(
                    file, e); // hostile numbers reach into the library's arrays: whatever comes of them is told alike
        }
    }

    private static void checkEnds(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String first = new String(in.readNBytes(MAGIC.length()), StandardCharsets.ISO_8859_1);
            if (first.equals("PARE")) {
                throw new FormatException(
                        "read " + file + ": the file is encrypted, which is not read; write it without encryption");
            }
            if (!first.equals(MAGIC)) {
                throw new FormatException("read " + file
                        + ": a Parquet file begins with PAR1, but this one does not; is its ending right?");
            }
            if (Files.size(file) < SHORTEST) {
                throw new FormatException("read " + file + ": a Parquet file has at least " + SHORTEST
                        + " bytes, but this one has " + Files.size(file) + "; was it copied whole?");
            }
        } catch (IOException e) {
            throw FileProblem.reading(file, e);
        }
    }

    private static Table table(Path file, ParquetFileReader parquet, CsvOptions options) {
        String where = "read " + file;
        FileMetaData about = parquet.getFileMetaData();
        List<ColumnText> columns = ColumnText.all(parquet.getFileSchema(), where);
        if (about.numRows() < 1 || about.numRows() > Integer.MAX_VALUE) {
            throw new FormatException(where + ": a table needs from 1 to " + Integer.MAX_VALUE + " rows, but there are "
                    + about.numRows());
        }
        for (RowGroup group : about.rowGroups()) {
            for (ColumnChunk chunk : group.columns()) {
                checkPacking(chunk.metaData().codec(), where);
            }
        }
        TableBuilder builder = TableBuilder.of(
                file.toString(),
                columns.stream().map(ColumnText::name).toList(),
                options.withDecimal(CsvOptions.Decimal.POINT));
        try (RowReader rows = parquet.rowReader()) {
            while (rows.hasNext()) {
                rows.next();
                List<String> cells = new ArrayList<>(columns.size());
                columns.forEach(column -> cells.add(column.cell(rows)));
                builder.add(cells, 0);
            }
        }
        if (builder.rowCount() != about.numRows()) {
            throw new FormatException(where + ": its footer promises " + about.numRows() + " rows, but there are "
                    + builder.rowCount() + "; the file is damaged, write it anew");
        }
        return builder.build();
    }

    private static void checkPacking(CompressionCodec codec, String where) {
        switch (codec) {
            case UNCOMPRESSED, GZIP -> {}
            case SNAPPY -> checkJar("org.xerial.snappy.Snappy", "org.xerial.snappy:snappy-java", codec, where);
            case ZSTD -> checkJar("com.github.luben.zstd.Zstd", "com.github.luben:zstd-jni", codec, where);
            case LZO, BROTLI, LZ4, LZ4_RAW ->
                throw new FormatException(where + ": columns may be packed by GZIP, SNAPPY or ZSTD, but these are by "
                        + codec + "; write the file with one of the three");
        }
    }

    private static void checkJar(String type, String artifact, CompressionCodec codec, String where) {
        try {
            Class.forName(type, false, ParquetFileReader.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new FormatException(
                    where + ": columns packed by " + codec + " need the artifact " + artifact
                            + ", which is not there; add it to the class path or module path, or pack by GZIP",
                    e);
        }
    }

    private static FormatException damaged(Path file, Throwable cause) {
        String told = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new FormatException(
                "read " + file + ": the file is damaged or of a kind that is not read: "
                        + told.lines().findFirst().orElse("") + "; write it anew",
                cause);
    }
}
