package gradus.nn.data.series;

import gradus.core.type.FormatException;
import gradus.nn.data.NumberText;
import gradus.nn.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Named numbers at equally spaced times, oldest first: `[length, channels]`. A missing number is NaN.
///
/// It is immutable.
///
/// {@snippet file="TableSnippets.java" region="Series"}
public final class Series {
    private final List<String> names;
    private final double[] values;

    private Series(List<String> names, double[] values) {
        this.names = names;
        this.values = values;
    }

    /// Gives a series over the numbers, which are copied.
    ///
    /// @param names one name per channel
    /// @param values the numbers, time by time
    /// @throws IllegalArgumentException if there are no names, one comes twice, or the numbers do not make whole
    /// times
    public static Series of(List<String> names, double... values) {
        if (names.isEmpty() || names.stream().distinct().count() != names.size() || values.length % names.size() != 0) {
            throw new IllegalArgumentException(
                    "series: it needs different names of channels and as many numbers at each time, got names " + names
                            + " and " + values.length + " numbers");
        }
        return new Series(List.copyOf(names), values.clone());
    }

    /// Gives the columns of a table that hold numbers only, in the order of its rows. Dates, which say when, and
    /// other texts are left out.
    ///
    /// @throws FormatException if no column holds numbers
    public static Series of(Table table) {
        List<String> numeric = table.columnNames().stream()
                .filter(name -> isNumeric(table.cells(name)))
                .toList();
        if (numeric.isEmpty()) {
            throw new FormatException(
                    "series: the table needs a column of numbers, it has " + String.join(", ", table.columnNames()));
        }
        return of(table, numeric);
    }

    /// Gives columns of a table, in the order of its rows; an empty cell is a missing number.
    ///
    /// @throws FormatException if there is no such column or a cell is no number
    public static Series of(Table table, List<String> columns) {
        double[] values = new double[Math.multiplyExact(table.rowCount(), columns.size())];
        for (int c = 0; c < columns.size(); c++) {
            List<Optional<String>> cells = table.cells(columns.get(c));
            for (int t = 0; t < cells.size(); t++) {
                String cell = cells.get(t).orElse("");
                if (!cell.isEmpty() && !NumberText.isNumber(cell)) {
                    throw new FormatException("series: column '" + columns.get(c) + "' must hold numbers, got '" + cell
                            + "' in " + table.row(t).place() + "; name the columns to be used");
                }
                values[t * columns.size() + c] = cell.isEmpty() ? Double.NaN : NumberText.parse(cell);
            }
        }
        return of(columns, values);
    }

    private static boolean isNumeric(List<Optional<String>> cells) {
        return cells.stream().allMatch(cell -> cell.isEmpty() || NumberText.isNumber(cell.get()))
                && cells.stream().anyMatch(Optional::isPresent);
    }

    /// Gives the names of the channels.
    public List<String> names() {
        return names;
    }

    /// Gives the number of channels.
    public int channels() {
        return names.size();
    }

    /// Gives the number of times.
    public int length() {
        return values.length / names.size();
    }

    /// Gives a number, NaN if it is missing.
    public double value(int time, int channel) {
        return values[time * names.size() + channel];
    }

    /// Gives the position of a channel.
    ///
    /// @throws IllegalArgumentException if there is none of that name
    public int channel(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "series: there is no channel '" + name + "', the channels are " + String.join(", ", names));
        }
        return index;
    }

    /// Gives the times from `begin` up to, but without, `end`.
    ///
    /// @throws IllegalArgumentException if the range does not lie within the series
    public Series range(int begin, int end) {
        if (begin < 0 || end < begin || end > length()) {
            throw new IllegalArgumentException(
                    "series: a range must lie in 0 … " + length() + ", got " + begin + " … " + end);
        }
        return new Series(names, Arrays.copyOfRange(values, begin * channels(), end * channels()));
    }

    /// Gives these channels only, in this order.
    ///
    /// @throws IllegalArgumentException if there is none of a name
    public Series select(String... channels) {
        int[] chosen = Arrays.stream(channels).mapToInt(this::channel).toArray();
        double[] picked = new double[length() * chosen.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = value(i / chosen.length, chosen[i % chosen.length]);
        }
        return of(List.of(channels), picked);
    }

    /// Gives the number of missing numbers.
    public int missing() {
        return (int) Arrays.stream(values).filter(Double::isNaN).count();
    }

    /// How missing numbers are filled.
    public enum Fill {
        /// By the last number before; nothing of the future is used.
        CARRY,
        /// On the straight line from the last number before to the first one after; it uses the future, so
        /// a gap at the end of a part takes from the next part.
        LINEAR
    }

    /// Gives the series with missing numbers filled in.
    ///
    /// @throws FormatException if a channel begins with a gap, or ends with one and the fill is linear
    public Series filled(Fill fill) {
        double[] full = values.clone();
        for (int c = 0; c < channels(); c++) {
            for (int t = 0; t < length(); t++) {
                if (Double.isNaN(full[t * channels() + c])) {
                    t = fill(full, c, t, fill);
                }
            }
        }
        return new Series(names, full);
    }

    /// Fills the gap that begins at `first`; gives its last time.
    private int fill(double[] full, int channel, int first, Fill fill) {
        int end = first;
        while (end < length() && Double.isNaN(value(end, channel))) {
            end++;
        }
        if (first == 0 || fill == Fill.LINEAR && end == length()) {
            throw new FormatException("series: channel '" + names.get(channel) + "' has no number "
                    + (first == 0 ? "before" : "after") + " its gap at the times " + first + " … " + (end - 1)
                    + ", counted from 0; leave those times out");
        }
        double before = full[(first - 1) * channels() + channel];
        for (int t = first; t < end; t++) {
            double share = (double) (t - first + 1) / (end - first + 1);
            full[t * channels() + channel] = switch (fill) {
                case CARRY -> before;
                case LINEAR -> before + share * (value(end, channel) - before);
            };
        }
        return end - 1;
    }

    @Override
    public String toString() {
        List<String> shown = new ArrayList<>(names.subList(0, Math.min(10, names.size())));
        return "Series[" + length() + " times of " + String.join(", ", shown) + (names.size() > 10 ? ", …" : "") + "]";
    }
}
