package gradus.examples.api;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.spi.Backends;
import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import java.io.PrintStream;
import java.util.List;

/// Snippets of `gradus.core`.
final class TensorSnippets {
    private TensorSnippets() {}

    record Pair(Linear down, Linear up) {}

    /// Runs them.
    static void run(PrintStream out) {
        tensors(out);
        trees(out);
        graphs(out);
    }

    private static void tensors(PrintStream out) {
        // @start region="Tensor"
        Tensor x = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
        Tensor y = x.matmul(Tensor.ones(3, 2)).add(0.5).relu();
        out.println(y.shape() + " " + y.get(0, 1)); // [2, 2] 6.5
        // @end
        // @start region="TensorMoves"
        Tensor turned = y.transpose().reshape(4); // [2, 2] to [4]
        Tensor row = y.at(0, 1); // the second row
        double mean = y.mean().item();
        // @end
        out.println(turned + " " + row + mean);
        // @start region="Autodiff"
        Tensor w = Tensor.of(1.0, 2.0);
        Tensor slope = Autodiff.gradient(p -> p.square().sum(), w); // 2w
        Tensor nudged = Autodiff.finiteDifference(p -> p.square().sum(), w); // the same, by nudging
        // @end
        out.println(slope + " " + nudged);
        // @start region="Key"
        Key key = Key.of(42);
        double first = key.fold("weights").uniform(0); // always the same number
        double second = key.fold("weights").uniform(1);
        int[] order = key.fold("order").permutation(10);
        // @end
        out.println(first + second + order.length);
        // @start region="Shape"
        Shape images = Shape.of(32, 28, 28, 1);
        int channels = images.size(-1); // from the end
        int numbers = images.count();
        // @end
        out.println(channels + numbers);
    }

    private static void trees(PrintStream out) {
        // @start region="Tree"
        // record Pair(Linear down, Linear up) {}
        var pair = new Pair(Linear.of(4, 2, Key.of(1)), Linear.of(2, 4, Key.of(2)));
        var names = Tree.leaves(pair, Param.class).keySet(); // down.weight, down.bias, up.weight, up.bias
        Pair halved = Tree.map(pair, Param.class, p -> new Param(p.value().multiply(0.5)));
        // @end
        out.println(names + " " + halved.up().weight().value().shape());
    }

    private static void graphs(PrintStream out) {
        // @start region="Graph"
        var a = Build.input("a", TensorType.float32(2));
        Tensor sum = Tensor.of(a).square().sum();
        var graph = new Graph(List.of(a), List.of(sum.node()));
        out.println(graph); // a line per operation
        // @end
        // @start region="Program"
        var program = Program.of(graph, Backends.standard());
        var results = program.call(List.of(Tensor.of(new float[] {3, 4}).literal()));
        out.println(Tensor.of(results.getFirst()).item()); // 25.0
        // @end
        // @start region="Backends"
        out.println(Backends.standard().description()); // what computes here, and why
        // @end
    }
}
