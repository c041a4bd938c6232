package gradus.examples.explained;

import gradus.explain.document.Explanation;
import gradus.explain.render.Digits;
import gradus.explain.render.Render;
import gradus.io.file.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Writes one explained training step of each architecture as Markdown and as a page, into `docs/explained`.
public final class ExplainedArchitectures {
    private ExplainedArchitectures() {}

    /// Writes all.
    ///
    /// @param args the folder
    public static void main(String... args) {
        if (args.length != 1) {
            System.err.println("Usage: ExplainedArchitectures FOLDER");
            System.exit(2);
        }
        Path folder = Path.of(args[0]);
        ExplainedNetworks.all().forEach((name, explain) -> {
            Explanation explanation = explain.explanation();
            write(folder.resolve(name + ".md"), markdown(explanation));
            write(folder.resolve(name + ".html"), page(explanation));
            System.out.println(name + ": " + explanation.lines().size() + " numbers, "
                    + explanation.agreement().differences() + " central differences, "
                    + explanation.agreement().failed() + " failed");
        });
    }

    static String markdown(Explanation explanation) {
        return Render.markdown(explanation, Digits.SIX);
    }

    static String page(Explanation explanation) {
        return Render.html(List.of(explanation), Digits.SIX);
    }

    private static void write(Path file, String text) {
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
