package gradus.nn.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What counting the cells of one column tells; the verdict is drawn from it by [Inference].
final class ColumnScan {
    private static final int MOST_TEXTS = 100_000;
    private static final int EXAMPLES = 3;

    final int rows;
    final int present;
    final int numbers;
    /// Numbers in row order, NaN where the cell is missing or no number.
    final double[] values;
    /// How often each text occurs, in order of appearance; incomplete beyond 100,000 different ones.
    final Map<String, Integer> texts = new LinkedHashMap<>();
    /// The first row of each text that is no number, in order of appearance.
    final Map<String, Integer> odd = new LinkedHashMap<>();
    final boolean whole;
    final boolean leadingZeros;
    final double meanWords;
    private final int distinctNumbers;

    ColumnScan(Table table, int column) {
        rows = table.rowCount();
        values = new double[rows];
        int filled = 0;
        int numeric = 0;
        long words = 0;
        boolean integers = true;
        boolean codes = false;
        for (int row = 0; row < rows; row++) {
            String text = table.text(row, column);
            values[row] = text == null ? Double.NaN : NumberText.parse(text);
            if (text == null) {
                continue;
            }
            filled++;
            words += words(text);
            if (texts.size() < MOST_TEXTS || texts.containsKey(text)) {
                texts.merge(text, 1, Integer::sum);
            }
            if (Double.isNaN(values[row])) {
                odd.putIfAbsent(text, row);
            } else {
                numeric++;
                integers &= values[row] == Math.rint(values[row]);
                codes |= text.length() > 1
                        && text.charAt(0) == '0'
                        && text.chars().allMatch(Character::isDigit);
            }
        }
        present = filled;
        numbers = numeric;
        whole = integers && numeric > 0;
        leadingZeros = codes;
        meanWords = filled == 0 ? 0 : (double) words / filled;
        distinctNumbers = countDistinct(values);
    }

    int missing() {
        return rows - present;
    }

    /// Different values: as numbers if nearly all are, so that 1 and 1.0 are the same.
    int distinct() {
        return odd.isEmpty() && numbers > 0 ? distinctNumbers : texts.size();
    }

    int distinctNumbers() {
        return distinctNumbers;
    }

    List<String> examples() {
        return texts.keySet().stream().limit(EXAMPLES).toList();
    }

    /// The cells whose text is no number, counted.
    int oddCells() {
        return present - numbers;
    }

    double least() {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).min().orElse(Double.NaN);
    }

    double greatest() {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).max().orElse(Double.NaN);
    }

    /// Says whether the numbers grow by exactly one from row to row nearly everywhere, as row numbers do (also
    /// restarting ones). Values that come back often, such as the hour of the day, do not count.
    boolean countsUp() {
        int steps = 0;
        int ones = 0;
        for (int row = 1; row < rows; row++) {
            double step = values[row] - values[row - 1];
            steps += Double.isNaN(step) ? 0 : 1;
            ones += step == 1 ? 1 : 0;
        }
        return whole && numbers >= 10 && ones >= 0.95 * steps && distinctNumbers >= 0.2 * numbers;
    }

    /// Says whether the numbers are all of a range, each once, in any order.
    boolean isPermutation() {
        return whole && numbers >= 20 && distinctNumbers == numbers && greatest() - least() + 1 == numbers;
    }

    /// Says whether counting texts was given up.
    boolean hasCountlessTexts() {
        return texts.size() == MOST_TEXTS;
    }

    private static int words(String text) {
        int words = 1;
        for (int i = 1; i < text.length(); i++) {
            words += text.charAt(i) == ' ' && text.charAt(i - 1) != ' ' ? 1 : 0;
        }
        return words;
    }

    private static int countDistinct(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int distinct = 0;
        for (int i = 0; i < sorted.length && !Double.isNaN(sorted[i]); i++) {
            distinct += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
        }
        return distinct;
    }
}
