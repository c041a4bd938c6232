package gradus.io.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/// The last 22 bytes of a zip, with which a whole file ends.
///
/// Source: PKWARE's APPNOTE.TXT, 4.3.16, "End of central directory record".
///
/// @param entries the number of entries that the directory lists, 65535 for that many or more
record ZipEnd(int entries) {
    private static final int BYTES = 22;
    private static final int SIGNATURE = 0x06054B50;
    private static final int CHUNK = 1 << 16;

    /// Reads a stream to its end and gives the record there, if there is one without a comment.
    static Optional<ZipEnd> of(InputStream rest) throws IOException {
        byte[] last = new byte[0];
        for (byte[] chunk = rest.readNBytes(CHUNK); chunk.length > 0; chunk = rest.readNBytes(CHUNK)) {
            byte[] both = Arrays.copyOf(last, last.length + chunk.length);
            System.arraycopy(chunk, 0, both, last.length, chunk.length);
            last = Arrays.copyOfRange(both, Math.max(0, both.length - BYTES), both.length);
        }
        ByteBuffer end = ByteBuffer.wrap(last).order(ByteOrder.LITTLE_ENDIAN);
        return last.length == BYTES && end.getInt(0) == SIGNATURE && end.getShort(BYTES - 2) == 0
                ? Optional.of(new ZipEnd(end.getShort(10) & 0xFFFF))
                : Optional.empty();
    }
}
