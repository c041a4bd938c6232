package gradus.examples.guide;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.TensorType;
import java.io.PrintStream;
import java.util.List;

/// Chapter 3: from a graph to the graph of its gradients.
public final class GradientChapter {
    private GradientChapter() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(System.out);
    }

    static void show(PrintStream out) {
        // snippet value
        Tensor k = Tensor.of(new double[] {1});
        Tensor slope = Autodiff.gradient(p -> p.multiply(2).subtract(4).square().sum(), k);
        out.println(slope.item());
        // end
        // snippet nested
        Tensor bend = Autodiff.gradient(
                q -> Autodiff.gradient(p -> p.square().multiply(p).sum(), q).sum(), Tensor.of(new double[] {2}));
        out.println(bend.item()); // (x³)'' = 6x
        // end
        // snippet graph
        var w = Build.input("w", TensorType.float32(2));
        var x = Build.input("x", TensorType.float32(2));
        Tensor loss = Tensor.of(w).multiply(Tensor.of(x)).sum();
        var gradient = Gradients.of(loss.node(), List.of(w)).getFirst();
        out.println(new Graph(List.of(w, x), List.of(gradient)));
        // end
    }
}
