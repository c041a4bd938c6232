package gradus.nn.data;

import gradus.core.type.FormatException;
import gradus.core.type.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;

/// Deals rows into training, validation and test.
final class Partition {
    private static final List<String> NAMES = List.of("training", "validation", "test");

    private Partition() {}

    /// Rows in random order, class after class, each dealt to the part that is furthest behind its share.
    static List<int[]> of(TargetTable target, double[] shares, Key key) {
        int[] shuffled = key.fold("split").permutation(target.table().rowCount());
        if (!target.task().isClassification()) {
            return dealt(shuffled, shares, _ -> false);
        }
        int[] order = byClass(target, shuffled);
        int column = target.table().index(target.target());
        return dealt(
                order,
                shares,
                i -> i == 0 || !label(target, order[i], column).equals(label(target, order[i - 1], column)));
    }

    /// Rows in random order, each dealt to the part that is furthest behind its share.
    static List<int[]> of(int rows, double[] shares, Key key) {
        return dealt(key.fold("split").permutation(rows), shares, _ -> false);
    }

    /// Deals rows in their order; those that must be learned from go to the training part.
    private static List<int[]> dealt(int[] order, double[] shares, IntPredicate learned) {
        checkShares(shares);
        int count = order.length;
        int[] part = new int[count];
        int[] dealt = new int[shares.length];
        for (int i = 0; i < count; i++) {
            int chosen = learned.test(i) ? 0 : furthestBehind(shares, dealt, i + 1);
            part[order[i]] = chosen;
            dealt[chosen]++;
        }
        for (int p = 0; p < shares.length; p++) {
            if (shares[p] > 0 && dealt[p] == 0) {
                throw new FormatException("split: every part needs a row, but a share of " + shares[p] + " of " + count
                        + " rows leaves none for the " + NAMES.get(p) + " part; use more rows or a share of 0");
            }
        }
        return List.of(rowsOf(part, 0), rowsOf(part, 1), rowsOf(part, 2));
    }

    static void check(int rows, int[] train, int[] validation, int[] test) {
        int[] seen = new int[rows];
        List<int[]> parts = List.of(train, validation, test);
        if (train.length == 0) {
            throw new IllegalArgumentException("split: the training part needs rows, got none");
        }
        for (int p = 0; p < parts.size(); p++) {
            for (int row : parts.get(p)) {
                if (row < 0 || row >= rows) {
                    throw new IllegalArgumentException("split: row numbers must lie in 0 … " + (rows - 1) + ", got "
                            + row + " in the " + NAMES.get(p) + " part");
                }
                if (seen[row] != 0 && seen[row] != p + 1) {
                    throw new IllegalArgumentException("split: a row belongs to one part, but row " + row
                            + " is in the " + NAMES.get(seen[row] - 1) + " and the " + NAMES.get(p) + " part");
                }
                seen[row] = p + 1;
            }
        }
    }

    private static void checkShares(double[] shares) {
        boolean proper = shares[0] > 0 && Math.abs(Arrays.stream(shares).sum() - 1) < 1e-6;
        for (double share : shares) {
            proper &= share >= 0;
        }
        if (!proper) {
            throw new IllegalArgumentException(
                    "split: the shares must be 0 or more, the training share above 0, and add up to 1, got " + shares[0]
                            + " + " + shares[1] + " + " + shares[2]);
        }
    }

    private static int furthestBehind(double[] shares, int[] dealt, int soFar) {
        int best = 0;
        for (int p = 1; p < shares.length; p++) {
            if (shares[p] > 0 && shares[p] * soFar - dealt[p] > shares[best] * soFar - dealt[best] + 1e-9) {
                best = p;
            }
        }
        return best;
    }

    private static int[] byClass(TargetTable target, int[] order) {
        int column = target.table().index(target.target());
        Map<String, List<Integer>> byLabel = new HashMap<>();
        for (String label : target.labels()) {
            byLabel.put(label, new ArrayList<>());
        }
        for (int row : order) {
            byLabel.computeIfAbsent(label(target, row, column), _ -> new ArrayList<>())
                    .add(row);
        }
        return target.labels().stream()
                .flatMap(label -> Objects.requireNonNull(byLabel.get(label)).stream())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static String label(TargetTable target, int row, int column) {
        String text = Objects.requireNonNull(target.table().text(row, column));
        return target.labels().contains(text) ? text : NumberText.print(NumberText.parse(text));
    }

    private static int[] rowsOf(int[] part, int wanted) {
        int[] rows = new int[part.length];
        int count = 0;
        for (int row = 0; row < part.length; row++) {
            if (part[row] == wanted) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }
}
