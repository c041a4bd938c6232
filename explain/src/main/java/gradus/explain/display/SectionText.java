package gradus.explain.display;

import gradus.explain.chart.Figure;
import gradus.explain.plot.RunPage.Lines;
import gradus.explain.plot.RunPage.Plots;
import gradus.explain.plot.RunPage.Section;
import gradus.explain.plot.RunPage.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A section as text: tables in aligned columns, plots by their titles and descriptions.
final class SectionText {
    private static final String GAP = "  ";

    private SectionText() {}

    static String of(Section section) {
        return switch (section) {
            case Plots(var _, var figures) ->
                figures.stream().map(SectionText::said).collect(Collectors.joining("\n"));
            case Table table -> headed(table.heading(), table.note()) + aligned(table);
            case Lines(var heading, var text) -> headed(heading, "") + text;
        };
    }

    private static String said(Figure figure) {
        return figure.title() + ": " + figure.description();
    }

    private static String headed(String heading, String note) {
        return (heading.isEmpty() ? "" : heading + "\n") + (note.isEmpty() ? "" : note + "\n");
    }

    private static String aligned(Table table) {
        List<List<String>> all = new ArrayList<>();
        if (table.columns().stream().anyMatch(name -> !name.isEmpty())) {
            all.add(table.columns());
        }
        all.addAll(table.rows());
        int[] widths = new int[table.columns().size()];
        for (List<String> row : all) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = row.get(column).replace('\n', ' ');
                line.append(cell)
                        .append(" ".repeat(widths[column] - width(cell)))
                        .append(GAP);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
