package gradus.explain.step;

import gradus.explain.maths.Symbol;
import java.util.List;

/// What people call the parts of a step.
///
/// @param title what is explained, such as `penguins.gradus, row 17`
/// @param inputs the names of the inputs in order, such as columns of a table; empty if they have none
/// @param outputs the names of the outputs in order, such as classes; empty if they have none
public record Labels(String title, List<String> inputs, List<String> outputs) {
    /// Copies the lists.
    public Labels {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /// Gives labels without names.
    public static Labels of(String title) {
        return new Labels(title, List.of(), List.of());
    }

    /// Gives what an input is called, for the remark beside it.
    String note(Naming naming, int element) {
        boolean isInput = naming.symbol().apply(element) instanceof Symbol.Name name
                && name.letter().equals("x");
        boolean isProbability = naming.symbol().apply(element) instanceof Symbol.Name name
                && name.letter().equals("p")
                && name.layer().isEmpty();
        if (isProbability && !outputs.isEmpty()) {
            return outputs.get(element % outputs.size());
        }
        return isInput && !inputs.isEmpty() ? inputs.get(element % inputs.size()) : "";
    }
}
