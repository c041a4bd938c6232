package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gradus.nn.loss.Loss;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Rules with absurd numbers are refused, by name.
class StoppingTest {
    private static final Stopping RULES = Stopping.afterEpochs(3);

    static List<Arguments> absurd() {
        return List.of(
                refused("epochs", () -> RULES.withEpochs(0)),
                refused("epochs", () -> RULES.withEpochs(-7)),
                refused("steps", () -> RULES.withSteps(0)),
                refused("steps", () -> RULES.withSteps(Long.MIN_VALUE)),
                refused("patience", () -> RULES.withPatience(0)),
                refused("least improvement", () -> RULES.withLeastImprovement(-1e-9)),
                refused("least improvement", () -> RULES.withLeastImprovement(Double.NaN)),
                refused("least improvement", () -> RULES.withLeastImprovement(Double.POSITIVE_INFINITY)),
                refused("loss limit", () -> RULES.withLossBelow(Double.NaN)),
                refused("loss limit", () -> RULES.withLossBelow(Double.POSITIVE_INFINITY)),
                refused("change of loss", () -> RULES.withChangeBelow(-1, 1)),
                refused("change of loss", () -> RULES.withChangeBelow(Double.NaN, 1)),
                refused("change of loss", () -> RULES.withChangeBelow(Double.POSITIVE_INFINITY, 1)),
                refused("change of loss", () -> RULES.withChangeBelow(0.1, 0)),
                refused("norms", () -> RULES.withNormsBelow(-1, 0)),
                refused("norms", () -> RULES.withNormsBelow(0, Double.NaN)),
                refused("norms", () -> RULES.withNormsBelow(Double.POSITIVE_INFINITY, 0)));
    }

    private static Arguments refused(String rule, Supplier<Object> made) {
        return Arguments.of(rule, made);
    }

    @ParameterizedTest(name = "{0}, case {index}")
    @MethodSource("absurd")
    void an_absurd_number_is_refused_with_the_name_of_its_rule(String rule, Supplier<Object> made) {
        assertThatIllegalArgumentException()
                .isThrownBy(made::get)
                .withMessageStartingWith("stopping: ")
                .withMessageContaining(rule)
                .withMessageContaining("got ");
    }

    @Test
    void an_epoch_limit_of_zero_is_not_called_a_way_to_switch_the_limit_off() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RULES.withEpochs(0))
                .withMessage("stopping: epochs must be at least 1, got 0");
    }

    @Test
    void changed_rules_keep_the_others() {
        Stopping all = RULES.withEpochs(9)
                .withSteps(8)
                .withPatience(7)
                .withLeastImprovement(0.6)
                .withLossBelow(0.5)
                .withChangeBelow(0.4, 3)
                .withNormsBelow(0.2, 0.1);
        assertThat(all)
                .isEqualTo(new Stopping(9, 8, 7, 0.6, 0.5, new Stopping.Change(0.4, 3), new Stopping.Norms(0.2, 0.1)));
    }

    @Test
    void absurd_settings_of_a_training_are_refused_before_it_begins() {
        var training = Training.of(Small.mlp(2), Small.classes(10, 1), Loss.CROSS_ENTROPY);
        assertThatIllegalArgumentException().isThrownBy(() -> training.batchSize(0));
        assertThatIllegalArgumentException().isThrownBy(() -> training.epochs(0));
        assertThatIllegalArgumentException().isThrownBy(() -> training.steps(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> training.earlyStopping(0));
        assertThatIllegalArgumentException().isThrownBy(() -> training.prefetch(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> training.prefetch(Integer.MAX_VALUE))
                .withMessageContaining("prefetch");
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoints(_ -> "", 0, Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Checkpoints(_ -> "", 1, Duration.ofSeconds(-1)))
                .withMessageContaining("checkpoints");
    }
}
