package gradus.explain.document;

import gradus.explain.maths.Symbol;
import gradus.explain.maths.Term;
import java.util.Optional;

/// One number and where it comes from.
///
/// @param id names the line within its document; other lines link to it
/// @param symbol the number's name
/// @param formula how it is computed, with its operands
/// @param value its value, computed in float64
/// @param engine the same number as the training engine has it, in its element type, if it can be seen there
/// @param check an independent computation, if there is one
/// @param note a remark in words; empty for none
public record Line(
        String id,
        Symbol symbol,
        Term formula,
        double value,
        Optional<Double> engine,
        Optional<Check> check,
        String note) {}
