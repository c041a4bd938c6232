package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The plan of one training step of a small network, kept as text: a change that means to change no plan shows an
/// empty difference.
final class PlanGoldenTest {
    private static final int FIXED_INPUTS = 2;
    private static final double RATE = 0.1;

    @Test
    void plan_of_a_training_step_is_the_recorded_one() {
        Golden.check("plan/mlp.txt", step().plan().toString());
    }

    @Test
    void numbers_in_a_plan_take_no_memory() {
        assertThat(step().plan().constants()).isEmpty();
    }

    @Test
    void a_training_step_lowers_the_loss_and_updates_its_weights_in_place() {
        Program step = step();
        assertThat(step.plan().updates()).hasSize(4);
        List<Literal> values = new ArrayList<>();
        Key key = Key.of(1);
        for (TensorType type : step.plan().inputs()) {
            Key own = key.fold(values.size());
            values.add(
                    type.dtype() == DType.INT64
                            ? Draw.filled(type.dtype(), type.shape().sizes(), i -> own.below(3, i))
                            : Draw.filled(type.dtype(), type.shape().sizes(), i -> own.normal(i) * 0.5));
        }
        double first = 0;
        double last = 0;
        for (int i = 0; i < 50; i++) {
            List<Literal> results = step.call(values);
            last = results.getFirst().get(0);
            first = i == 0 ? last : first;
            for (int p = 0; p < 4; p++) {
                values.set(FIXED_INPUTS + p, results.get(1 + p));
            }
        }
        assertThat(last).isLessThan(first / 1.2);
    }

    /// Two layers, cross-entropy, gradient descent; weights are replaced in place.
    private static Program step() {
        Node x = Build.input("x", TensorType.float32(32, 4));
        Node target = Build.input("target", TensorType.of(DType.INT64, 32));
        List<Node> parameters = List.of(
                Build.input("first.weight", TensorType.float32(4, 16)),
                Build.input("first.bias", TensorType.float32(16)),
                Build.input("second.weight", TensorType.float32(16, 3)),
                Build.input("second.bias", TensorType.float32(3)));
        List<Tensor> p = parameters.stream().map(Tensor::of).toList();
        Tensor hidden = Tensor.of(x).matmul(p.get(0)).add(p.get(1)).relu();
        Tensor logits = hidden.matmul(p.get(2)).add(p.get(3));
        Tensor loss = logits.crossEntropy(Tensor.of(target)).mean();
        List<Node> gradients = Gradients.of(loss.node(), parameters);
        List<Node> inputs = new ArrayList<>(List.of(x, target));
        List<Node> outputs = new ArrayList<>(List.of(loss.node()));
        Map<Integer, Integer> updates = new HashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            updates.put(outputs.size(), inputs.size());
            inputs.add(parameters.get(i));
            outputs.add(p.get(i)
                    .subtract(Tensor.of(gradients.get(i)).multiply(RATE))
                    .node());
        }
        return Program.of(new Graph(inputs, outputs), Backing.CPU, updates);
    }
}
