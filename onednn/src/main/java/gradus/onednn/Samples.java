package gradus.onednn;

import gradus.cpu.kernel.Floats;

/// Samples of an operand in equal parts.
///
/// @param operand where they lie
/// @param parts the number of parts
/// @param count the numbers in each
record Samples(Floats operand, int parts, int count) {}
