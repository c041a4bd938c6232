package gradus.io.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.DType;
import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Arrays go to files and come back; what is damaged, or made to harm, is a plain error.
final class NpyTest {
    @TempDir
    private Path folder;

    private static Literal filled(DType dtype, int... sizes) {
        Literal array = Literal.zeros(TensorType.of(dtype, sizes));
        for (int i = 0; i < array.count(); i++) {
            array.set(i, dtype == DType.BOOL ? i % 2 : i - 3);
        }
        return array;
    }

    private static byte[] file(String descr, String order, String shape, byte[] data) {
        String text = "{'descr': '" + descr + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }\n";
        return ByteBuffer.allocate(10 + text.length() + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("\u0093NUMPY\u0001\u0000".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) text.length())
                .put(text.getBytes(StandardCharsets.ISO_8859_1))
                .put(data)
                .array();
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "FLOAT64", "INT32", "INT64", "BOOL"})
    void arrays_of_each_type_come_back(DType dtype) throws IOException {
        Path one = folder.resolve("a.npy");
        for (int[] sizes : new int[][] {{}, {5}, {2, 3}, {2, 0, 3}, {2, 3, 1, 2}}) {
            Literal array = filled(dtype, sizes);
            Npy.write(one, array);
            assertThat(Npy.read(one)).isEqualTo(array);
            assertThat(Files.size(one)).isEqualTo(128 + array.type().bytes());
        }
    }

    @ParameterizedTest
    @EnumSource(Npz.Packing.class)
    void several_arrays_come_back_by_name_and_in_order(Npz.Packing packing) {
        Map<String, Literal> arrays = new LinkedHashMap<>();
        arrays.put("y", filled(DType.INT64, 4));
        arrays.put("x/train", filled(DType.FLOAT32, 4, 20_000));
        Path file = folder.resolve("a.npz");
        Npz.write(file, arrays, packing);
        assertThat(Npz.read(file)).containsExactlyEntriesOf(arrays);
    }

    @ParameterizedTest
    @CsvSource({"<u2, 65535", "<i1, -1", "|u1, 255", ">u2, 65535", "=i2, -1", "i2, -1"})
    void narrow_whole_numbers_are_widened(String descr, int all) {
        byte[] ones = {-1, -1};
        int count = descr.endsWith("1") ? 2 : 1;
        Literal array = Npy.read(file(descr, "False", "(" + count + ",)", ones), "case");
        assertThat(array.toDoubles()).containsOnly(all).hasSize(count);
        assertThat(array.type().dtype()).isEqualTo(DType.INT32);
    }

    @Test
    void half_precision_is_widened_and_big_endian_numbers_of_fortran_order_are_turned() {
        Literal half = Npy.read(file("<f2", "False", "(1,)", new byte[] {0, 0x3E}), "case");
        assertThat(half.floats()).containsExactly(1.5f);
        ByteBuffer numbers = ByteBuffer.allocate(24);
        for (int i = 0; i < 6; i++) {
            numbers.putInt(4 * i, i);
        }
        Literal turned = Npy.read(file(">i4", "True", "(2, 3)", numbers.array()), "case");
        assertThat(turned.toDoubles()).containsExactly(0, 2, 4, 1, 3, 5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<u8; save array.astype",
                "|O; Python objects, which are programs to run and never loaded",
                "<c8; complex numbers; save array.real",
                "<M8[s]; times; save array.astype('int64')",
                "|V8; records",
                "''; elements must be of a type"
            })
    void what_has_no_type_here_is_refused_with_a_way_out(String descr, String reason) {
        assertThatThrownBy(() -> Npy.read(file(descr, "False", "(1,)", new byte[8]), "case"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("read case: elements must be of a type")
                .hasMessageContaining(reason.split("; ", 2)[0].strip());
    }

    @Test
    void records_of_fields_and_bfloat16_are_refused() {
        byte[] records = new String(file("<f4", "False", "(1,)", new byte[8]), StandardCharsets.ISO_8859_1)
                .replace("'<f4'", "[('a', '<f4')]")
                .getBytes(StandardCharsets.ISO_8859_1);
        records[8] = (byte) (records[8] + 10);
        assertThatThrownBy(() -> Npy.read(records, "case")).hasMessageContaining("records of several fields");
        assertThatThrownBy(() -> Npy.write(folder.resolve("b.npy"), filled(DType.BFLOAT16, 2)))
                .hasMessageContaining("NumPy has no type for bfloat16");
        assertThat(folder.resolve("b.npy")).doesNotExist();
    }

    @Test
    void a_header_that_claims_more_than_the_file_has_takes_no_memory() {
        assertThatThrownBy(() -> Npy.read(file("<f8", "False", "(2000000000,)", new byte[8]), "case"))
                .hasMessageContaining("takes 16000000000 bytes, but the file holds at most");
        assertThatThrownBy(() -> Npy.read(file("<f8", "False", "(65536, 65536, 65536, 0)", new byte[0]), "case"))
                .hasMessageContaining("at most 2147483647 elements");
    }

    @Test
    void an_entry_that_unpacks_to_more_than_packing_can_do_is_refused() throws IOException {
        byte[] bomb = file("<f8", "False", "(200000000,)", new byte[8]);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a.npy"));
            zip.write(bomb);
        }
        Path file = folder.resolve("bomb.npz");
        Files.write(file, bytes.toByteArray());
        assertThatThrownBy(() -> Npz.read(file))
                .hasMessageContaining("entry a.npy: F64[200000000] takes 1600000000 bytes, but the file holds at most");
    }

    @Test
    void an_entry_that_is_not_packed_holds_no_more_than_its_bytes() throws IOException {
        Path file = folder.resolve("stored.npz");
        byte[] head = file("|u1", "False", "(50000,)", new byte[8]);
        ZipEntry entry = new ZipEntry("x.npy");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(head.length);
        CRC32 sum = new CRC32();
        sum.update(head);
        entry.setCrc(sum.getValue());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(entry);
            zip.write(head);
        }
        assertThatThrownBy(() -> Npz.read(file)).hasMessageContaining("but the file holds at most " + head.length);
    }

    @Test
    void a_single_array_is_not_taken_for_several_nor_a_text_for_an_array() throws IOException {
        Path file = folder.resolve("a.npz");
        Npy.write(file, filled(DType.FLOAT32, 2));
        assertThatThrownBy(() -> Npz.read(file)).hasMessageContaining("is it a single array, *.npy?");
        Files.writeString(file, "x,y\n1,2\n");
        assertThatThrownBy(() -> Npy.read(file)).hasMessageContaining("begins with \\x93NUMPY");
        assertThatThrownBy(() -> Npz.read(folder)).hasMessageContaining("this is a folder");
    }

    @Test
    void any_change_or_cut_of_a_file_gives_an_array_or_a_format_error() throws IOException {
        Path one = folder.resolve("a.npy");
        Path many = folder.resolve("a.npz");
        Npy.write(one, filled(DType.FLOAT32, 2, 3));
        Npz.write(many, Map.of("x", filled(DType.FLOAT32, 2, 3)));
        Random random = new Random(17);
        for (Path file : List.of(one, many)) {
            byte[] whole = Files.readAllBytes(file);
            int refused = 0;
            for (int i = 0; i < 600; i++) {
                byte[] changed = Arrays.copyOf(whole, i % 3 == 0 ? random.nextInt(whole.length) : whole.length);
                for (int flips = random.nextInt(3); flips >= 0 && changed.length > 0; flips--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                refused += refuses(file, changed);
            }
            assertThat(refused).isGreaterThan(240);
        }
    }

    private static int refuses(Path file, byte[] changed) throws IOException {
        Files.write(file, changed);
        try {
            if (file.toString().endsWith("z")) {
                Npz.read(file);
            } else {
                Npy.read(file);
            }
            return 0;
        } catch (FormatException e) {
            assertThat(e).hasMessageStartingWith("read " + file);
            return 1;
        }
    }
}
