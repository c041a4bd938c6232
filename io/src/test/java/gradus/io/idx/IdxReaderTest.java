package gradus.io.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gradus.core.type.DType;
import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxReaderTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("a-ubyte");
    }

    private static byte[] idx(int code, int[] sizes, int dataBytes) {
        ByteBuffer out = ByteBuffer.allocate(4 + 4 * sizes.length + dataBytes);
        out.put(new byte[] {0, 0, (byte) code, (byte) sizes.length});
        for (int size : sizes) {
            out.putInt(size);
        }
        return out.array();
    }

    private void write(byte[] bytes, boolean packed) throws IOException {
        try (OutputStream raw = Files.newOutputStream(file);
                OutputStream out = packed ? new GZIPOutputStream(raw) : raw) {
            out.write(bytes);
        }
    }

    private void refused(String message) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> IdxReader.read(file))
                .withMessage("read " + file + ": " + message);
    }

    @Test
    void a_size_beyond_31_bits_is_refused_behind_an_empty_axis_too() throws IOException {
        write(idx(0x08, new int[] {0, -1}, 0), false);
        refused("an array may take at most 2 GiB, the header says UINT8 [0, 4294967295]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void every_element_type_is_read_big_endian(boolean packed) throws IOException {
        byte[] bytes = idx(0x08, new int[] {2, 1}, 2);
        bytes[12] = (byte) 200;
        write(bytes, packed);
        assertThat(IdxReader.read(file).toLiteral()).isEqualTo(ints(new int[] {200, 0}, 2, 1));

        bytes = idx(0x09, new int[] {2}, 2);
        bytes[8] = (byte) 200;
        write(bytes, packed);
        assertThat(IdxReader.read(file).toLiteral()).isEqualTo(ints(new int[] {-56, 0}, 2));

        bytes = idx(0x0B, new int[] {1}, 2);
        ByteBuffer.wrap(bytes).putShort(8, (short) -2);
        write(bytes, packed);
        assertThat(IdxReader.read(file).toLiteral()).isEqualTo(ints(new int[] {-2}, 1));

        bytes = idx(0x0C, new int[] {1}, 4);
        ByteBuffer.wrap(bytes).putInt(8, 123_456_789);
        write(bytes, packed);
        assertThat(IdxReader.read(file).toLiteral()).isEqualTo(ints(new int[] {123_456_789}, 1));

        bytes = idx(0x0D, new int[] {1}, 4);
        ByteBuffer.wrap(bytes).putFloat(8, 1.5f);
        write(bytes, packed);
        assertThat(IdxReader.read(file).toLiteral()).isEqualTo(Literal.of(new float[] {1.5f}, 1));

        bytes = idx(0x0E, new int[] {1}, 8);
        ByteBuffer.wrap(bytes).putDouble(8, Math.PI);
        write(bytes, packed);
        assertThat(IdxReader.read(file).toLiteral()).isEqualTo(Literal.of(new double[] {Math.PI}, 1));
        assertThat(IdxReader.read(file)).hasToString("IdxArray[FLOAT64 [1]]");
    }

    private static Literal ints(int[] values, int... sizes) {
        return Literal.wrap(TensorType.of(DType.INT32, sizes), values);
    }

    @Test
    void array_without_elements_is_read() throws IOException {
        write(idx(0x08, new int[] {0, 28, 28}, 0), false);
        assertThat(IdxReader.read(file).shape()).isEqualTo(Shape.of(0, 28, 28));
    }

    @Test
    void foreign_file_is_refused() throws IOException {
        write("a,b,c\n".getBytes(StandardCharsets.UTF_8), false);
        refused("an IDX file begins with two zero bytes, the element type and the number of axes, this one with"
                + " 61 2c 62 2c; is it the right file?");
        write(new byte[0], false);
        refused("an IDX file begins with two zero bytes, the element type and the number of axes, this one with"
                + " nothing: it is empty; is it the right file?");
        write(idx(0x0A, new int[] {1}, 4), false);
        refused("the element type must be one of 08, 09, 0b, 0c, 0d, 0e, the header says 0a");
        write(new byte[] {0, 0, 8, 0}, false);
        refused("an IDX array must have 1 … 8 axes, the header says 0");
    }

    @Test
    void cut_off_file_is_refused() throws IOException {
        byte[] whole = idx(0x08, new int[] {3, 4}, 12);
        write(Arrays.copyOf(whole, 20), false);
        refused("the elements UINT8 [3, 4] must take 12 bytes, but there are only 8; the file is cut off or not what it"
                + " says");
        write(Arrays.copyOf(whole, 9), false);
        refused("the sizes of 2 axes must take 8 bytes, but there are only 5; the file is cut off or not what it says");
    }

    @Test
    void file_that_goes_on_is_refused() throws IOException {
        write(idx(0x08, new int[] {3, 4}, 13), true);
        refused("the array UINT8 [3, 4] ends after 12 bytes, but the file goes on; it is not what its header says");
    }

    @Test
    void sizes_are_checked_before_memory_is_taken() throws IOException {
        write(idx(0x08, new int[] {-1, -1, -1}, 3), false);
        refused("an array may take at most 2 GiB, the header says UINT8 [4294967295, 4294967295, 4294967295]");
        write(idx(0x08, new int[] {1_000_000_000}, 3), false);
        refused("the elements UINT8 [1000000000] must take 1000000000 bytes, but there are at most 11; the file is cut"
                + " off or not what it says");
        write(idx(0x08, new int[] {1_000_000_000}, 3), true);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> IdxReader.read(file))
                .withMessageContaining("must take 1000000000 bytes, but there are at most ");
    }

    @Test
    void damaged_packing_is_refused() throws IOException {
        byte[] noise = idx(0x08, new int[] {4000}, 4000);
        for (int i = 8; i < noise.length; i++) {
            noise[i] = (byte) Key.of(1).bits(i);
        }
        write(noise, true);
        byte[] packed = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(packed, packed.length - 500));
        refused("the gzip packing ends too early; the file is cut off, fetch it again");
        packed[packed.length - 6] ^= 1;
        Files.write(file, packed);
        refused("the gzip packing is damaged (Corrupt GZIP trailer); fetch the file again");
    }

    @Test
    void missing_file_names_the_nearest() throws IOException {
        Files.write(folder.resolve("images-ubyte.gz"), new byte[1]);
        file = folder.resolve("images-ubyte");
        refused("there is no such file; did you mean 'images-ubyte.gz'?");
        file = folder;
        refused("a file is needed, but this is a folder; name a file in it");
    }
}
