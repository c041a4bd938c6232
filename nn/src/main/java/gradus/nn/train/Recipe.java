package gradus.nn.train;

import gradus.nn.loss.Penalty;
import gradus.nn.optim.Optimizer;

/// How a network is to be trained, apart from the data.
///
/// @param goal how the network is asked and judged
/// @param penalty what large weights cost
/// @param optimizer how gradients become updates
/// @param stopping when to end
record Recipe<L>(Goal<? super L> goal, Penalty penalty, Optimizer optimizer, Stopping stopping) {}
