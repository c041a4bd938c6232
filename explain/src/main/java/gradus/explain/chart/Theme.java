package gradus.explain.chart;

import java.util.List;

/// Colours, dashes and markers. Colours that go by a look stand in the style, once for light and once for dark pages;
/// dashes and markers tell looks apart without colour.
final class Theme {
    /// How many looks there are before they repeat.
    static final int LOOKS = 8;

    static final double SMALL = 11;
    static final double NORMAL = 12;
    static final double LARGE = 17;

    private static final List<String> LIGHT =
            List.of("#0067a5", "#c94f00", "#00805c", "#b5488f", "#8a6a00", "#6a4bb5", "#8c2f39", "#555555");
    private static final List<String> DARK =
            List.of("#62b4f5", "#ff9d5c", "#45d6a8", "#f29ccf", "#e8c04a", "#bba4ff", "#ff9ba3", "#c8c8c8");
    private static final List<String> DASHES =
            List.of("", "7 4", "2 3", "10 3 2 3", "14 4", "5 2 1 2 1 2", "1 5", "10 3 4 3");
    private static final List<String> MARKERS = List.of(
            "M-3.4 0a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0-6.8 0z",
            "M-3-3h6v6h-6z",
            "M0-4l4 7h-8z",
            "M0-4.4l4 4.4l-4 4.4l-4-4.4z",
            "M-4-1.2h2.8v-2.8h2.4v2.8h2.8v2.4h-2.8v2.8h-2.4v-2.8h-2.8z",
            "M0 4l4-7h-8z",
            "M-3.6-2.2l1.4-1.4l2.2 2.2l2.2-2.2l1.4 1.4l-2.2 2.2l2.2 2.2l-1.4 1.4l-2.2-2.2l-2.2 2.2l-1.4-1.4l2.2-2.2z",
            "M-4-2h8v4h-8z");

    private Theme() {}

    static String dash(int look) {
        return DASHES.get(look % LOOKS);
    }

    static String marker(int look) {
        return MARKERS.get(look % LOOKS);
    }

    /// Gives the class of a stroke or a fill in the colour of a look.
    static String paint(String kind, int look) {
        return kind + look % LOOKS;
    }

    /// Gives the rules of style. All begin with the class of the plot, so that a page around it keeps its own.
    static String style() {
        StringBuilder rules = new StringBuilder();
        rules.append(".gradus-plot{font-family:system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",sans-serif;")
                .append("font-size:12px}\n");
        rules.append(".gradus-plot .title{font-size:17px;font-weight:600}\n");
        rules.append(".gradus-plot .head{font-size:13px;font-weight:600}\n");
        rules.append(".gradus-plot .small{font-size:11px}\n");
        rules.append(".gradus-plot .line{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}\n");
        rules.append(".gradus-plot .mark{stroke-width:1}\n");
        rules.append(".gradus-plot .band{fill-opacity:.16}\n");
        rules.append(".gradus-plot .bar{fill-opacity:.75}\n");
        rules.append(".gradus-plot .hill{fill-opacity:.22;stroke-width:1.3;stroke-linejoin:round}\n");
        rules.append(".gradus-plot .halo{paint-order:stroke;stroke-width:4;stroke-linejoin:round;font-weight:600}\n");
        rules.append(".gradus-plot .crisp{shape-rendering:crispEdges}\n");
        rules.append(colours(List.of("#ffffff", "#1c1c1e", "#5a5a60", "#e4e4e8", "#9a9aa2"), LIGHT));
        rules.append("@media (prefers-color-scheme:dark){\n");
        rules.append(colours(List.of("#16181c", "#ececf0", "#aeb0b8", "#33363d", "#70737c"), DARK));
        return rules.append("}\n").toString();
    }

    /// @param greys paper, ink, soft ink, grid and frame
    private static String colours(List<String> greys, List<String> looks) {
        StringBuilder rules = new StringBuilder();
        String paper = greys.getFirst();
        rule(rules, "paper", "fill:" + paper);
        rule(rules, "ink", "fill:" + greys.get(1));
        rule(rules, "soft", "fill:" + greys.get(2));
        rule(rules, "grid", "stroke:" + greys.get(3) + ";fill:none");
        rule(rules, "frame", "stroke:" + greys.get(4) + ";fill:none");
        rule(rules, "rule", "stroke:" + greys.get(2) + ";fill:none;stroke-dasharray:4 3");
        rule(rules, "edge", "stroke:" + greys.get(1) + ";fill:none;stroke-width:1.5");
        rule(rules, "halo", "stroke:" + paper);
        rule(rules, "mark", "stroke:" + paper);
        for (int look = 0; look < LOOKS; look++) {
            rule(rules, paint("s", look), "stroke:" + looks.get(look));
            rule(rules, paint("f", look), "fill:" + looks.get(look));
        }
        return rules.toString();
    }

    private static void rule(StringBuilder rules, String name, String content) {
        rules.append(".gradus-plot .").append(name).append('{').append(content).append("}\n");
    }
}
