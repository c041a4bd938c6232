package gradus.explain.plot;

import gradus.explain.chart.Figure;
import java.util.List;

/// A page about a run as one HTML text that stands for itself: no script, no file beside it; it can be read with the
/// keyboard, in light and dark, and printed.
///
/// {@snippet file="PlotSnippets.java" region="RunPage"}
///
/// @param title what the page is about
/// @param sections its parts, in order
public record RunPage(String title, List<Section> sections) {
    private static final String STYLE = """
            :root{color-scheme:light dark}
            body{font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;
            max-width:1100px;margin:2rem auto;padding:0 1.2rem;background:#fff;color:#1c1c1e}
            h1{font-size:1.5rem;margin:0 0 .5rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}
            nav{margin:.5rem 0 1rem}nav a{margin-right:1rem}
            pre{overflow-x:auto;padding:.8rem;background:#f4f4f6;border-radius:4px;font-size:13px;line-height:1.4}
            table{border-collapse:collapse}th,td{text-align:left;vertical-align:top;padding:.25rem .8rem .25rem 0;
            border-bottom:1px solid #ccc;overflow-wrap:anywhere;min-width:5.5rem}thead th{font-weight:600}tbody th{font-weight:500;white-space:nowrap}
            .figure{overflow-x:auto;margin:.6rem 0}.figure svg{max-width:100%;height:auto}
            @media (prefers-color-scheme:dark){body{background:#16181c;color:#ececf0}pre{background:#22252b}th,td{border-color:#444}a{color:#8ab8ff}}
            @media print{nav{display:none}.figure{break-inside:avoid}}
            """;

    /// Copies the sections.
    public RunPage {
        sections = List.copyOf(sections);
    }

    /// A part of the page under a heading.
    public sealed interface Section {
        /// Gives the heading.
        String heading();

        /// Gives what stands under the heading, as HTML.
        default String html() {
            StringBuilder out = new StringBuilder();
            content(out, this);
            return out.toString();
        }
    }

    /// Plots.
    ///
    /// @param heading the heading
    /// @param figures the plots
    public record Plots(String heading, List<Figure> figures) implements Section {
        /// Copies the plots.
        public Plots {
            figures = List.copyOf(figures);
        }
    }

    /// A table; the first cell of each row names it.
    ///
    /// @param heading the heading
    /// @param note a sentence above the table; empty for none
    /// @param columns the names of the columns
    /// @param rows the cells, as many in each row as there are columns
    public record Table(String heading, String note, List<String> columns, List<List<String>> rows) implements Section {
        /// Copies the cells.
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /// Lines of text as they are.
    ///
    /// @param heading the heading
    /// @param text the lines
    public record Lines(String heading, String text) implements Section {}

    /// Gives the page as text.
    public String html() {
        StringBuilder page =
                new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escaped(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<main>\n<h1>")
                .append(escaped(title))
                .append("</h1>\n<nav aria-label=\"Sections\">\n");
        for (int i = 0; i < sections.size(); i++) {
            page.append("<a href=\"#part" + i + "\">")
                    .append(escaped(sections.get(i).heading()))
                    .append("</a>\n");
        }
        page.append("</nav>\n");
        for (int i = 0; i < sections.size(); i++) {
            page.append("<section id=\"part" + i + "\">\n<h2>")
                    .append(escaped(sections.get(i).heading()))
                    .append("</h2>\n");
            content(page, sections.get(i));
            page.append("</section>\n");
        }
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private static void content(StringBuilder page, Section section) {
        switch (section) {
            case Plots(var _, var figures) ->
                figures.forEach(figure -> page.append("<div class=\"figure\">\n")
                        .append(figure.svg())
                        .append("</div>\n"));
            case Table table -> table(page, table);
            case Lines(var _, String text) ->
                page.append("<pre>").append(escaped(text)).append("</pre>\n");
        }
    }

    private static void table(StringBuilder page, Table table) {
        if (!table.note().isEmpty()) {
            page.append("<p>").append(escaped(table.note())).append("</p>\n");
        }
        if (table.rows().isEmpty()) {
            return;
        }
        page.append("<div class=\"figure\">\n<table>\n<thead><tr>");
        table.columns()
                .forEach(name ->
                        page.append("<th scope=\"col\">").append(escaped(name)).append("</th>"));
        page.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : table.rows()) {
            page.append("<tr><th scope=\"row\">")
                    .append(escaped(row.getFirst()))
                    .append("</th>");
            row.subList(1, row.size())
                    .forEach(cell -> page.append("<td>").append(escaped(cell)).append("</td>"));
            page.append("</tr>\n");
        }
        page.append("</tbody>\n</table>\n</div>\n");
    }

    /// Gives text as HTML: no character of it is taken for a tag, an entity or the end of an attribute.
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
