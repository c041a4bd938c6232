package gradus.explain.step;

import gradus.core.op.Fused;
import gradus.explain.document.Part;
import gradus.explain.maths.Symbol;
import java.util.ArrayList;
import java.util.List;

/// What the symbols of a document mean, in sentences.
final class Notation {
    private Notation() {}

    static List<String> of(Stage stage, List<Part> parts) {
        List<String> sentences = new ArrayList<>();
        sentences.add("The superscript is the number of the layer, counted from 1; indices count from 1.");
        boolean hasWeights = stage.step().given().parameters().values().stream().anyMatch(p -> p.rank() == 2);
        if (hasWeights) {
            sentences.add(
                    "W[i, j] leads from input i to output j: z = aW + b, the transpose of books that write Wa + b.");
        }
        sentences.add(
                stage.named().objective().equals(Symbol.of("J"))
                        ? "J is the objective: the loss C and the penalty R of large weights."
                        : "C is the loss.");
        sentences.add("Paths such as layers.0 are names, as the summary prints them; they count from 0.");
        boolean hasClasses = stage.named().phases().loss().stream().anyMatch(n -> n.op() instanceof Fused.CrossEntropy);
        if (hasClasses) {
            sentences.add("Class numbers y count from 0; [i = y] is 1 where it holds, else 0.");
        }
        sentences.add("δ, the error signal of a unit, is ∂C/∂z.");
        sentences.add("A number with ′ is the one after the step.");
        boolean hasCorrections =
                stage.step().given().scalars().keySet().stream().anyMatch(n -> n.endsWith("momentCorrection"));
        if (hasCorrections) {
            sentences.add(
                    "η is the learning rate, c₁ = 1/(1 − β₁ᵗ) and c₂ = 1/(1 − β₂ᵗ) correct the running means, t is the step.");
        } else {
            sentences.add("η is the learning rate.");
        }
        long lines = parts.stream()
                .flatMap(p -> p.sections().stream())
                .mapToLong(s -> s.lines().size())
                .sum();
        sentences.add(lines + " numbers are shown line by line; what is not is folded into sums that say so.");
        return sentences;
    }
}
