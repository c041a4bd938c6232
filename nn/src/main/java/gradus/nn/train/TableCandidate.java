package gradus.nn.train;

import gradus.nn.layer.Layer;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// A way of learning a table that is worth a try; see [TableCandidates].
public sealed interface TableCandidate {
    /// Gives its name, a word.
    String name();

    /// Gives in a few words what it is.
    String words();

    /// One that is trained step by step, and can be interrupted and resumed.
    ///
    /// @param training its training, cross-fitted
    record Trained(String name, String words, Training<Layer, TableRun> training) implements TableCandidate {}

    /// One whose numbers are solved for at once.
    ///
    /// @param solve gives the model, cross-fitted; nothing if it was told to end before it was done
    record Solved(String name, String words, Function<BooleanSupplier, Optional<TableModel>> solve)
            implements TableCandidate {}
}
