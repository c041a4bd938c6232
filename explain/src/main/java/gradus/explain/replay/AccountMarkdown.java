package gradus.explain.replay;

import gradus.explain.render.Digits;
import java.util.List;

/// Writes an account as Markdown.
final class AccountMarkdown {
    private static final String PUNCTUATION = "\\`*_[]|~$#!<>";

    private AccountMarkdown() {}

    static String of(Account account, Digits digits) {
        StringBuilder out = new StringBuilder("# Why did the loss do that? " + escaped(account.title()) + "\n\n");
        account.answer().forEach(sentence -> out.append(escaped(sentence)).append("\n\n"));
        new AccountTables(account, digits).all().forEach(table -> table(table, out));
        return out.toString().stripTrailing() + "\n";
    }

    private static void table(AccountTables.Table table, StringBuilder out) {
        out.append("## ").append(escaped(table.title())).append("\n\n");
        row(table.columns(), out);
        out.append("|---".repeat(table.columns().size())).append("|\n");
        table.rows().forEach(cells -> row(cells, out));
        out.append('\n');
    }

    private static void row(List<String> cells, StringBuilder out) {
        cells.forEach(cell -> out.append("| ").append(escaped(cell)).append(' '));
        out.append("|\n");
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            out.append(PUNCTUATION.indexOf(text.charAt(i)) >= 0 ? "\\" : "").append(text.charAt(i));
        }
        return out.toString();
    }
}
