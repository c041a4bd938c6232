package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Recurrent;
import gradus.core.op.Recurrent.Cell;
import gradus.core.op.Recurrent.Direction;
import gradus.core.op.Recurrent.Steps;
import gradus.core.op.RecurrentLayout;
import gradus.core.spi.Backend;
import gradus.core.tensor.Program;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Steps of a sequence that do not count: whatever stands there, also NaN, changes neither the packed result nor any
/// gradient of it.
final class MaskedStepsTest {
    private static final int BATCH = 3;
    private static final int LENGTH = 4;
    private static final int HIDDEN = 9;

    static Stream<Arguments> cases() {
        return Arrays.stream(Cell.values())
                .flatMap(cell -> Arrays.stream(Direction.values())
                        .flatMap(direction -> Stream.of(
                                Arguments.of(cell, direction, Backing.REFERENCE, DType.FLOAT64),
                                Arguments.of(cell, direction, Backing.CPU, DType.FLOAT32))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_stands_in_a_step_that_does_not_count_has_no_effect(
            Cell cell, Direction direction, Backend backend, DType dtype) {
        List<Literal> calm = run(cell, direction, backend, dtype, 0.25);
        for (double wild : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            List<Literal> found = run(cell, direction, backend, dtype, wild);
            for (int i = 0; i < calm.size(); i++) {
                assertThat(found.get(i).toDoubles())
                        .as("output " + i + " with " + wild)
                        .containsExactly(calm.get(i).toDoubles());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_projection_of_such_a_step_has_no_gradient(Cell cell, Direction direction, Backend backend, DType dtype) {
        double[] gradient = run(cell, direction, backend, dtype, 0.25).get(1).toDoubles();
        int width = cell.gates() * HIDDEN;
        for (int i = 0; i < gradient.length; i++) {
            if (!counts(i / width)) {
                assertThat(gradient[i]).as("element " + i).isZero();
            }
        }
    }

    private static boolean counts(int place) {
        return place % 5 != 1 && place % 5 != 3;
    }

    /// Gives the packed result and the gradients of a sum over all of it, weighted unevenly.
    private static List<Literal> run(Cell cell, Direction direction, Backend backend, DType dtype, double filling) {
        Recurrent.Sequence op = new Recurrent.Sequence(cell, direction, Steps.MASKED);
        List<Literal> values = values(op, dtype, filling);
        List<Node> inputs = new ArrayList<>();
        values.forEach(value -> inputs.add(Build.input("x" + inputs.size(), value.type())));
        Node packed = Node.of(op, inputs);
        Literal weights = Draw.filled(dtype, packed.type().shape().sizes(), i -> 0.5 + i % 7 / 8.0);
        Node loss = Build.sum(Build.multiply(packed, Build.constant(weights)), List.of(0));
        List<Node> outputs = new ArrayList<>(List.of(packed));
        outputs.addAll(Gradients.of(loss, inputs.subList(0, op.maskInput())));
        return Program.of(new Graph(inputs, outputs), backend).call(values);
    }

    private static List<Literal> values(Recurrent.Sequence op, DType dtype, double filling) {
        RecurrentLayout layout = new RecurrentLayout(op.cell(), BATCH, LENGTH, HIDDEN);
        int width = layout.gateWidth();
        List<Literal> values = new ArrayList<>();
        values.add(Draw.filled(
                dtype, new int[] {BATCH, LENGTH, width}, i -> counts(i / width) ? Math.sin(3.0 * i + 1) : filling));
        values.add(Draw.filled(dtype, new int[] {HIDDEN, width}, i -> Math.cos(5.0 * i) / 3));
        if (op.cell().hasRecurrentBias()) {
            values.add(Draw.filled(dtype, new int[] {width}, i -> Math.cos(2.0 * i)));
        }
        for (int i = 0; i < op.cell().states(); i++) {
            values.add(Draw.filled(dtype, layout.state().sizes(), k -> Math.sin(2.0 * k + 1) / 2));
        }
        values.add(Draw.filled(DType.BOOL, new int[] {BATCH, LENGTH}, place -> counts(place) ? 1 : 0));
        return values;
    }
}
