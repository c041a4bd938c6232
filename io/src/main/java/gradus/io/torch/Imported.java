package gradus.io.torch;

import java.util.List;

/// A network with the weights of another system.
///
/// {@snippet file="FileSnippets.java" region="TorchWeights"}
///
/// @param network the network
/// @param fits what became of each tensor: ours in their order, then what is left over of theirs
/// @param table the same as text
/// @param <L> the kind of network
public record Imported<L>(L network, List<Fit> fits, String table) {
    /// Copies the list.
    public Imported {
        fits = List.copyOf(fits);
    }

    /// Gives the names of tensors that nothing took.
    public List<String> unused() {
        return fits.stream()
                .filter(fit -> fit.state() == Fit.State.UNUSED)
                .flatMap(fit -> fit.names().stream())
                .toList();
    }

    @Override
    public String toString() {
        return table;
    }
}
