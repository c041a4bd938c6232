package gradus.io.idx;

import java.util.Arrays;
import java.util.Optional;

/// The element type of an IDX file, by its code in the third byte.
public enum IdxElement {
    /// A byte in 0 … 255: code 0x08.
    UINT8(0x08, 1),
    /// A byte in −128 … 127: code 0x09.
    INT8(0x09, 1),
    /// A 16-bit integer: code 0x0B.
    INT16(0x0B, 2),
    /// A 32-bit integer: code 0x0C.
    INT32(0x0C, 4),
    /// IEEE 754 binary32: code 0x0D.
    FLOAT32(0x0D, 4),
    /// IEEE 754 binary64: code 0x0E.
    FLOAT64(0x0E, 8);

    private final int code;
    private final int bytes;

    IdxElement(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /// Gives the code in the file.
    public int code() {
        return code;
    }

    /// Gives the bytes of an element.
    public int bytes() {
        return bytes;
    }

    static Optional<IdxElement> of(int code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }
}
