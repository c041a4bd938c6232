package gradus.explain.replay;

import gradus.explain.render.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Writes an account for a terminal.
final class AccountText {
    private static final int WIDTH = 100;

    private AccountText() {}

    static String of(Account account, Digits digits) {
        StringBuilder out = new StringBuilder("Why did the loss do that? " + account.title() + "\n\n");
        account.answer().forEach(sentence -> out.append(wrapped(sentence)).append('\n'));
        new AccountTables(account, digits).all().forEach(table -> table(table, out));
        return out.toString();
    }

    private static void table(AccountTables.Table table, StringBuilder out) {
        out.append("\n").append(table.title()).append('\n');
        List<List<String>> lines = new ArrayList<>(List.of(table.columns()));
        lines.addAll(table.rows());
        int[] widths = IntStream.range(0, table.columns().size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column)
                                .codePointCount(0, line.get(column).length()))
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = line.get(column);
                text.append("  ")
                        .append(cell)
                        .append(" ".repeat(widths[column] - cell.codePointCount(0, cell.length())));
            }
            out.append(text.toString().stripTrailing()).append('\n');
        }
    }

    private static String wrapped(String sentence) {
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (String word : sentence.split(" ")) {
            boolean fits = column == 0 || column + 1 + word.length() <= WIDTH;
            out.append(column == 0 ? "" : fits ? " " : "\n").append(word);
            column = fits && column > 0 ? column + 1 + word.length() : word.length();
        }
        return out.toString();
    }
}
