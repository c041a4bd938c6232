package gradus.nn.spatial;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.spi.Backends;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.Key;
import gradus.core.type.TensorType;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Param;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConvolutionPlanTest {
    private final List<Node> inputs = new ArrayList<>();

    private Layer symbolic(Layer layer) {
        return Tree.map(layer, Param.class, param -> {
            inputs.add(Build.input("p" + inputs.size(), param.value().type()));
            return new Param(Tensor.of(inputs.getLast()));
        });
    }

    private static List<String> steps(Graph graph) {
        return Program.of(graph, Backends.standard()).plan().steps().stream()
                .map(step -> step.node().op().name())
                .toList();
    }

    @Test
    void bias_and_activation_after_a_convolution_are_one_loop() {
        Layer layer = symbolic(Conv.of2d(3, 8, 3, Key.of(1)));
        Node x = Build.input("x", TensorType.float32(2, 9, 9, 3));
        inputs.add(x);
        Node y = layer.forward(Tensor.of(x), Context.inference()).relu().node();
        assertThat(steps(new Graph(inputs, List.of(y)))).containsExactly("convolution", "pointwise");
    }

    @Test
    void the_gradient_of_the_first_layers_input_is_not_computed() {
        Layer first = symbolic(Conv.of2d(3, 8, 3, Key.of(1)));
        Layer second = symbolic(Conv.of2d(8, 4, 3, Key.of(2)));
        Node x = Build.input("x", TensorType.float32(2, 9, 9, 3));
        Tensor hidden = first.forward(Tensor.of(x), Context.inference()).relu();
        Node loss = second.forward(hidden, Context.inference()).square().sum().node();
        List<Node> gradients = Gradients.of(loss, List.copyOf(inputs));
        inputs.add(x);
        assertThat(steps(new Graph(inputs, gradients)))
                .containsOnlyOnce("convolution_input_gradient")
                .filteredOn(name -> name.equals("convolution_weight_gradient"))
                .hasSize(2);
    }
}
