package gradus.nn.recurrent;

import gradus.core.tree.Tree;

/// A part of a network that carries statistics from batch to batch within an epoch, such as a recurrent layer whose
/// sequences go on in the next batch. Training begins every epoch with what [#reset] gives, because the streams that
/// are read begin anew with the epoch; so what is carried there is a pure function of the batches of the epoch.
///
/// A part that holds others of this kind resets them, too.
///
/// {@snippet file="SequenceSnippets.java" region="Stateful"}
public interface Stateful {
    /// Gives this part as it begins an epoch: what came before is forgotten. Only its
    /// [gradus.nn.layer.Stat] may differ, and no type.
    Stateful reset();

    /// Gives a network whose parts of this kind have all forgotten what came before.
    static <L> L reset(L network) {
        return Tree.map(network, Stateful.class, part -> part.reset());
    }
}
