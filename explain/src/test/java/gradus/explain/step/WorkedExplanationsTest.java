package gradus.explain.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.explain.document.Explanation;
import gradus.explain.document.Line;
import gradus.explain.document.Phase;
import gradus.explain.maths.Symbol;
import gradus.explain.render.Digits;
import gradus.explain.render.Render;
import gradus.explain.render.TextStyle;
import gradus.nn.train.Moment;
import gradus.nn.train.NonFinite;
import gradus.testkit.Golden;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The worked examples of MISSION.md as documents.
final class WorkedExplanationsTest {
    private static final Symbol C = Symbol.of("C");

    record Example(String name, Moment<?> moment) {
        Explanation explanation() {
            return Explainer.explain(moment, Focus.defaults(), Labels.of("Example " + name), 60);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Example> examples() {
        return Stream.of(
                new Example("a", WorkedSteps.line(0.1)),
                new Example("a-overshoot", WorkedSteps.line(1)),
                new Example("b", WorkedSteps.threeTwoOne()),
                new Example("c", WorkedSteps.twoTwoTwo()),
                new Example("d", WorkedSteps.sigmoids()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_document_is_the_recorded_one(Example example) {
        Explanation explanation = example.explanation();
        Golden.check("explain/" + example.name() + ".txt", Render.text(explanation, TextStyle.plain()));
        Golden.check("explain/" + example.name() + ".md", Render.markdown(explanation, new Digits(10)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_number_is_the_engine_s_and_its_difference_s(Example example) {
        Explanation explanation = example.explanation();
        assertThat(explanation.agreement().failed()).isZero();
        assertThat(explanation.agreement().engineError()).isLessThanOrEqualTo(1e-12);
        assertThat(explanation.agreement().differenceError()).isLessThanOrEqualTo(1e-6);
        assertThat(explanation.agreement().differences()).isPositive();
    }

    @Test
    void a_descends_and_overshoots() {
        Moment<?> moment = WorkedSteps.line(0.1);
        for (double expected : List.of(1.8, 1.96, 1.992, 1.9984)) {
            Explanation explanation = new Example("a", moment).explanation();
            assertThat(after(explanation, weight(1, 1, 1))).isCloseTo(expected, within(1e-12));
            moment = Explainer.next(moment);
        }
        assertThat(after(new Example("a", WorkedSteps.line(1)).explanation(), weight(1, 1, 1)))
                .isEqualTo(9);
    }

    @Test
    void b_has_the_numbers_of_the_book_and_not_its_slip() {
        Explanation b = new Example("b", WorkedSteps.threeTwoOne()).explanation();
        assertThat(value(b, Phase.FORWARD, layer("z", 1, 1))).isCloseTo(-0.9, within(1e-12));
        assertThat(value(b, Phase.FORWARD, layer("a", 1, 1))).isCloseTo(0.2890504974, within(5e-11));
        assertThat(value(b, Phase.FORWARD, layer("a", 2, 1))).isCloseTo(0.5888985126, within(5e-11));
        assertThat(value(b, Phase.LOSS, C)).isCloseTo(0.1690044330, within(5e-11));
        assertThat(value(b, Phase.BACKWARD, C.by(layer("a", 2, 1)))).isCloseTo(-0.8222029749, within(5e-11));
        assertThat(value(b, Phase.BACKWARD, layer("a", 2, 1).by(layer("z", 2, 1))))
                .isCloseTo(0.2420970545, within(5e-11));
        assertThat(value(b, Phase.BACKWARD, C.by(layer("z", 2, 1)))).isCloseTo(-0.1990529184, within(5e-11));
        assertThat(value(b, Phase.BACKWARD, C.by(weight(2, 1, 1)))).isCloseTo(-0.0575363451, within(5e-11));
        assertThat(value(b, Phase.BACKWARD, C.by(weight(2, 2, 1)))).isCloseTo(-0.1143444594, within(5e-11));
        assertThat(value(b, Phase.BACKWARD, C.by(layer("z", 1, 2)))).isCloseTo(-0.0097320281, within(5e-11));
        assertThat(value(b, Phase.BACKWARD, C.by(weight(1, 2, 1)))).isCloseTo(-0.0613581539, within(5e-11));
        assertThat(value(b, Phase.AFTER, new Symbol.Next(layer("a", 2, 1)))).isCloseTo(0.5966469501, within(5e-11));
        assertThat(value(b, Phase.AFTER, new Symbol.Next(C))).isCloseTo(0.1626936828, within(5e-11));
    }

    @Test
    void c_has_the_published_numbers() {
        Explanation c = new Example("c", WorkedSteps.twoTwoTwo()).explanation();
        assertThat(value(c, Phase.LOSS, C)).isCloseTo(0.298371109, within(5e-10));
        assertThat(value(c, Phase.BACKWARD, C.by(weight(2, 1, 1)))).isCloseTo(0.082167041, within(5e-10));
        assertThat(value(c, Phase.BACKWARD, C.by(layer("z", 2, 1)))).isCloseTo(0.138498562, within(5e-10));
        assertThat(value(c, Phase.BACKWARD, C.by(layer("z", 1, 1)))).isCloseTo(0.008771355, within(5e-10));
        assertThat(after(c, weight(2, 1, 1))).isCloseTo(0.358916480, within(5e-10));
        assertThat(after(c, weight(1, 1, 1))).isCloseTo(0.149780716, within(5e-10));
        assertThat(value(c, Phase.AFTER, new Symbol.Next(C))).isCloseTo(0.291027774, within(5e-10));
        assertThat(c.find(Phase.UPDATE, new Symbol.Next(layer("b", 1, 1)))).isEmpty();
    }

    @Test
    void d_gives_the_sigmoids() {
        Explanation d = new Example("d", WorkedSteps.sigmoids()).explanation();
        List<Double> expected = List.of(0.731059, 0.999955, 0.880797);
        for (int sample = 1; sample <= expected.size(); sample++) {
            Symbol a = new Symbol.Name("a", "1", List.of(sample, 1));
            assertThat(value(d, Phase.FORWARD, a)).isCloseTo(expected.get(sample - 1), within(5e-7));
        }
    }

    @Test
    void an_update_that_training_skips_is_told_as_skipped() {
        Moment<?> made = WorkedSteps.line(0.1).with(NonFinite.SKIP);
        assertThat(after(new Example("made", made).explanation(), weight(1, 1, 1)))
                .isCloseTo(1.8, within(1e-12));
        Moment<?> skipped = WorkedSteps.line(Double.MAX_VALUE).with(NonFinite.SKIP);
        assertThat(new Example("infinite rate", skipped).explanation().heading().answer())
                .noneMatch(sentence -> sentence.contains("skipped")); // the gradient is finite, and that counts
        Moment<?> spoilt = WorkedSteps.line(Double.NaN, 0.1).with(NonFinite.SKIP);
        Explanation told = new Example("spoilt", spoilt).explanation();
        assertThat(told.heading().answer()).singleElement().asString().startsWith("Training skipped this update");
        assertThat(told.heading().facts()).containsKey("update");
        assertThat(after(told, weight(1, 1, 1))).isEqualTo(1);
    }

    private static double after(Explanation explanation, Symbol parameter) {
        return value(explanation, Phase.UPDATE, new Symbol.Next(parameter));
    }

    private static double value(Explanation explanation, Phase phase, Symbol symbol) {
        return explanation
                .find(phase, symbol)
                .map(Line::value)
                .orElseThrow(() -> new AssertionError(phase + " has no line of " + symbol));
    }

    private static Symbol layer(String letter, int layer, int unit) {
        return new Symbol.Name(letter, Integer.toString(layer), List.of(unit));
    }

    private static Symbol weight(int layer, int from, int to) {
        return new Symbol.Name("W", Integer.toString(layer), List.of(from, to));
    }
}
