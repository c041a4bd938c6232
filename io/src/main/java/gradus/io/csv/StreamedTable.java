package gradus.io.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.io.file.FileProblem;
import gradus.io.file.PackedFile;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.CsvOptions;
import gradus.nn.data.Dataset;
import gradus.nn.data.Preprocessing;
import gradus.nn.data.Table;
import gradus.nn.data.TableBuilder;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// A table that stays on disk: where its rows begin is in memory, the rows are read when they are asked for. So a
/// file larger than memory can be shuffled like any other data set, and any place of any epoch is reached at once.
///
/// The file must not change while it is open. It is not packed and its text is UTF-8 or of one byte per character.
///
/// {@snippet file="FileSnippets.java" region="StreamedTable"}
public final class StreamedTable implements AutoCloseable {
    private static final int BEGINNING = 1000;
    private static final int MOST_ROW_BYTES = 1 << 26;

    private final Path file;
    private final TextFile text;
    private final CsvOptions options;
    private final List<String> names;
    private final int firstRow;
    private final RowIndex index;
    private final RandomAccessFile rows; // not a channel: an interrupt of the reader would close that for ever

    private StreamedTable(
            TextFile text,
            CsvOptions options,
            List<String> names,
            int firstRow,
            RowIndex index,
            RandomAccessFile rows) {
        this.file = text.file();
        this.text = text;
        this.options = options;
        this.names = names;
        this.firstRow = firstRow;
        this.index = index;
        this.rows = rows;
    }

    /// Opens a file and reads it once to find its rows; how it is written is found out from its beginning.
    ///
    /// @throws FormatException if there is no such file, it is packed, or it has no rows
    public static StreamedTable open(Path file) {
        return open(file, CsvOptions.defaults());
    }

    /// Opens a file and reads it once to find its rows.
    ///
    /// @throws FormatException if there is no such file, it is packed, or it has no rows
    public static StreamedTable open(Path file, CsvOptions options) {
        TextFile text = TextFile.open(file, options);
        PackedFile packed = text.packed();
        if (packed.gzip() || text.charset().name().startsWith("UTF-16")) {
            throw new FormatException("read " + file + ": rows can only be read one by one from a file that is not"
                    + " packed and not UTF-16; unpack it, or save it as UTF-8");
        }
        Separator separator = Separator.find(text, options);
        if (separator.character() == ' ') {
            throw new FormatException("read " + file + ": rows can only be read one by one if one character separates"
                    + " the fields, but here runs of blanks do; read the table as a whole");
        }
        CsvOptions known = options.withSeparator(separator.character());
        List<List<String>> sample = CsvTableReader.sample(text, known);
        if (sample.isEmpty()) {
            throw new FormatException(
                    "read " + file + ": a table needs a header and rows, but the file has no line with data");
        }
        HeaderLine header = HeaderLine.decide(sample, known);
        List<String> names = header.isPresent()
                ? header.names(sample)
                : IntStream.rangeClosed(1, header.width())
                        .mapToObj(i -> "c" + i)
                        .toList();
        try (InputStream in = text.packed().open()) {
            RowIndex index = RowIndex.of(in, text.mark(), known);
            RandomAccessFile rows = new RandomAccessFile(file.toFile(), "r");
            StreamedTable table = new StreamedTable(text, known, names, header.isPresent() ? 1 : 0, index, rows);
            try {
                return table.checked();
            } catch (FormatException e) {
                table.close();
                throw e;
            }
        } catch (IOException e) {
            throw FileProblem.reading(file, e);
        }
    }

    /// Fixes the decimal sign by the first rows, because one row alone does not tell.
    private StreamedTable checked() {
        if (rowCount() < 1) {
            throw new FormatException("read " + file + ": a table needs rows, but the file has only a header ("
                    + String.join(", ", names) + ")");
        }
        if (options.decimal() != CsvOptions.Decimal.AUTO) {
            return this;
        }
        Table beginning =
                rows(IntStream.range(0, Math.min(BEGINNING, rowCount())).toArray());
        boolean comma = beginning.notes().stream().anyMatch(note -> note.startsWith("decimal comma"));
        CsvOptions fixed = options.withDecimal(comma ? CsvOptions.Decimal.COMMA : CsvOptions.Decimal.POINT);
        return new StreamedTable(text, fixed, names, firstRow, index, rows);
    }

    /// Gives the number of rows.
    public int rowCount() {
        return index.count() - firstRow;
    }

    /// Gives the names of the columns.
    public List<String> columnNames() {
        return names;
    }

    /// Gives some rows as a table in memory.
    ///
    /// @param rows their numbers, counted from 0
    /// @throws FormatException if a row has not as many fields as there are columns or cannot be read
    public Table rows(int... rows) {
        TableBuilder builder = TableBuilder.of(file.toString(), names, options);
        for (int row : rows) {
            int at = Objects.checkIndex(row, rowCount()) + firstRow;
            builder.add(fields(at), index.line(at));
        }
        return builder.build();
    }

    /// Gives rows drawn at random, each at most once, as a table in memory: to find out what the columns are and to
    /// fit a preprocessing.
    ///
    /// @param count how many, at most all
    /// @throws FormatException if a row cannot be read
    public Table sample(int count, Key key) {
        return rows(IntStream.range(0, Math.min(count, rowCount()))
                .map(i -> key.permuted(i, rowCount()))
                .sorted()
                .toArray());
    }

    private List<String> fields(int at) {
        long length = index.end(at) - index.start(at);
        if (length > MOST_ROW_BYTES) {
            throw new FormatException("read " + file + ": a row may take at most " + MOST_ROW_BYTES
                    + " bytes, but that of line " + index.line(at) + " takes " + length + "; is a quote left open?");
        }
        String row = new String(bytes(index.start(at), (int) length), text.charset());
        try (CsvReader<CsvRecord> records = CsvTableReader.reader(options).ofCsvRecord(new StringReader(row))) {
            for (CsvRecord found : records) {
                return fitted(found.getFields(), index.line(at));
            }
        } catch (CsvParseException | IOException e) {
            throw new FormatException(
                    "read " + file + ": quotes must come in pairs, but not in line " + index.line(at) + ": "
                            + e.getMessage(),
                    e);
        }
        throw new FormatException("read " + file + ": there must be a row in line " + index.line(at)
                + ", but there is none; the file has changed, open it again");
    }

    private List<String> fitted(List<String> fields, int line) {
        boolean extra = fields.size() == names.size() + 1 && fields.getLast().isBlank();
        List<String> own = extra ? fields.subList(0, names.size()) : new ArrayList<>(fields);
        if (own.size() != names.size()) {
            throw new FormatException("read " + file + ": every line must have " + names.size() + " fields, line "
                    + line + " has " + own.size() + "; put fields that hold the separator between quotes");
        }
        return own;
    }

    private byte[] bytes(long start, int length) {
        byte[] bytes = new byte[length];
        try {
            synchronized (rows) {
                rows.seek(start);
                rows.readFully(bytes);
            }
        } catch (EOFException e) {
            throw FileProblem.reading(file, new EOFException("it has become shorter; open it again"));
        } catch (IOException e) {
            throw FileProblem.reading(file, e);
        }
        return bytes;
    }

    /// Gives the rows as samples that are read and encoded when they are asked for.
    ///
    /// @param preprocessing how rows become numbers, fitted on training rows
    public Dataset dataset(Preprocessing preprocessing) {
        return new Rows(this, preprocessing, preprocessing.dataset(rows(0)).sampleTypes());
    }

    private record Rows(StreamedTable table, Preprocessing preprocessing, List<TensorType> sampleTypes)
            implements Dataset {
        @Override
        public int size() {
            return table.rowCount();
        }

        @Override
        public void read(int index, Key key, List<Literal> batch, int row) {
            ArrayDataset one = preprocessing.dataset(table.rows(index));
            one.read(0, key, batch, row);
        }
    }

    /// Closes the file; its data sets can no longer be read.
    ///
    /// @throws FormatException if the file cannot be closed
    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            throw FileProblem.reading(file, e);
        }
    }
}
