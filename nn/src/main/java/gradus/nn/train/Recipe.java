package gradus.nn.train;

import gradus.nn.loss.Penalty;
import gradus.nn.optim.Optimizer;

/// How a network is to be trained, apart from the data.
///
/// @param goal how the network is asked and judged
/// @param penalty what large weights cost
/// @param updates how gradients become updates
/// @param stopping when to end
record Recipe<L>(Goal<? super L> goal, Penalty penalty, Updates updates, Stopping stopping) {
    Recipe(Goal<? super L> goal, Penalty penalty, Optimizer optimizer, Stopping stopping) {
        this(goal, penalty, Updates.by(optimizer), stopping);
    }

    Optimizer optimizer() {
        return updates.optimizer();
    }

    /// Gives the rule with all its rates multiplied, as the plateau rule wants them.
    Optimizer slowed(double scale) {
        return scale == 1 ? optimizer() : optimizer().slowed(scale);
    }

    Recipe<L> with(Updates other) {
        return new Recipe<>(goal, penalty, other, stopping);
    }
}
