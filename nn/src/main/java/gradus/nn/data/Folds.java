package gradus.nn.data;

import gradus.core.type.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Which rows are learned from and which are judged, several times over: cross-validation. Folds are pure functions of
/// the order of the rows and a key.
///
/// {@snippet file="TableSnippets.java" region="Folds"}
///
/// @param all the folds in order
public record Folds(List<Fold> all) {
    /// One fold: rows by their numbers from 0, in rising order, none of them in both lists.
    ///
    /// @param name what it is called, such as `2` or, where folds are dealt several times, `3.2`
    /// @param learned the rows to learn from
    /// @param judged the rows to judge by
    public record Fold(String name, List<Integer> learned, List<Integer> judged) {
        /// Copies the lists.
        ///
        /// @throws IllegalArgumentException if one is empty
        public Fold {
            learned = List.copyOf(learned);
            judged = List.copyOf(judged);
            if (learned.isEmpty() || judged.isEmpty()) {
                throw new IllegalArgumentException("fold " + name + ": there must be rows to learn from and rows to"
                        + " judge, got " + learned.size() + " and " + judged.size());
            }
        }
    }

    /// How much of the past is learned from where rows are in the order of time.
    public enum Window {
        /// All rows before those judged.
        EXPANDING,
        /// As many rows just before those judged as there are in the first fold: a window that slides.
        SLIDING
    }

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if it is empty
    public Folds {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("folds: there must be at least one, got none");
        }
    }

    /// Deals rows at random into folds of about equal size, each judged by what learned from the others.
    ///
    /// @param rows how many rows
    /// @param folds how many folds, at least 2 and at most as many as rows
    /// @param key the source of who is in which
    public static Folds plain(int rows, int folds, Key key) {
        require(rows, folds, "rows");
        return dealt(key.fold("folds").permutation(rows), folds, key);
    }

    /// Deals the rows so that every fold has about the same share of each class, or of each range of numbers.
    ///
    /// @param target the table with its target
    public static Folds stratified(TargetTable target, int folds, Key key) {
        Table table = target.table();
        require(table.rowCount(), folds, "rows");
        int column = table.index(target.target());
        boolean classes = target.task().isClassification();
        int[] shuffled = key.fold("folds").permutation(table.rowCount());
        Comparator<Integer> order = classes
                ? Comparator.comparingInt(row -> label(target, row, column))
                : Comparator.comparingDouble(row -> NumberText.parse(text(table, row, column)));
        int[] sorted = Arrays.stream(shuffled)
                .boxed()
                .sorted(order)
                .mapToInt(Integer::intValue)
                .toArray();
        return dealt(sorted, folds, key);
    }

    private static String text(Table table, int row, int column) {
        return Objects.requireNonNull(table.text(row, column));
    }

    private static int label(TargetTable target, int row, int column) {
        String text = text(target.table(), row, column);
        int index = target.labels().indexOf(text);
        return index < 0 ? target.labels().indexOf(NumberText.print(NumberText.parse(text))) : index;
    }

    /// Deals rows so that those of a group, such as a patient, are all in one fold. Groups are dealt from
    /// the largest to the smallest, each into the fold that has the fewest rows; equal ones at random.
    ///
    /// @param groups the group of each row
    /// @param folds how many folds, at most as many as groups
    public static Folds grouped(List<String> groups, int folds, Key key) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        groups.forEach(group -> sizes.merge(group, 1, Integer::sum));
        require(sizes.size(), folds, "groups");
        List<String> names = new ArrayList<>(sizes.keySet());
        int[] shuffled = key.fold("folds").permutation(names.size());
        List<String> order = Arrays.stream(shuffled)
                .mapToObj(names::get)
                .sorted(Comparator.comparingInt((String name) -> -sizes.getOrDefault(name, 0)))
                .toList();
        int[] load = new int[folds];
        Map<String, Integer> foldOf = new HashMap<>();
        for (String name : order) {
            int least = IntStream.range(0, folds)
                    .reduce((a, b) -> load[b] < load[a] ? b : a)
                    .orElseThrow();
            foldOf.put(name, least);
            load[least] += sizes.getOrDefault(name, 0);
        }
        int[] fold =
                groups.stream().mapToInt(group -> foldOf.getOrDefault(group, 0)).toArray();
        return of(fold, folds);
    }

    /// Cuts rows that are in the order of time, the oldest first, into one block more than there are folds:
    /// each fold judges a block by what was before it, so that nothing is learned from the future.
    ///
    /// @param rows how many rows
    /// @param folds how many blocks are judged, at least 1
    public static Folds inTime(int rows, int folds, Window window) {
        if (folds < 1 || rows < folds + 1) {
            throw new IllegalArgumentException(
                    "folds in the order of time: there must be at least 1, and more rows than" + " folds, got " + folds
                            + " folds and " + rows + " rows");
        }
        List<Fold> all = new ArrayList<>();
        int width = start(rows, folds, 1);
        for (int fold = 1; fold <= folds; fold++) {
            int from = start(rows, folds, fold);
            int first = switch (window) {
                case EXPANDING -> 0;
                case SLIDING -> from - width;
            };
            all.add(new Fold(Integer.toString(fold), range(first, from), range(from, start(rows, folds, fold + 1))));
        }
        return new Folds(all);
    }

    private static int start(int rows, int folds, int block) {
        return (int) ((long) rows * block / (folds + 1));
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    /// Deals anew several times, so that the score depends less on one deal: the folds of all deals in a row, named
    /// `deal.fold`.
    ///
    /// @param times how many deals, at least 1
    /// @param deal makes the folds of a deal from its key
    public static Folds repeated(int times, Key key, Function<Key, Folds> deal) {
        if (times < 1) {
            throw new IllegalArgumentException("folds: they must be dealt at least once, got " + times + " times");
        }
        if (times == 1) {
            return deal.apply(key);
        }
        List<Fold> all = new ArrayList<>();
        for (int i = 1; i <= times; i++) {
            for (Fold fold : deal.apply(key.fold("deal").fold(i)).all()) {
                all.add(new Fold(i + "." + fold.name(), fold.learned(), fold.judged()));
            }
        }
        return new Folds(all);
    }

    private static void require(int count, int folds, String what) {
        if (folds < 2 || folds > count) {
            throw new IllegalArgumentException("folds: there must be at least 2 and no more than " + what + ", got "
                    + folds + " folds and " + count + " " + what);
        }
    }

    /// Deals rows in rounds of one to each fold, at random within a round.
    private static Folds dealt(int[] order, int folds, Key key) {
        int[] fold = new int[order.length];
        for (int place = 0; place < order.length; place++) {
            fold[order[place]] = key.fold(place / folds).permuted(place % folds, folds);
        }
        return of(fold, folds);
    }

    private static Folds of(int[] fold, int folds) {
        return new Folds(IntStream.range(0, folds)
                .mapToObj(f -> new Fold(
                        Integer.toString(f + 1),
                        IntStream.range(0, fold.length)
                                .filter(row -> fold[row] != f)
                                .boxed()
                                .toList(),
                        IntStream.range(0, fold.length)
                                .filter(row -> fold[row] == f)
                                .boxed()
                                .toList()))
                .toList());
    }
}
