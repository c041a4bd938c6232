package gradus.explain.derivation;

/// One number that a person wrote, and where it belongs.
///
/// @param row the row in Gradus's orientation, from 0: the sample, of weights the input
/// @param column the column, from 0: the unit
/// @param written the number
public record Cell(int row, int column, Numeral written) {}
