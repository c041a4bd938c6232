package gradus.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.op.Access;
import gradus.core.op.BinaryFn;
import gradus.core.op.CompareFn;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.PointwiseStep;
import gradus.core.op.UnaryFn;
import gradus.core.type.TensorType;
import gradus.cpu.kernel.Joined;
import gradus.cpu.kernel.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PointwiseJoinedTest {
    private static final int COUNT = 1_237;

    private final Random random = new Random(5);

    /// A chain from its text: operands are whole arrays, numbers are fixed. With two changes of sign behind
    /// it there is no joined loop for it.
    private static Fused.Pointwise chain(Joined loop, boolean isJoined) {
        List<PointwiseStep> steps = new ArrayList<>();
        for (int i = 0; i < Joined.NUMBERS; i++) {
            steps.add(new PointwiseStep.Fixed(0.3 + 0.2 * i));
        }
        for (String step : loop.steps().split("; ")) {
            String[] words = step.split("[(), ]+");
            List<Integer> arguments = new ArrayList<>();
            for (int i = 1; i < words.length; i++) {
                int number = Integer.parseInt(words[i].substring(1));
                arguments.add(
                        switch (words[i].charAt(0)) {
                            case 'x' -> number;
                            case 's' -> Joined.OPERANDS + number;
                            default -> Joined.OPERANDS + Joined.NUMBERS + number;
                        });
            }
            steps.add(new PointwiseStep.Apply(operation(words[0]), arguments));
        }
        if (!isJoined) {
            int last = Joined.OPERANDS + steps.size() - 1;
            steps.add(new PointwiseStep.Apply(new Elementwise.Unary(UnaryFn.NEGATE), List.of(last)));
            steps.add(new PointwiseStep.Apply(new Elementwise.Unary(UnaryFn.NEGATE), List.of(last + 1)));
        }
        Access whole = new Access(1, COUNT);
        return new Fused.Pointwise(TensorType.float32(COUNT), List.of(whole, whole, whole), steps);
    }

    private static Elementwise operation(String name) {
        return switch (name) {
            case "greater" -> new Elementwise.Compare(CompareFn.GREATER);
            case "select" -> new Elementwise.Select();
            case "add" -> new Elementwise.Binary(BinaryFn.ADD);
            case "multiply" -> new Elementwise.Binary(BinaryFn.MULTIPLY);
            case "divide" -> new Elementwise.Binary(BinaryFn.DIVIDE);
            case "square" -> new Elementwise.Unary(UnaryFn.SQUARE);
            case "sqrt" -> new Elementwise.Unary(UnaryFn.SQRT);
            case "exp" -> new Elementwise.Unary(UnaryFn.EXP);
            case "negate" -> new Elementwise.Unary(UnaryFn.NEGATE);
            case "relu" -> new Elementwise.Unary(UnaryFn.RELU);
            default -> throw new AssertionError(name);
        };
    }

    private Operand numbers() {
        float[] x = new float[COUNT + 5];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        x[40] = Float.NaN;
        x[50] = -0f;
        return new Operand(TensorType.float32(COUNT), x, 5);
    }

    private static float[] result(Fused.Pointwise chain, List<Operand> inputs) {
        Operand y = new Operand(TensorType.float32(COUNT), new float[COUNT], 0);
        PointwiseKernel.of(chain, inputs, y, new Workers(1)).run();
        return y.floats();
    }

    @Test
    void a_joined_loop_gives_the_bits_of_its_steps_one_after_the_other() {
        for (Joined loop : Joined.values()) {
            List<Operand> inputs = List.of(numbers(), numbers(), numbers());
            List<PointwiseValue> values = new ArrayList<>();
            inputs.forEach(x -> values.add(new PointwiseValue.Whole(x)));
            for (int i = 0; i < Joined.NUMBERS; i++) {
                values.add(PointwiseKernel.number(0));
            }
            assertThat(PointwiseJoined.of(chain(loop, true), values, inputs.getFirst()))
                    .as("%s is known by its steps", loop)
                    .isPresent();
            assertThat(result(chain(loop, true), inputs)).as("%s", loop).isEqualTo(result(chain(loop, false), inputs));
        }
    }
}
