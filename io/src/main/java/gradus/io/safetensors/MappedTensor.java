package gradus.io.safetensors;

import gradus.core.type.DType;
import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.io.element.Elements;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/// One tensor of a mapped file.
///
/// @param entry what the header says of it
/// @param content the bytes behind the header
/// @param where the file, for messages
record MappedTensor(Entry entry, MemorySegment content, String where) {
    private static final int CHUNK = 1 << 24;

    String name() {
        return entry.name();
    }

    TensorType type() {
        entry.requireReadable(where);
        return new TensorType(entry.element().dtype().orElseThrow(), entry.shape());
    }

    Literal read() {
        TensorType type = type();
        DType dtype = type.dtype();
        Object array = Literal.newArray(dtype, type.count());
        int width = entry.element().bits() / Byte.SIZE;
        try {
            int count;
            for (int done = 0; done < type.count(); done += count) {
                count = Math.min(CHUNK / width, type.count() - done);
                MemorySegment slice = content.asSlice(entry.begin() + (long) done * width, (long) count * width);
                Elements.decode(
                        entry.element(),
                        slice.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN),
                        array,
                        done,
                        count,
                        where + ": tensor '" + entry.name() + "'");
            }
        } catch (InternalError e) { // a mapped file that became shorter
            throw new FormatException(
                    where + ": the file must not change while it is in use, but its bytes cannot be read any more"
                            + "; open it again",
                    e);
        }
        return Literal.wrap(type, array);
    }
}
