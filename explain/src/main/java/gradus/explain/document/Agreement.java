package gradus.explain.document;

/// How well the numbers of a document agree with other computations of them, over all lines.
///
/// @param type the element type of the engine's numbers, such as `float32`
/// @param engine how many numbers were compared with the training engine's
/// @param engineError the largest error among these, relative to the number, to the terms where they cancel, or to a
/// thousandth of the largest number of the same tensor, whichever is most
/// @param differences how many derivatives were compared with central differences
/// @param differenceError the largest relative error among these
/// @param small how many derivatives are so small that the rounding of the loss hides them from differences
/// @param failed how many checks do not hold
public record Agreement(
        String type, int engine, double engineError, int differences, double differenceError, int small, int failed) {}
