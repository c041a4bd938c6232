package gradus.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import gradus.cpu.kernel.Bfloat16Rows;
import gradus.cpu.kernel.Floats;
import java.lang.foreign.MemorySegment;

/// What the operands of a primitive are multiplied in. Sums are float32 always.
enum Elements {
    /// As they are.
    FLOAT32(3, Float.BYTES),
    /// Rounded to the nearest, ties to even.
    BFLOAT16(2, Short.BYTES);

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
        int offset = from.offset() + first;
        switch (this) {
            case FLOAT32 -> MemorySegment.copy(from.array(), offset, to, JAVA_FLOAT, Float.BYTES * at, count);
            case BFLOAT16 -> round(from.array(), offset, to, at, count);
        }
    }

    /// Rounds in blocks that stay near the processor.
    private static void round(float[] from, int offset, MemorySegment to, long at, int count) {
        short[] block = ThreadMemory.block();
        for (int i = 0; i < count; i += block.length) {
            int size = Math.min(block.length, count - i);
            Bfloat16Rows.round(from, offset + i, block, 0, size);
            MemorySegment.copy(block, 0, to, JAVA_SHORT, Short.BYTES * (at + i), size);
        }
    }
}
