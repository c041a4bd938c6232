package gradus.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import gradus.cpu.kernel.Floats;
import java.lang.foreign.MemorySegment;

/// What the operands of a primitive are computed in. Sums are float32 always.
enum Elements {
    FLOAT32(3, Float.BYTES);

    /// Its number in the library (`dnnl_data_type_t`).
    final int code;
    /// The size of one element.
    final int bytes;

    Elements(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /// Copies elements `first … first + count` of an operand out of the heap, to the element `at` of a segment.
    void copy(Floats from, int first, MemorySegment to, long at, int count) {
        MemorySegment.copy(from.array(), from.offset() + first, to, JAVA_FLOAT, Float.BYTES * at, count);
    }
}
