package gradus.examples.guide;

import gradus.core.tensor.Tensor;
import gradus.explain.display.Display;
import gradus.nn.data.Table;
import gradus.nn.metric.ConfusionMatrix;
import java.io.PrintStream;
import java.util.List;

/// Chapter 23: values in a shell and a notebook.
public final class JavaChapter {
    private JavaChapter() {}

    /// Prints what the chapter shows.
    public static void show(PrintStream out) {
        // snippet display
        var table = Table.of(List.of("size", "ripe"), List.of(List.of("10", "yes"), List.of("7", "no")));
        out.println(Display.text(Tensor.of(new float[][] {{1, 2.5f}, {-30, 4}})));
        out.println(Display.text(table));
        String html = Display.html(ConfusionMatrix.of(List.of("cat", "dog"), new int[] {0, 0, 1}, new int[] {0, 1, 1}));
        html.lines().filter(line -> line.contains(">cat</th><td>")).forEach(out::println);
        // end
    }

    /// Runs the chapter.
    public static void main(String[] args) {
        show(System.out);
    }
}
