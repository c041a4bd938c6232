package gradus.nn.train;

import gradus.core.type.Literal;
import java.util.Map;

/// Everything that training is at one moment, and so exactly what a checkpoint holds: a run continued from it gives
/// the same bits as one that
/// was never interrupted.
///
/// @param weights the network's numbers now
/// @param optimizer the optimizer's numbers, such as momenta
/// @param best the network's numbers at the best epoch so far; those of the start before the first
/// @param progress where training stands
public record TrainState(Weights weights, Map<String, Literal> optimizer, Weights best, Progress progress) {}
