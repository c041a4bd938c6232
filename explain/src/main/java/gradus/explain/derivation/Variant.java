package gradus.explain.derivation;

/// A number as it comes out with a slip.
///
/// @param slip the slip
/// @param words what was done, in words
/// @param value what comes out
record Variant(Slip slip, String words, Matrix value) {}
