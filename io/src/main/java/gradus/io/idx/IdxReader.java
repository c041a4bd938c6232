package gradus.io.idx;

import gradus.core.type.FormatException;
import gradus.core.type.Shape;
import gradus.io.file.PackedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/// Reads IDX files, packed by gzip or not: two zero bytes, the element type, the number of axes, the sizes as
/// big-endian 32-bit numbers, then the elements, big-endian, and nothing after them.
///
/// {@snippet file="FileSnippets.java" region="IdxReader"}
public final class IdxReader {
    private static final int MOST_AXES = 8;

    private IdxReader() {}

    /// Gives the array of a file. No memory is taken that the file could not fill.
    ///
    /// @throws FormatException if there is no such file, it is no IDX file, it is cut off, or something follows
    public static IdxArray read(Path file) {
        PackedFile packed = PackedFile.of(file);
        try (InputStream in = packed.open()) {
            byte[] magic = in.readNBytes(4);
            IdxElement element = element(file, magic);
            int axes = magic[3] & 0xFF;
            if (axes < 1 || axes > MOST_AXES) {
                throw new FormatException("read " + file + ": an IDX array must have 1 … " + MOST_AXES
                        + " axes, the header says " + axes);
            }
            ByteBuffer header = ByteBuffer.wrap(packed.exactly(in, 4 * axes, "the sizes of " + axes + " axes"));
            int[] sizes = new int[axes];
            for (int i = 0; i < axes; i++) {
                sizes[i] = header.getInt();
            }
            byte[] bytes = packed.exactly(
                    in, length(file, element, sizes), "the elements " + element + " " + Arrays.toString(sizes));
            if (in.read() >= 0) {
                throw new FormatException(
                        "read " + file + ": the array " + element + " " + Arrays.toString(sizes) + " ends after "
                                + bytes.length + " bytes, but the file goes on; it is not what its header says");
            }
            return new IdxArray(element, Shape.of(sizes), bytes);
        } catch (IOException e) {
            throw packed.problem(e);
        }
    }

    /// Says whether a file begins as an IDX file does; one that cannot be read does not.
    public static boolean reads(Path file) {
        try (InputStream in = PackedFile.of(file).open()) {
            byte[] magic = in.readNBytes(4);
            return magic.length == 4
                    && magic[0] == 0
                    && magic[1] == 0
                    && magic[3] > 0
                    && IdxElement.of(magic[2]).isPresent();
        } catch (IOException | FormatException _) {
            return false;
        }
    }

    private static IdxElement element(Path file, byte[] magic) {
        if (magic.length < 4 || magic[0] != 0 || magic[1] != 0) {
            StringBuilder got = new StringBuilder();
            for (byte b : magic) {
                got.append(String.format(" %02x", b));
            }
            throw new FormatException("read " + file
                    + ": an IDX file begins with two zero bytes, the element type and the number of axes, this one with"
                    + (got.isEmpty() ? " nothing: it is empty" : got.toString()) + "; is it the right file?");
        }
        return IdxElement.of(magic[2])
                .orElseThrow(() -> new FormatException("read " + file
                        + ": the element type must be one of 08, 09, 0b, 0c, 0d, 0e, the header says "
                        + String.format("%02x", magic[2])));
    }

    private static int length(Path file, IdxElement element, int[] sizes) {
        long length = element.bytes();
        for (int size : sizes) {
            long unsigned = Integer.toUnsignedLong(size);
            if (size < 0 || unsigned != 0 && length > (Integer.MAX_VALUE - 8) / unsigned) {
                throw new FormatException("read " + file + ": an array may take at most 2 GiB, the header says "
                        + element + " "
                        + Arrays.stream(sizes)
                                .mapToObj(Integer::toUnsignedString)
                                .toList());
            }
            length *= unsigned;
        }
        return (int) length;
    }
}
