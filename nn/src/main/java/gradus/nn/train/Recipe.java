package gradus.nn.train;

import gradus.nn.loss.Loss;
import gradus.nn.loss.Penalty;
import gradus.nn.optim.Optimizer;

/// How a network is to be trained, apart from the data.
///
/// @param loss what is made small
/// @param penalty what large weights cost
/// @param optimizer how gradients become updates
/// @param stopping when to end
record Recipe(Loss loss, Penalty penalty, Optimizer optimizer, Stopping stopping) {}
