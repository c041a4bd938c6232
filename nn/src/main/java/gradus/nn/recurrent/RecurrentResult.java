package gradus.nn.recurrent;

import gradus.core.tensor.Tensor;

/// What a recurrent layer gives for a sequence.
///
/// {@snippet file="SequenceSnippets.java" region="RecurrentLayer"}
///
/// @param output the output, as [RecurrentOptions] say
/// @param state the state after the last step taken, from which a following sequence goes on
public record RecurrentResult(Tensor output, RecurrentState state) {}
