package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.UnaryFn;
import gradus.core.spi.Backend;
import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Autodiff.ValueAndGradients;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.DTypeException;
import gradus.core.type.Literal;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AutodiffTest {
    private static UnaryOperator<Tensor> derivative(UnaryOperator<Tensor> function) {
        return x -> Autodiff.gradient(function, x);
    }

    private static Tensor number(double value) {
        return Tensor.of(Literal.scalar(DType.FLOAT64, value));
    }

    @Test
    void derivatives_nest_to_any_order() {
        UnaryOperator<Tensor> fourth = x -> x.square().square();
        assertThat(derivative(fourth).apply(number(3)).item()).isEqualTo(108);
        assertThat(derivative(derivative(fourth)).apply(number(3)).item()).isEqualTo(108);
        assertThat(derivative(derivative(derivative(fourth))).apply(number(3)).item())
                .isEqualTo(72);
        assertThat(derivative(derivative(derivative(derivative(fourth))))
                        .apply(number(3))
                        .item())
                .isEqualTo(24);
    }

    @Test
    void an_inner_derivative_does_not_see_the_outer_variable_as_its_own() {
        // d/dx (x · d/dy (x + y)) = 1; a confusion of the two gives 2
        UnaryOperator<Tensor> outer = x -> x.multiply(derivative(y -> x.add(y)).apply(number(1)));
        assertThat(derivative(outer).apply(number(5)).item()).isEqualTo(1);
        UnaryOperator<Tensor> same = x -> x.multiply(derivative(y -> x.add(y)).apply(x));
        assertThat(derivative(same).apply(number(5)).item()).isEqualTo(1);
    }

    @Test
    void an_inner_derivative_keeps_its_dependence_on_the_outer_variable() {
        // d/dy x y² = 2 x y; at y = 3 its derivative by x is 6
        UnaryOperator<Tensor> slope =
                x -> derivative(y -> x.multiply(y.square())).apply(number(3));
        assertThat(slope.apply(number(5)).item()).isEqualTo(30);
        assertThat(derivative(slope).apply(number(5)).item()).isEqualTo(6);
        UnaryOperator<Tensor> atItself =
                x -> derivative(y -> x.multiply(y.square())).apply(x);
        assertThat(derivative(atItself).apply(number(5)).item()).isEqualTo(20);
    }

    @Test
    void an_inner_function_that_is_constant_has_zero_derivative() {
        assertThat(derivative(_ -> number(4)).apply(number(5)).item()).isZero();
        UnaryOperator<Tensor> outer = x -> x.add(derivative(_ -> number(4)).apply(x));
        assertThat(derivative(outer).apply(number(5)).item()).isEqualTo(1);
    }

    @Test
    void closures_capture_values_as_constants() {
        Tensor weights = Tensor.of(1.0, 2, 3);
        assertThat(Autodiff.gradient(x -> x.multiply(weights).sum(), Tensor.of(4.0, 5, 6))
                        .toDoubles())
                .containsExactly(1, 2, 3);
        assertThat(Autodiff.gradient(x -> x.multiply(weights).sum(), weights).toDoubles())
                .containsExactly(1, 2, 3);
    }

    @Test
    void value_and_gradients_of_several_arguments_come_together() {
        ValueAndGradients found = Autodiff.valueAndGradients(
                xs -> xs.get(0).matmul(xs.get(1)).sum(),
                List.of(Tensor.of(new double[][] {{1, 2}, {3, 4}}), Tensor.of(new double[][] {{5}, {6}})));
        assertThat(found.value().item()).isEqualTo(17 + 39);
        assertThat(found.gradients().get(0).toDoubles()).containsExactly(5, 6, 5, 6);
        assertThat(found.gradients().get(1).toDoubles()).containsExactly(4, 6);
        assertThat(found.gradients()).noneMatch(Tensor::isSymbolic);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void gradients_can_be_part_of_a_traced_program(Backend backend) {
        Node input = Build.input("x", TensorType.of(DType.FLOAT64, 2));
        Tensor x = Tensor.of(input);
        Tensor slope = Autodiff.gradient(y -> y.multiply(y).multiply(x).sum(), x);
        assertThat(slope.isSymbolic()).isTrue();
        Tensor atConstant = Autodiff.gradient(y -> y.multiply(x).sum(), Tensor.of(7.0, 8));
        Program program = Program.of(new Graph(List.of(input), List.of(slope.node(), atConstant.node())), backend);
        List<Literal> results = program.call(List.of(Literal.of(new double[] {3, 4}, 2)));
        assertThat(results.get(0).toDoubles()).containsExactly(18, 32);
        assertThat(results.get(1).toDoubles()).containsExactly(3, 4);
    }

    static Stream<Backend> backends() {
        return Backing.backends().stream();
    }

    @Test
    void finite_differences_agree_with_the_chain_rule() {
        UnaryOperator<Tensor> function =
                x -> x.sin().multiply(x.exp()).add(x.square().sqrt()).sum();
        Tensor point = Tensor.of(0.3, -1.2, 2.5);
        double[] exact = derivative(function).apply(point).toDoubles();
        double[] nudged = Autodiff.finiteDifference(function, point).toDoubles();
        for (int i = 0; i < exact.length; i++) {
            assertThat(nudged[i]).isCloseTo(exact[i], within(1e-8));
        }
    }

    @Test
    void a_function_of_several_arguments_matches_the_published_example_of_micrograd() {
        UnaryOperator<Tensor> cube = x -> x.multiply(x).multiply(x);
        ValueAndGradients found = Autodiff.valueAndGradients(
                xs -> {
                    Tensor a = xs.get(0);
                    Tensor b = xs.get(1);
                    Tensor c = a.add(b);
                    Tensor d = a.multiply(b).add(cube.apply(b));
                    c = c.add(c.add(1));
                    c = c.add(c.add(1).subtract(a));
                    d = d.add(d.multiply(2).add(b.add(a).relu()));
                    d = d.add(d.multiply(3).add(b.subtract(a).relu()));
                    Tensor e = c.subtract(d);
                    Tensor f = e.square();
                    return f.divide(2).add(number(10).divide(f));
                },
                List.of(number(-4), number(2)));
        assertThat(found.value().item()).isCloseTo(24.7041, within(5e-5));
        assertThat(found.gradients().get(0).item()).isCloseTo(138.8338, within(5e-5));
        assertThat(found.gradients().get(1).item()).isCloseTo(645.5773, within(5e-5));
    }

    @Test
    void only_scalars_of_floating_point_have_gradients() {
        assertThatThrownBy(() -> Autodiff.gradient(x -> x, Tensor.of(1.0, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("gradient: the result must be a scalar, got float64[2]")
                .hasMessageEndingWith("take its sum() or mean()");
        assertThatThrownBy(() -> Autodiff.gradient(x -> x.as(DType.FLOAT32).sum(), Tensor.of(1L, 2)))
                .isInstanceOf(DTypeException.class);
    }

    @Test
    void gradient_nodes_remember_which_factor_of_the_chain_rule_they_are() {
        Node x = Build.input("x", TensorType.of(DType.FLOAT64));
        Node y = Build.unary(UnaryFn.TANH, x);
        Node gradient = Gradients.of(y, List.of(x)).getFirst();
        assertThat(gradient.explains()).hasValueSatisfying(explains -> {
            assertThat(explains.forward()).isSameAs(y);
            assertThat(explains.input()).isZero();
        });
        assertThat(gradient.origin()).isEqualTo(y.origin());
        assertThat(y.explains()).isEmpty();
    }
}
