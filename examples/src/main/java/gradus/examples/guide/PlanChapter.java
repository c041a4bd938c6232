package gradus.examples.guide;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.plan.Planner;
import gradus.core.rewrite.Rewrite;
import gradus.core.tensor.Tensor;
import gradus.core.type.TensorType;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/// Chapter 4: from a graph to a plan.
public final class PlanChapter {
    private PlanChapter() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(System.out);
    }

    static void show(PrintStream out) {
        // snippet layer
        var x = Build.input("x", TensorType.float32(4, 3));
        var w = Build.input("w", TensorType.float32(3, 2));
        var b = Build.input("b", TensorType.float32(2));
        Tensor h = Tensor.of(x).matmul(Tensor.of(w)).add(Tensor.of(b)).relu();
        var graph = new Graph(List.of(x, w, b), List.of(h.node()));
        out.print(Planner.plan(graph));
        // end
        out.println();
        // snippet rewritten
        var rewritten = Rewrite.standard(fused -> true, type -> true).apply(graph);
        out.print(Planner.plan(rewritten));
        // end
        out.println();
        // snippet update
        Tensor next = Tensor.of(b).multiply(0.9);
        var step = new Graph(List.of(b), List.of(next.node()));
        out.print(Planner.plan(step, Map.of(0, 0))); // output 0 takes the buffer of input 0
        // end
    }
}
