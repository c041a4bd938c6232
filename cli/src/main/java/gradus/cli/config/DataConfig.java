package gradus.cli.config;

import gradus.nn.data.ColumnType;
import gradus.nn.data.CsvOptions;
import gradus.nn.data.Table;
import gradus.nn.data.TableOptions;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The data: a table and its columns, or images.
///
/// @param file the table, the IDX file of images, or the folder of images
/// @param target the column of a table to predict
/// @param task what the target is taken for; empty: found out from its values
/// @param columns what is said about columns
/// @param format how files are written
/// @param image what is said about images
/// @param split which rows are held back
public record DataConfig(
        String file,
        Optional<String> target,
        Optional<TaskKind> task,
        Columns columns,
        Format format,
        Image image,
        Split split) {
    /// Gives the files that a training reads, by the path that is named for them.
    ///
    /// @throws gradus.core.type.FormatException if a folder of images is none
    public Map<String, List<Path>> files() {
        Map<String, List<Path>> files = new LinkedHashMap<>();
        Path data = Path.of(file);
        files.put(file, Files.isDirectory(data) ? ImageFilesNamed.files(this) : List.of(data));
        Stream.of(image.labels(), columns.tokenizer(), split.validationFile(), split.testFile())
                .flatMap(Optional::stream)
                .forEach(named -> files.put(named, List.of(Path.of(named))));
        return files;
    }

    /// What is said about images.
    ///
    /// @param labels the IDX file of labels that belongs to a file of images
    /// @param size height x width x channels that pictures of a folder are brought to
    public record Image(Optional<String> labels, Optional<String> size) {}

    /// What a target can be taken for.
    public enum TaskKind {
        /// A number.
        REGRESSION,
        /// One of several classes.
        CLASSIFICATION,
        /// The next character of a text.
        LANGUAGE_MODEL,
        /// How series of numbers go on.
        FORECAST,
        /// What goes in: an autoencoder.
        AUTOENCODE
    }

    /// What is said about columns, or about the tokens of a text.
    ///
    /// @param types columns whose type is said
    /// @param ignore columns that are left out
    /// @param oneHotLimit the most categories of a column that become one feature each
    /// @param tokenizer the file of the tokenizer that cuts a text into tokens
    public record Columns(
            Optional<Map<String, ColumnType>> types,
            Optional<List<String>> ignore,
            Optional<Integer> oneHotLimit,
            Optional<String> tokenizer) {
        /// Gives what the library wants to know.
        public TableOptions options() {
            TableOptions defaults = TableOptions.defaults();
            return new TableOptions(
                    types.orElseGet(defaults::types),
                    ignore.orElseGet(defaults::ignore),
                    oneHotLimit.orElse(defaults.oneHotLimit()));
        }
    }

    /// How files are written; what is empty is found out from the file.
    ///
    /// @param separator the character between fields, or `tab`
    /// @param header whether the first line names the columns
    /// @param comment the character that starts a comment line, or `none`
    /// @param quote the character around fields that hold separators
    /// @param missing texts that mean "no value"
    /// @param decimal the decimal sign
    /// @param encoding the name of the encoding
    public record Format(
            Optional<String> separator,
            Optional<CsvOptions.Header> header,
            Optional<String> comment,
            Optional<String> quote,
            Optional<List<String>> missing,
            Optional<CsvOptions.Decimal> decimal,
            Optional<String> encoding) {
        /// Gives the options of the reader.
        ///
        /// @throws IllegalArgumentException if a character is none or the encoding is not known
        public CsvOptions options() {
            CsvOptions defaults = CsvOptions.defaults();
            return new CsvOptions(
                    separator.map(text -> character("separator", text.equals("tab") ? "\t" : text)),
                    header.orElse(defaults.header()),
                    comment.isEmpty()
                            ? defaults.comment()
                            : comment.filter(text -> !text.equals("none")).map(text -> character("comment", text)),
                    quote.map(text -> character("quote", text)).orElse(defaults.quote()),
                    missing.orElse(defaults.missing()),
                    decimal.orElse(defaults.decimal()),
                    encoding.map(Format::charset));
        }

        private static char character(String key, String text) {
            if (text.length() != 1) {
                throw new IllegalArgumentException(
                        "data.format." + key + ": it must be one character, got '" + text + "'");
            }
            return text.charAt(0);
        }

        private static Charset charset(String name) {
            try {
                return Charset.forName(name);
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                throw new IllegalArgumentException(
                        "data.format.encoding: there is no encoding '" + name
                                + "'; common ones are UTF-8, UTF-16, ISO-8859-1 and windows-1252",
                        e);
            }
        }
    }

    /// Which rows are held back: shares of the table, or files of their own.
    ///
    /// @param validation the share of rows that decide which epoch is best, default 0.15, of a text 0.1, or 0 for
    /// an ensemble, whose members judge the rows that they did not learn from
    /// @param test the share of rows that are measured at the end, default 0
    /// @param validationFile a table for validation in place of a share
    /// @param testFile a table for the test in place of a share
    public record Split(
            Optional<Double> validation,
            Optional<Double> test,
            Optional<String> validationFile,
            Optional<String> testFile) {
        /// The share of validation rows of a single network where nothing is said.
        public static final double VALIDATION = 0.15;

        /// Checks shares and that nothing is said twice.
        public Split {
            share("validation", validation);
            share("test", test);
            once("validation", validation, validationFile);
            once("test", test, testFile);
            double held = validation.orElse(0.0) + test.orElse(0.0);
            if (held >= 1) {
                throw new IllegalArgumentException("rows must be left to learn from, but validation and test take "
                        + held + " of all; make the shares smaller");
            }
        }

        private static void share(String key, Optional<Double> given) {
            if (given.isPresent() && !(given.get() >= 0 && given.get() < 1)) {
                throw new IllegalArgumentException(key + ": a share must be 0 or more and below 1, got " + given.get()
                        + "; 0.15 is 15 % of the rows");
            }
        }

        private static void once(String key, Optional<Double> share, Optional<String> file) {
            if (share.orElse(0.0) > 0 && file.isPresent()) {
                throw new IllegalArgumentException(key + ": rows come from a share or from a file, got both "
                        + share.get() + " and " + file.get());
            }
        }

        /// Gives the share of the table for validation.
        double validationShare(boolean judgesItself) {
            boolean none = judgesItself || validationFile.isPresent() || VALIDATION + testShare() >= 1;
            return validation.orElse(none ? 0 : VALIDATION);
        }

        /// Gives the share of the table for the test.
        public double testShare() {
            return test.orElse(0.0);
        }

        /// Says whether rows for validation or test come from a file of their own.
        boolean hasFiles() {
            return validationFile.isPresent() || testFile.isPresent();
        }

        /// Gives the validation rows of their file, or the others where there is none.
        Table validationTable(CsvOptions format, Table others) {
            return table(validationFile, format, others);
        }

        /// Gives the test rows of their file, or the others where there is none.
        Table testTable(CsvOptions format, Table others) {
            return table(testFile, format, others);
        }

        private static Table table(Optional<String> file, CsvOptions format, Table others) {
            return file.map(name -> Table.read(Path.of(name), format)).orElse(others);
        }
    }
}
