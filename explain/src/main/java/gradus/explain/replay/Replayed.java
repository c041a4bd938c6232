package gradus.explain.replay;

import gradus.nn.train.Moment;
import java.util.List;
import java.util.Optional;

/// An update that was done again.
///
/// {@snippet file="PlotSnippets.java" region="Replay"}
///
/// @param moment what it is made of
/// @param samples the numbers of its samples among the training samples, counted from 0
/// @param loss the mean loss of its batch, with the bits of training
/// @param before what there was before the update before; empty for the first
public record Replayed<L>(Moment<L> moment, List<Integer> samples, double loss, Optional<Before<L>> before) {
    /// Copies the list.
    public Replayed {
        samples = List.copyOf(samples);
    }

    /// The update before.
    ///
    /// @param network the network before it
    /// @param loss the mean loss of its batch
    public record Before<L>(L network, double loss) {}

    /// Gives which update it is, counted from 1.
    public long step() {
        return moment.update().step() + 1;
    }

    double rise() {
        return before.map(earlier -> loss - earlier.loss()).orElse(Double.NEGATIVE_INFINITY);
    }
}
