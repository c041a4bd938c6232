package gradus.examples.guide;

import gradus.core.graph.Build;
import gradus.core.graph.Cost;
import gradus.core.graph.Graph;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.io.PrintStream;
import java.util.List;

/// Chapter 2: from formulas to graphs.
public final class GraphChapter {
    private GraphChapter() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(System.out);
    }

    static void show(PrintStream out) {
        // snippet eager
        Tensor x = Tensor.of(1f, -2f, 3f);
        out.println(x.relu().multiply(2));
        // end
        // snippet traced
        var input = Build.input("x", TensorType.float32(3));
        Tensor symbol = Tensor.of(input);
        Tensor loss = symbol.relu().multiply(2).sum();
        var graph = new Graph(List.of(input), List.of(loss.node()));
        out.println(graph);
        // end
        // snippet cost
        var cost = Cost.of(graph);
        out.println(cost.flops() + " operations on numbers, " + cost.bytes() + " bytes moved");
        // end
        // snippet types
        Tensor narrow = Tensor.of(1f / 3, 1f, 300f).as(DType.BFLOAT16);
        out.println(narrow);
        out.println(narrow.sum());
        // end
        // snippet broadcast
        Tensor bias = Tensor.of(10f, 20f);
        Tensor rows = Tensor.zeros(3, 2).add(bias);
        out.println(rows.node().type().shape().equals(Shape.of(3, 2)));
        // end
    }
}
