package gradus.explain.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class FigureTest {
    private static Figure line(double... ys) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < ys.length; i++) {
            points.add(new Point(i, ys[i]));
        }
        return chart(new Mark.Line("loss", 0, points));
    }

    private static Figure chart(Mark... marks) {
        return Figure.of("A title", "What it shows.", new Chart("", Axis.of("x"), Axis.of("y"), List.of(marks)));
    }

    @Test
    void a_line_of_three_points_lies_where_its_axes_say() throws Exception {
        // axes of 560 × 320; the widest tick text decides where they begin
        Markup markup = Markup.of(line(0, 10, 5));
        Element area = markup.ofClass("svg", "area").getLast();
        double left = Double.parseDouble(area.getAttribute("x")) + 6;
        double top = Double.parseDouble(area.getAttribute("y")) + 6;
        assertThat(Double.parseDouble(area.getAttribute("width"))).isEqualTo(560 + 12);
        assertThat(Double.parseDouble(area.getAttribute("height"))).isEqualTo(320 + 12);
        String path = markup.find("//svg[@class='area']/path[starts-with(@class,'line')]")
                .getFirst()
                .getAttribute("d");
        String wanted = "M" + place(left) + " " + place(top + 320)
                + "L" + place(left + 280) + " " + place(top)
                + "L" + place(left + 560) + " " + place(top + 160);
        assertThat(path).isEqualTo(wanted);
        assertThat(markup.words()).contains("0", "2", "4", "6", "8", "10", "0.5", "1.5", "loss", "x", "y");
    }

    private static String place(double value) {
        return Svg.place(value);
    }

    @Test
    void title_and_description_come_first_for_who_hears_the_page() throws Exception {
        Markup markup = Markup.of(line(1, 2));
        Element root = markup.find("/svg").getFirst();
        assertThat(root.getAttribute("role")).isEqualTo("img");
        assertThat(markup.find("/svg/*[1]").getFirst().getTextContent()).isEqualTo("A title");
        assertThat(markup.find("/svg/*[1]").getFirst().getTagName()).isEqualTo("title");
        assertThat(markup.find("/svg/*[2]").getFirst().getTextContent()).isEqualTo("What it shows.");
    }

    @Test
    void an_axis_has_more_than_one_tick_where_there_is_room() throws Exception {
        List<Mark> bars = List.of(new Mark.Bars("", 0, List.of(new Mark.Bar(-0.45, 0.48, 3))));
        Chart narrow = new Chart("", Axis.of("weight"), Axis.whole("count"), bars);
        Markup markup = Markup.of(new Figure("t", "", 3, List.of(narrow, narrow, narrow)));
        assertThat(markup.words().stream().filter("−0.2"::equals)).hasSize(3);
    }

    @Test
    void names_are_escaped_and_what_xml_cannot_hold_is_replaced() throws Exception {
        String name = "a<b & \"c\" \u0007 \ud800";
        Markup markup = Markup.of(chart(new Mark.Line(name, 0, List.of(new Point(0, 0), new Point(1, 1)))));
        assertThat(markup.words()).contains("a<b & \"c\" \uFFFD \uFFFD");
        assertThat(chart(new Mark.Words("<script>", 0, new Point(0, 0))).svg()).doesNotContain("<script>");
    }

    @Test
    void a_chart_without_data_says_so() throws Exception {
        assertThat(Markup.of(chart()).words()).contains("no data", "0", "1");
        assertThat(Markup.of(line(Double.NaN, Double.POSITIVE_INFINITY)).words())
                .contains("no data");
    }

    @Test
    void a_point_alone_is_a_marker_and_a_number_that_is_none_interrupts_the_line() throws Exception {
        Markup alone = Markup.of(line(7));
        assertThat(alone.find("//svg[@class='area']/path[starts-with(@class,'line')]"))
                .isEmpty();
        assertThat(alone.find("//svg[@class='area']/path[starts-with(@class,'mark')]"))
                .hasSize(1);
        String path = Markup.of(line(1, 2, Double.NaN, 2, 1))
                .find("//svg[@class='area']/path[starts-with(@class,'line')]")
                .getFirst()
                .getAttribute("d");
        assertThat(path.chars().filter(c -> c == 'M')).hasSize(2);
        assertThat(path.chars().filter(c -> c == 'L')).hasSize(2);
    }

    @Test
    void constant_tiny_and_huge_numbers_have_axes_with_different_ticks() throws Exception {
        for (double[] ys : new double[][] {
            {3, 3}, {0, 0}, {1e-320, 1e-320}, {-Double.MAX_VALUE, Double.MAX_VALUE}, {1e9, 1e9 + 1e-7}, {1e-9, 2e-9}
        }) {
            Markup markup = Markup.of(line(ys));
            List<String> words = markup.words();
            assertThat(words).as("axis of %s and %s", ys[0], ys[1]).doesNotContain("no data");
            assertThat(words.stream()
                            .filter(word -> word.matches("[−0-9.·⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+"))
                            .distinct())
                    .hasSizeGreaterThan(3);
            assertThat(line(ys).svg()).doesNotContain("NaN", "Infinity", "\"∞");
        }
    }

    @Test
    void looks_differ_by_colour_dash_and_marker() throws Exception {
        List<Point> points = List.of(new Point(0, 0), new Point(1, 1));
        Markup markup = Markup.of(chart(new Mark.Line("a", 0, points), new Mark.Line("b", 1, points)));
        List<Element> lines = markup.find("//svg[@class='area']/path[starts-with(@class,'line')]");
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).getAttribute("class")).isNotEqualTo(lines.get(1).getAttribute("class"));
        assertThat(lines.get(0).getAttribute("stroke-dasharray"))
                .isNotEqualTo(lines.get(1).getAttribute("stroke-dasharray"));
        assertThat(markup.ofClass("path", "mark").stream()
                        .map(mark -> mark.getAttribute("d"))
                        .distinct())
                .hasSize(2);
    }

    @Test
    void names_of_lines_that_end_at_one_place_do_not_lie_on_each_other() throws Exception {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            marks.add(new Mark.Line("line " + i, i, List.of(new Point(0, i), new Point(1, 3))));
        }
        List<Element> names = Markup.of(chart(marks.toArray(Mark[]::new))).find("//text[@class='ink name']");
        assertThat(names).hasSize(25);
        List<Double> places = names.stream()
                .map(name -> Double.parseDouble(name.getAttribute("y")))
                .sorted()
                .toList();
        for (int i = 1; i < places.size(); i++) {
            assertThat(places.get(i) - places.get(i - 1)).isGreaterThan(16);
        }
    }

    @Test
    void bars_stand_on_zero() throws Exception {
        Markup markup = Markup.of(chart(new Mark.Bars("", 0, List.of(new Mark.Bar(0, 1, 4), new Mark.Bar(1, 2, -4)))));
        List<Element> bars = markup.ofClass("rect", "bar");
        assertThat(bars).hasSize(2);
        assertThat(number(bars.get(0), "y") + number(bars.get(0), "height")).isEqualTo(number(bars.get(1), "y"));
        assertThat(number(bars.get(0), "height")).isEqualTo(160);
        assertThat(number(bars.get(0), "width")).isEqualTo(280);
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    @Test
    void a_small_heat_map_has_a_cell_for_each_number_and_a_large_one_a_path_for_each_shade() throws Exception {
        Grid few = Grid.of(2, 3, new double[] {0, 0.5, 1, Double.NaN, 0.25, 0.75});
        Markup small = Markup.of(map(few));
        assertThat(small.ofClass("rect", "cell")).hasSize(6);
        assertThat(small.find("//rect[@class='cell crisp f0']/@fill-opacity/.."))
                .hasSize(5);
        assertThat(small.find("//rect/title").stream().map(Element::getTextContent))
                .contains("1, 2: 0.5", "2, 1: NaN");
        double[] ramp = new double[60 * 60];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i % 60 < 30 ? 0 : 1;
        }
        Markup large = Markup.of(map(Grid.of(60, 60, ramp)));
        assertThat(large.ofClass("rect", "cell")).isEmpty();
        String path = large.find("//g[@class='crisp']/path[@fill-opacity='1']")
                .getFirst()
                .getAttribute("d");
        assertThat(path).startsWith("M30 0h30v1h-30z").contains("M30 59h30v1h-30z");
    }

    private static Figure map(Grid grid) {
        return Figure.of(
                "Map",
                "",
                new HeatMap(
                        "",
                        Labels.numbers("row", 1, grid.rows()),
                        Labels.numbers("column", 1, grid.columns()),
                        grid,
                        new Tone(Tone.Palette.SHADE, 0, 1, "share"),
                        List.of()));
    }

    @Test
    void empty_panels_of_every_kind_are_pages_too() throws Exception {
        Tone tone = new Tone(Tone.Palette.GREY, 0, 0, "value");
        Figure all = new Figure(
                "Empty",
                "",
                2,
                List.of(
                        new HeatMap(
                                "h",
                                new Labels("", List.of()),
                                new Labels("", List.of()),
                                Grid.of(0, 0, new double[0]),
                                tone,
                                List.of()),
                        new Ridges("r", "x", "epoch", List.of()),
                        new Ridges("r", "x", "epoch", List.of(new Ridges.Ridge("1", Histogram.of(new double[0])))),
                        new Pictures("p", 3, List.of(), tone),
                        new Pictures("p", 3, List.of(new Pictures.Picture("x", Grid.of(0, 0, new double[0]))), tone)));
        assertThat(Markup.of(all).find("//svg")).isNotEmpty();
        assertThat(all.svg()).doesNotContain("NaN", "Infinity");
    }

    @Test
    void numbers_are_the_same_in_every_country() {
        Locale before = Locale.getDefault();
        String svg = line(0.5, 1.25).svg();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(line(0.5, 1.25).svg()).isEqualTo(svg);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void what_does_not_fit_is_said() {
        assertThatThrownBy(() -> Axis.of("x").between(2, 1)).hasMessageContaining("2.0 and 1.0");
        assertThatThrownBy(() -> Grid.of(2, 2, new double[3])).hasMessageContaining("3 numbers");
        assertThatThrownBy(() -> new Figure("t", "", 1, List.of())).hasMessageContaining("at least one panel");
        assertThatThrownBy(() -> new Tone(Tone.Palette.GREY, 1, 0, "")).hasMessageContaining("1.0 and 0.0");
        assertThatThrownBy(() -> new Mark.Band("gap", 0, List.of(new Point(0, 0)), List.of()))
                .hasMessageContaining("1 and 0");
    }
}
