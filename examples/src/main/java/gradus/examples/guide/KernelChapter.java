package gradus.examples.guide;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.spi.Backends;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.io.PrintStream;
import java.util.List;

/// Chapter 5: from a plan to numbers.
public final class KernelChapter {
    private KernelChapter() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(System.out);
    }

    static void show(PrintStream out) {
        // snippet run
        var x = Build.input("x", TensorType.float32(4));
        var graph = new Graph(List.of(x), List.of(Tensor.of(x).relu().sum().node()));
        for (var backend : Backends.installed()) {
            var program = Program.of(graph, backend);
            var result = program.call(List.of(Literal.of(new float[] {1, -2, 3, -4}, 4)));
            out.println(backend.name() + ": " + result.getFirst().get(0));
        }
        // end
    }
}
