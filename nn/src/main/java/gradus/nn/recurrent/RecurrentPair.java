package gradus.nn.recurrent;

import java.util.Optional;

/// The weights of one recurrent layer: one set, or one for each direction.
///
/// @param first the weights of the only direction, or of the one from the first step to the last
/// @param backward the weights from the last step to the first, in a layer of both directions
public record RecurrentPair(RecurrentWeights first, Optional<RecurrentWeights> backward) {}
