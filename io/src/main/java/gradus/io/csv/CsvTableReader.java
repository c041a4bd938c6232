package gradus.io.csv;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import gradus.core.type.FormatException;
import gradus.nn.data.CsvOptions;
import gradus.nn.data.Table;
import gradus.nn.data.TableBuilder;
import gradus.nn.data.TableReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Reads tables from CSV files, packed by gzip or not, in one pass, after a look at the beginning to find separator and
/// header.
///
/// Empty lines, comment lines and rows without any value are left out. A row with more or fewer fields than the
/// others is an error, but one empty field too many at the end of a line is not.
///
/// {@snippet file="FileSnippets.java" region="TableReader"}
public final class CsvTableReader implements TableReader {
    private static final int SAMPLE_ROWS = 500;

    /// Makes the reader; `ServiceLoader` does it.
    public CsvTableReader() {}

    @Override
    public Table read(Path file, CsvOptions options) {
        TextFile plain = TextFile.open(file, options);
        Separator separator = Separator.find(plain, options);
        TextFile text = separator.character() == ' ' ? plain.withBlankRuns(options.quote()) : plain;
        CsvOptions known = options.withSeparator(separator.character());
        List<List<String>> sample = sample(text, known);
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
        TableBuilder builder = TableBuilder.of(file.toString(), names, known)
                .note(separator.reason())
                .note(header.reason());
        try (Reader reader = text.reader();
                CsvReader<CsvRecord> records =
                        reader(known).allowUnclosedQuote(false).ofCsvRecord(reader)) {
            fill(builder, records, header, names, file);
        } catch (CsvParseException e) {
            throw broken(text, e);
        } catch (IOException | UncheckedIOException e) {
            throw text.unreadable(e);
        }
        if (builder.rowCount() == 0) {
            throw new FormatException("read " + file + ": a table needs rows, but the file has only a header ("
                    + String.join(", ", names) + ")");
        }
        return builder.build();
    }

    /// Gives none: what no other reader reads is taken for CSV.
    @Override
    public List<String> endings() {
        return List.of();
    }

    private static void fill(
            TableBuilder builder, CsvReader<CsvRecord> records, HeaderLine header, List<String> names, Path file) {
        boolean skip = header.isPresent();
        int blank = 0;
        for (CsvRecord row : records) {
            List<String> fields = row.getFields();
            if (fields.stream().allMatch(String::isBlank)) {
                blank += skip ? 0 : 1;
                continue;
            }
            if (skip) {
                skip = false;
                continue;
            }
            int line = Math.toIntExact(row.getStartingLineNumber());
            builder.add(fitted(fields, names, header, line, file), line);
        }
        if (blank > 0) {
            builder.note(blank + (blank == 1 ? " row has" : " rows have") + " no value at all and "
                    + (blank == 1 ? "is" : "are") + " left out");
        }
    }

    private static List<String> fitted(
            List<String> fields, List<String> names, HeaderLine header, int line, Path file) {
        int width = names.size();
        if (fields.size() == width) {
            return fields;
        }
        if (fields.size() == width + 1 && fields.getLast().isBlank()) {
            return fields.subList(0, width);
        }
        throw new FormatException("read " + file + ": every line must have " + width
                + (width == 1 ? " field" : " fields")
                + (header.isPresent() ? " as the header has" : " as most lines have") + ", line " + line + " has "
                + fields.size() + " (" + shown(fields) + "); separator " + Separator.name(header.separator())
                + "; put fields that hold the separator between quotes");
    }

    private static String shown(List<String> fields) {
        String text = String.join(" | ", fields.subList(0, Math.min(8, fields.size())));
        return text.length() > 60 ? text.substring(0, 59) + "…" : text;
    }

    /// The first rows, stripped, without empty ones.
    static List<List<String>> sample(TextFile text, CsvOptions options) {
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> records = reader(options).ofCsvRecord(new StringReader(text.sample()))) {
            for (CsvRecord row : records) {
                if (!row.getFields().stream().allMatch(String::isBlank)) {
                    rows.add(row.getFields().stream().map(String::strip).toList());
                }
                if (rows.size() == SAMPLE_ROWS) {
                    break;
                }
            }
        } catch (CsvParseException e) {
            throw broken(text, e);
        } catch (IOException e) {
            throw text.unreadable(e);
        }
        return rows;
    }

    /// A field that is still open at the end is accepted, because a sample may end inside it.
    static CsvReader.CsvReaderBuilder reader(CsvOptions options) {
        CsvReader.CsvReaderBuilder builder = CsvReader.builder()
                .fieldSeparator(options.separator().orElse(','))
                .quoteCharacter(options.quote())
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .trimWhitespacesAroundQuotes(true)
                .allowUnclosedQuote(true)
                .commentStrategy(options.comment().isPresent() ? CommentStrategy.SKIP : CommentStrategy.NONE);
        return options.comment().map(builder::commentCharacter).orElse(builder);
    }

    private static FormatException broken(TextFile text, CsvParseException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof IOException) {
            return text.unreadable(cause);
        }
        return new FormatException(
                "read " + text.file() + ": quotes must come in pairs and a quoted field must end with the field; "
                        + e.getMessage() + (e.getCause() == null ? "" : " " + cause.getMessage())
                        + "; double a quote that belongs to the text, or set another quote character",
                e);
    }
}
