package gradus.io.jsonlines;

import gradus.core.type.FormatException;
import gradus.io.file.PackedFile;
import gradus.nn.data.CsvOptions;
import gradus.nn.data.Table;
import gradus.nn.data.TableBuilder;
import gradus.nn.data.TableReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/// Reads tables from JSON lines, packed by gzip or not: one object per row, whose keys are the columns.
///
/// An object in an object gives columns with a point between the names: `{"size": {"x": 1}}` has the column `size.x`.
/// A key that a row lacks, and null, are missing values. Lists are refused. A column that mixes numbers and texts is
/// one of texts, as in CSV. The file is read twice, for the columns and for the rows, and never held as text.
///
/// {@snippet file="FileSnippets.java" region="TableReader"}
public final class JsonLinesTableReader implements TableReader {
    private static final int MOST_COLUMNS = 100_000;
    private static final long MOST_EMPTY = 200_000_000;

    /// Makes the reader; `ServiceLoader` does it.
    public JsonLinesTableReader() {}

    @Override
    public List<String> endings() {
        return List.of("jsonl", "ndjson");
    }

    @Override
    public Table read(Path file, CsvOptions options) {
        PackedFile packed = PackedFile.of(file);
        Map<String, Integer> columns = new LinkedHashMap<>();
        AtomicLong rows = new AtomicLong();
        AtomicLong values = new AtomicLong();
        each(packed, (row, _) -> {
            rows.incrementAndGet();
            values.addAndGet(row.size());
            row.keySet().forEach(name -> columns.putIfAbsent(name, columns.size()));
            if (columns.size() > MOST_COLUMNS) {
                throw new FormatException("read " + file + ": at most " + MOST_COLUMNS
                        + " columns can be held, but the keys of the objects are more; do they hold values?");
            }
        });
        if (columns.isEmpty()) {
            throw new FormatException("read " + file + ": a table needs rows, but the file has no object with a key");
        }
        long empty = rows.get() * columns.size() - values.get();
        if (empty > MOST_EMPTY) {
            throw new FormatException("read " + file + ": at most " + MOST_EMPTY
                    + " cells can be empty, but the objects have " + columns.size() + " keys together and leave "
                    + empty + " out; do keys hold values?");
        }
        TableBuilder builder = TableBuilder.of(
                file.toString(), List.copyOf(columns.keySet()), options.withDecimal(CsvOptions.Decimal.POINT));
        each(packed, (row, line) -> {
            List<String> cells = new ArrayList<>(Collections.nCopies(columns.size(), ""));
            row.forEach((name, value) -> cells.set(Objects.requireNonNull(columns.get(name)), value));
            builder.add(cells, line);
        });
        return builder.build();
    }

    private static void each(PackedFile file, JsonRows.Visitor visitor) {
        try (InputStream in = file.open()) {
            new JsonRows(in, "read " + file.file()).each(visitor);
        } catch (IOException e) {
            throw file.problem(e);
        }
    }
}
