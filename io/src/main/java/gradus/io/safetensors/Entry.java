package gradus.io.safetensors;

import gradus.core.type.Shape;

/// What the header says of one tensor.
///
/// @param name the name
/// @param element the element type, one that can be read
/// @param shape the sizes, whose product and the element size agree with the span
/// @param begin the first byte, counted from the end of the header
/// @param end the byte after the last one
record Entry(String name, ElementType element, Shape shape, long begin, long end) {}
