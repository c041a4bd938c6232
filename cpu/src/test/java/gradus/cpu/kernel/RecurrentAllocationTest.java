package gradus.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.op.Recurrent.Cell;
import gradus.core.op.Recurrent.Direction;
import gradus.core.op.RecurrentLayout;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecurrentAllocationTest {
    private static final int RUNS = 2000;

    /// Also a test of the functions in the cell: where the compiler boxes their vectors, each step allocates.
    @ParameterizedTest
    @EnumSource(Cell.class)
    void a_warm_sequence_and_its_gradient_allocate_nothing(Cell cell) {
        RecurrentLayout layout = new RecurrentLayout(cell, 2, 3, 256);
        Random random = new Random(5);
        RecurrentSource source = new RecurrentSource(
                layout,
                Direction.FORWARD,
                numbers(random, layout.hidden() * layout.gateWidth()),
                numbers(random, layout.state().count()),
                cell.hasCellState() ? numbers(random, layout.state().count()) : Floats.NONE,
                StepMask.ALL);
        Floats projection = numbers(random, layout.weightOffset());
        Floats bias = cell.hasRecurrentBias() ? numbers(random, layout.gateWidth()) : Floats.NONE;
        Floats result = numbers(random, layout.resultCount());
        Floats flow = numbers(random, layout.stateCount());
        Floats gradient = numbers(random, layout.gradientCount());
        try (Workers one = new Workers(1)) {
            RecurrentForward forward = new RecurrentForward(source, projection, bias, result, one);
            RecurrentBackward backward = new RecurrentBackward(source, result, flow, Floats.NONE, gradient, one);
            assertThat(Allocation.bytes(RUNS, forward::run)).as("forward").isLessThanOrEqualTo(RUNS);
            assertThat(Allocation.bytes(RUNS, backward::run)).as("backward").isLessThanOrEqualTo(RUNS);
        }
    }

    private static Floats numbers(Random random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (random.nextFloat() - 0.5f) / 8;
        }
        return new Floats(numbers, 0);
    }
}
