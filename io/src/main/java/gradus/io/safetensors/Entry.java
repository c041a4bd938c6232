package gradus.io.safetensors;

import gradus.core.type.FormatException;
import gradus.core.type.Shape;
import gradus.io.element.ElementType;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What the header says of one tensor.
///
/// @param name the name
/// @param element the element type
/// @param shape the sizes, whose product and the element size agree with the span
/// @param begin the first byte, counted from the end of the header
/// @param end the byte after the last one
record Entry(String name, ElementType element, Shape shape, long begin, long end) {
    /// Checks that elements of ours can hold those of the file.
    void requireReadable(String where) {
        if (!element.isReadable()) {
            throw new FormatException(where + ": tensor '" + name + "': elements of type " + element
                    + " have no exact counterpart here; convert the tensor to one of "
                    + Arrays.stream(ElementType.values())
                            .filter(ElementType::isReadable)
                            .map(ElementType::name)
                            .collect(Collectors.joining(", "))
                    + " first");
        }
    }
}
