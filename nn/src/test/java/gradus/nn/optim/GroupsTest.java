package gradus.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gradus.core.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Groups of parameters by pattern.
class GroupsTest {
    @ParameterizedTest
    @CsvSource({
        "layers.*.bias, layers.0.bias, true",
        "layers.*.bias, layers.0.1.bias, false",
        "layers.*.bias, layers.0.weight, false",
        "**.bias, layers.0.1.bias, true",
        "**, x, true",
        "encoder.**, encoder.a.b, true",
        "encoder.**, encoders.a.b, false",
        "w*, weight, true",
        "w.x, wax, false",
        "**norm**, block.norm1.scale, true",
    })
    void a_star_is_one_name_and_two_are_any_rest(String pattern, String path, boolean fits) {
        assertThat(new PathPattern(pattern).matches(path)).isEqualTo(fits);
    }

    @Test
    void a_schedule_of_the_rest_is_followed_by_scaled_groups_only() {
        Groups groups = Groups.of(Sgd.of(0.1)).scaled("a", 10).with("b", Sgd.of(3));
        Groups changed = groups.schedule(new Schedule.Constant(0.5));
        assertThat(changed.scalars(0))
                .containsEntry("0.learningRate", 5.0)
                .containsEntry("1.learningRate", 3.0)
                .containsEntry("rest.learningRate", 0.5);
    }

    @Test
    void the_state_is_that_of_each_group() {
        Map<String, Tensor> parameters = Map.of("a", Tensor.zeros(2), "b", Tensor.zeros(3), "c", Tensor.zeros(1));
        Groups groups =
                Groups.of(Sgd.of(0.1)).with("a", Adam.of(1)).with("b", Sgd.of(1).momentum(0.9));
        assertThat(groups.init(parameters)).containsOnlyKeys("0.m/a", "0.v/a", "1.velocity/b");
    }

    @Test
    void mistakes_are_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PathPattern(" "))
                .withMessage("pattern of paths: it must not be empty; ** means every parameter");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Groups.of(new WeightAverage(Sgd.of(1), 0.9)))
                .withMessage("parameter groups: an average of weights goes around the groups, not into one; use new"
                        + " WeightAverage(groups, decay)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeightAverage(new WeightAverage(Sgd.of(1), 0.9), 0.9))
                .withMessageStartingWith("average of weights: the optimizer keeps one already, got");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeightAverage(Sgd.of(1), 1))
                .withMessage("average of weights: decay must be at least 0 and below 1, got 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Groups.of(Sgd.of(1)).with("head.*", Sgd.of(1)).init(Map.of("a", Tensor.zeros(1))))
                .withMessage("parameter groups: the pattern “head.*” must mean at least one parameter, there are [a]; *"
                        + " stands for one name, ** for any rest, ! in front for all others");
    }
}
