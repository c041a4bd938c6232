package gradus.explain.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.explain.document.Explanation;
import gradus.explain.document.Line;
import gradus.explain.document.Phase;
import gradus.explain.document.Section;
import gradus.explain.maths.Symbol;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.optim.PathPattern;
import gradus.nn.optim.Sgd;
import gradus.nn.train.Goal;
import gradus.nn.train.Moment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A focus on a weight or a unit tells its way to the loss: each factor, and parts that add up to its gradient.
final class FocusTest {
    private static final Focus SECOND_WEIGHT =
            Focus.defaults().onLayer("layers.0.weight").onWeight(List.of(2, 1));

    static Stream<ArchitecturesTest.Told> networks() {
        return ArchitecturesTest.networks();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void the_parts_of_a_weight_s_gradient_add_up_layer_by_layer(ArchitecturesTest.Told told) {
        String path = told.firstParameter();
        Explanation weight =
                explain(told.moment(), Focus.defaults().onLayer(path).onWeight(told.strongest(path)));
        assertThat(weight.agreement().failed()).isZero();
        Section ways = section(weight, "ways").orElseThrow();
        double gradient = ways.lines().getLast().value();
        assertThat(ways.lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.value()).isCloseTo(gradient, within(1e-9 * Math.abs(gradient))));
        boolean hasPenalty = told.name().contains("penalty");
        assertThat(gradients(weight))
                .hasSize(hasPenalty ? 0 : 1)
                .allSatisfy(line -> assertThat(line.value()).isCloseTo(gradient, within(1e-9 * Math.abs(gradient))));
        Section chain = section(weight, "chain").orElseThrow();
        double product = 1;
        for (Line factor : chain.lines().subList(0, chain.lines().size() - 1)) {
            product *= factor.value();
        }
        assertThat(chain.lines().getLast().value()).isEqualTo(product).isNotZero();
        assertThat(weight.lines()).extracting(Line::id).doesNotHaveDuplicates();
    }

    /// The gradients by the weight in focus, as the backward pass gives them.
    private static List<Line> gradients(Explanation explanation) {
        Symbol wanted =
                section(explanation, "ways").orElseThrow().lines().getFirst().symbol();
        return explanation.lines().stream()
                .filter(line -> line.id().startsWith("n") && line.symbol().equals(wanted))
                .toList();
    }

    @Test
    void why_a_weight_moved_is_said_first() {
        Explanation told = explain(WorkedSteps.threeTwoOne(), SECOND_WEIGHT);
        assertThat(told.heading().answer())
                .startsWith(
                        "W¹[2,1] (layers.0.weight) moves up by 0.00613582, from −0.5 to −0.493864, because its"
                                + " gradient is −0.0613582, so a larger value makes the loss smaller.",
                        "Its gradient is x[2] · ∂C/∂z¹[1] = 3 · (−0.0204527) = −0.0613582: what it multiplies, times"
                                + " what comes back from behind.",
                        "Its only way to the loss is W¹[2,1] → z¹[1] → a¹[1] → z²[1] → a²[1] → C.");
    }

    @Test
    void the_factors_of_the_only_way_are_those_of_the_book() {
        Section chain = section(explain(WorkedSteps.threeTwoOne(), SECOND_WEIGHT), "chain")
                .orElseThrow();
        assertThat(chain.lines().stream().map(Line::value).toList())
                .usingComparatorForType((a, b) -> Math.abs(a - b) < 5e-7 ? 0 : 1, Double.class)
                .containsExactly(-0.822203, 0.242097, 0.5, 0.2055, 3.0, -0.0613582);
        assertThat(chain.note()).contains("only way");
    }

    @Test
    void only_what_leads_from_the_weight_to_the_loss_is_shown() {
        Explanation told = explain(WorkedSteps.twoTwoTwo(), SECOND_WEIGHT);
        assertThat(told.find(Phase.FORWARD, name("z", "1", 1))).isPresent();
        assertThat(told.find(Phase.FORWARD, name("z", "1", 2))).isEmpty();
        assertThat(told.find(Phase.FORWARD, name("z", "2", 1))).isPresent();
        assertThat(told.find(Phase.FORWARD, name("z", "2", 2))).isPresent();
        assertThat(told.find(Phase.FORWARD, Symbol.of("x", 2))).isPresent();
        assertThat(told.find(Phase.FORWARD, Symbol.of("x", 1))).isEmpty();
    }

    @Test
    void a_unit_is_told_with_its_inputs_weights_and_way() {
        Explanation told = explain(
                WorkedSteps.twoTwoTwo(), Focus.defaults().onLayer("layers.0").onUnit(2));
        assertThat(told.heading().answer())
                .startsWith("z¹[2] (layers.0) is 0.3925; its largest part is b¹[2] = 0.35.")
                .anyMatch(sentence -> sentence.startsWith("Its strongest way to the loss, z¹[2] → a¹[2]"));
        assertThat(told.find(Phase.UPDATE, new Symbol.Next(name("W", "1", 1, 2))))
                .isPresent();
        assertThat(told.find(Phase.UPDATE, new Symbol.Next(name("W", "1", 1, 1))))
                .isEmpty();
    }

    @Test
    void a_unit_of_several_samples_is_told_over_all_of_them() {
        Explanation told = explain(
                WorkedSteps.sigmoids(), Focus.defaults().onLayer("layers.0").onUnit(1));
        assertThat(told.heading().answer()).first().asString().contains("is 1 to 10 in 3 samples or places");
        double sum = told.lines().stream()
                .filter(line -> line.id().startsWith("n")
                        && line.symbol() instanceof Symbol.Derivative(var of, var by)
                        && of.equals(Symbol.of("C"))
                        && by instanceof Symbol.Name(var letter, var _, var _)
                        && letter.equals("z"))
                .mapToDouble(Line::value)
                .sum();
        assertThat(section(told, "ways").orElseThrow().lines().getFirst().value())
                .isCloseTo(sum, within(1e-12));
    }

    @Test
    void a_dead_unit_ends_the_way_and_the_answer_says_where() {
        Layer network = Sequential.of(
                new Linear(new Param(Tensor.of(new double[][] {{-1}})), Optional.empty()),
                new Activate(Activation.RELU),
                new Linear(new Param(Tensor.of(new double[][] {{1}})), Optional.empty()));
        Moment<Layer> moment = Moment.first(
                network,
                Goal.of(Loss.SUM_SQUARED_ERROR),
                Sgd.of(0.1),
                WorkedSteps.batch(new double[][] {{2}}, new double[][] {{1}}));
        Explanation told =
                explain(moment, Focus.defaults().onLayer("layers.0.weight").onWeight(List.of(1, 1)));
        assertThat(told.heading().answer())
                .startsWith(
                        "W¹[1,1] (layers.0.weight) stays, for its gradient is 0.",
                        "Its way ends at “Weighted inputs z¹”: nothing behind answers to it here, so its gradient is"
                                + " 0.");
    }

    @Test
    void a_frozen_weight_has_no_gradient_and_says_so() {
        Moment<?> frozen = WorkedSteps.threeTwoOne().freezing(List.of(new PathPattern("layers.0.*")));
        assertThat(explain(frozen, SECOND_WEIGHT).heading().answer())
                .first()
                .asString()
                .contains("W¹[2,1] gets no gradient: it is frozen");
    }

    @Test
    void of_a_wide_layer_the_largest_parts_stand_and_the_rest_is_counted() {
        Key key = Key.of(5);
        Layer network =
                Sequential.of(Linear.of(3, 40, key), new Activate(Activation.TANH), Linear.of(40, 30, key.fold(1)));
        Moment<Layer> moment = ArchitecturesTest.moment(
                network, Tensor.normal(key, 1, 3), Tensor.of(7L), Loss.CROSS_ENTROPY, Sgd.of(0.1));
        Explanation told = explain(moment, SECOND_WEIGHT);
        Section logits = told.parts().getFirst().sections().stream()
                .filter(section -> section.title().equals("Weighted inputs z²"))
                .findFirst()
                .orElseThrow();
        assertThat(logits.lines()).hasSize(Focus.LINES);
        assertThat(logits.folded()).singleElement().satisfies(folded -> {
            assertThat(folded.count()).isEqualTo(30 - Focus.LINES);
            assertThat(folded.what()).contains("parts of the gradient");
        });
    }

    private static Explanation explain(Moment<?> moment, Focus focus) {
        return Explainer.explain(moment, focus, Labels.of("focus"), 60);
    }

    private static Optional<Section> section(Explanation explanation, String id) {
        return explanation.parts().stream()
                .flatMap(part -> part.sections().stream())
                .filter(section -> section.id().equals(id))
                .findFirst();
    }

    private static Symbol name(String letter, String layer, Integer... indices) {
        return new Symbol.Name(letter, layer, List.of(indices));
    }
}
