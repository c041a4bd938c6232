package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.graph.Build;
import gradus.core.op.Elementwise;
import gradus.core.op.Op;
import gradus.core.op.UnaryFn;
import gradus.core.spi.Backend;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation's first and second derivatives are those of finite differences.
final class GradientContractTest {
    private static final int LARGEST = 400;

    static Stream<Arguments> cases() {
        List<Sample> samples = EveryOp.samples(DType.FLOAT64).stream()
                .filter(Sample::isDifferentiable)
                .filter(sample -> !hidesDifferences(sample.op()))
                .filter(sample -> sample.inputs().stream().allMatch(input -> input.count() <= LARGEST))
                .toList();
        return Backing.backends().stream()
                .flatMap(backend -> Backing.byOperation(samples).entrySet().stream()
                        .map(group -> Arguments.of(group.getKey(), backend.name(), backend, group.getValue())));
    }

    /// What says another derivative than differences do on purpose, or rounds the differences away.
    private static boolean hidesDifferences(Op op) {
        return op.equals(new Elementwise.Unary(UnaryFn.STOP_GRADIENT))
                || op.equals(new Elementwise.Cast(DType.FLOAT32))
                || op.equals(new Elementwise.Cast(DType.BFLOAT16));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("cases")
    void derivatives_are_those_of_finite_differences(String name, String on, Backend backend, List<Sample> samples) {
        GradientCheck check = new GradientCheck(backend);
        Backing.each(samples, check::check);
    }

    @Test
    void a_wrong_derivative_is_found_and_named() {
        Literal point = Literal.of(new double[] {0.5, 1.5}, 2);
        assertThatThrownBy(() -> new GradientCheck(Backing.REFERENCE)
                        .check(
                                xs -> Build.multiply(Build.unary(UnaryFn.STOP_GRADIENT, xs.getFirst()), xs.getFirst()),
                                List.of(point)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("gradient, first order, operand 0, element 0 of float64[2] at 0.5")
                .hasMessageContaining("finite differences give");
    }

    @Test
    void single_precision_is_refused() {
        Literal point = Literal.of(new float[] {0.5f}, 1);
        assertThatThrownBy(() -> new GradientCheck(Backing.REFERENCE).check(List::getFirst, List.of(point)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gradient check: finite differences need float64, got float32[1]");
    }
}
