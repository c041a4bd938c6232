package gradus.examples.api;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Build;
import gradus.core.graph.Cost;
import gradus.core.graph.Graph;
import gradus.core.op.BinaryFn;
import gradus.core.plan.Planner;
import gradus.core.profile.Profiler;
import gradus.core.rewrite.Rewrite;
import gradus.core.spi.Backends;
import gradus.core.tensor.Tensor;
import gradus.core.tree.Surgery;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.network.Networks;
import gradus.nn.train.Training;
import java.io.PrintStream;
import java.util.List;

/// Snippets of graphs, plans and backends.
final class EngineSnippets {
    private EngineSnippets() {}

    /// Runs them.
    static void run(Training<Layer, ?> training, PrintStream out) {
        types(out);
        graphs(out);
        trees(out);
        // @start region="Profiler"
        var profiler = Profiler.of(Backends.standard());
        training.backend(profiler).fit();
        out.println(profiler.profile()); // where the time went, step by step
        // @end
    }

    private static void types(PrintStream out) {
        // @start region="Literal"
        Literal matrix = Literal.of(new float[] {1, 2, 3, 4}, 2, 2); // row by row; the array is not copied
        // @end
        // @start region="TensorType"
        TensorType type = TensorType.float32(32, 784); // float32[32, 784], 100,352 bytes
        // @end
        // @start region="DType"
        DType wider = DType.FLOAT32.promote(DType.FLOAT64); // FLOAT64
        // @end
        out.println(matrix.count() + type.bytes() + " " + wider);
    }

    private static void graphs(PrintStream out) {
        // @start region="Build"
        var x = Build.input("x", TensorType.float32(3));
        var doubled = Build.multiply(x, 2);
        var sum = Build.binary(BinaryFn.ADD, doubled, x); // 3x, as a node
        // @end
        var graph = new Graph(List.of(x), List.of(sum));
        // @start region="Node"
        String told = sum.op() + " of " + sum.inputs() + " is " + sum.type(); // an operation, its operands, its type
        // @end
        // @start region="Gradients"
        var loss = Build.add(sum, 0); // any node
        var slopes = Gradients.of(Tensor.of(loss).sum().node(), List.of(x)); // nodes again: 3 for each number of x
        // @end
        // @start region="Cost"
        Cost cost = Cost.of(graph); // operations on numbers, bytes read and written
        // @end
        // @start region="Planner"
        var plan = Planner.plan(graph);
        out.println(plan); // the steps in order, and where each result lies
        // @end
        // @start region="Rewrite"
        Graph simpler = Rewrite.standard(fused -> false, type -> true).apply(graph);
        // @end
        out.println(cost.flops() + " " + simpler + told + slopes);
    }

    private static void trees(PrintStream out) {
        // @start region="Surgery"
        Layer network = Networks.mlp(16).build(Shape.of(4), 3, Key.of(1));
        Layer tuned = Surgery.replace(network, "layers.2", Linear.of(16, 5, Key.of(2))); // five classes now
        // @end
        out.println(tuned.forward(Tensor.ones(1, 4), Context.inference()).shape());
    }
}
