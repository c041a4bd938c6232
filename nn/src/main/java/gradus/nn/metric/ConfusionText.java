package gradus.nn.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The text of a [ConfusionMatrix].
final class ConfusionText {
    private static final int MOST_CLASSES = 20;
    private static final int MOST_MISTAKES = 20;
    private static final int LONGEST_LABEL = 24;
    private static final int LONGEST_HEAD = 12;

    private ConfusionText() {}

    static String of(ConfusionMatrix matrix) {
        return matrix.labels().size() > MOST_CLASSES ? mistakes(matrix) : table(matrix);
    }

    private static String table(ConfusionMatrix matrix) {
        TextColumns columns = new TextColumns();
        int classes = matrix.labels().size();
        List<String> head = new ArrayList<>(List.of("target \\ predicted"));
        List<String> foot = new ArrayList<>(List.of("precision"));
        for (int c = 0; c < classes; c++) {
            head.add(TextColumns.label(matrix.labels().get(c), LONGEST_HEAD));
            foot.add(TextColumns.number(matrix.precision(c)));
        }
        head.add("recall");
        foot.add(TextColumns.number(matrix.accuracy()));
        columns.row(head);
        for (int target = 0; target < classes; target++) {
            List<String> row =
                    new ArrayList<>(List.of(TextColumns.label(matrix.labels().get(target), LONGEST_LABEL)));
            for (int prediction = 0; prediction < classes; prediction++) {
                row.add(Long.toString(matrix.count(target, prediction)));
            }
            row.add(TextColumns.number(matrix.recall(target)));
            columns.row(row);
        }
        columns.row(foot);
        return columns.folded();
    }

    private record Mistake(int target, int prediction, long count) {}

    private static String mistakes(ConfusionMatrix matrix) {
        List<Mistake> mistakes = new ArrayList<>();
        int classes = matrix.labels().size();
        for (int target = 0; target < classes; target++) {
            for (int prediction = 0; prediction < classes; prediction++) {
                long count = matrix.count(target, prediction);
                if (target != prediction && count > 0) {
                    mistakes.add(new Mistake(target, prediction, count));
                }
            }
        }
        if (mistakes.isEmpty()) {
            return classes + " classes, no mistake in " + matrix.samples() + " samples\n";
        }
        mistakes.sort(Comparator.comparingLong(Mistake::count).reversed());
        TextColumns columns = new TextColumns();
        columns.row(List.of("target", "predicted", "samples", "of target"));
        for (Mistake mistake : mistakes.subList(0, Math.min(MOST_MISTAKES, mistakes.size()))) {
            columns.row(List.of(
                    TextColumns.label(matrix.labels().get(mistake.target()), LONGEST_LABEL),
                    TextColumns.label(matrix.labels().get(mistake.prediction()), LONGEST_LABEL),
                    Long.toString(mistake.count()),
                    TextColumns.number((double) mistake.count() / matrix.support(mistake.target()))));
        }
        String title = mistakes.size() > MOST_MISTAKES
                ? "the " + MOST_MISTAKES + " commonest of " + mistakes.size() + " kinds of mistake among " + classes
                        + " classes"
                : "all kinds of mistake among " + classes + " classes";
        return title + "\n" + columns.folded();
    }
}
