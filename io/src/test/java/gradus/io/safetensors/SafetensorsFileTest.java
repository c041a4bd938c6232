package gradus.io.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.DType;
import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.io.ByteArrayInputStream;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SafetensorsFileTest {
    private static SafetensorsFile sample() {
        Map<String, Literal> tensors = new LinkedHashMap<>();
        tensors.put("b.weight", Literal.of(new float[] {1.5f, -0f, Float.NaN, Float.MIN_VALUE, 5, 6}, 2, 3));
        tensors.put("half", Literal.wrap(TensorType.of(DType.BFLOAT16, 2), new short[] {(short) 0xFFC1, 1}));
        tensors.put("step", Literal.of(new long[] {Long.MIN_VALUE}));
        tensors.put("mask", Literal.wrap(TensorType.of(DType.BOOL, 3), new byte[] {1, 0, 1}));
        tensors.put("näme \"with\" \\ signs", Literal.of(new double[] {Math.PI}, 1));
        tensors.put("empty", Literal.zeros(TensorType.of(DType.INT32, 4, 0)));
        tensors.put("a.weight", Literal.wrap(TensorType.of(DType.INT32, 2), new int[] {-7, Integer.MAX_VALUE}));
        return new SafetensorsFile(tensors, Map.of("format", "gradus", "note", "line\nbreak"));
    }

    private static byte[] bytes(String header, int content) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(8 + text.length + content).order(ByteOrder.LITTLE_ENDIAN);
        return buffer.putLong(text.length).put(text).array();
    }

    @Test
    void what_is_written_is_read_bit_for_bit() {
        SafetensorsFile read = SafetensorsFile.read(sample().toBytes(), "sample");
        assertThat(read.tensors()).isEqualTo(sample().tensors());
        assertThat(read.metadata()).isEqualTo(sample().metadata());
    }

    @Test
    void tensors_lie_by_falling_width_then_name_behind_a_header_padded_to_eight() {
        byte[] bytes = sample().toBytes();
        long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertThat(header % 8).isZero();
        assertThat(SafetensorsFile.read(bytes, "sample").tensors().keySet())
                .containsExactly("näme \"with\" \\ signs", "step", "a.weight", "b.weight", "empty", "half", "mask");
    }

    @Test
    void the_same_tensors_in_another_order_give_the_same_bytes() {
        Map<String, Literal> turned = new LinkedHashMap<>();
        List<String> names = List.copyOf(sample().tensors().keySet());
        names.reversed().forEach(name -> turned.put(name, sample().tensors().get(name)));
        assertThat(new SafetensorsFile(turned, sample().metadata()).toBytes()).isEqualTo(sample().toBytes());
    }

    @Test
    void a_tensor_longer_than_the_buffer_survives_a_file(@TempDir Path folder) {
        float[] values = new float[100_003];
        short[] half = new short[70_001];
        double[] wide = new double[20_001];
        Random random = new Random(3);
        Arrays.setAll(wide, _ -> random.nextDouble());
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        for (int i = 0; i < half.length; i++) {
            half[i] = (short) random.nextInt();
        }
        var file = SafetensorsFile.of(Map.of(
                "values",
                Literal.of(values, values.length),
                "wide",
                Literal.of(wide, wide.length),
                "half",
                Literal.wrap(TensorType.of(DType.BFLOAT16, half.length), half)));
        file.write(folder.resolve("long.safetensors"));
        assertThat(SafetensorsFile.read(folder.resolve("long.safetensors"))).isEqualTo(file);
    }

    @Test
    void every_cut_of_a_file_is_refused() {
        byte[] whole = sample().toBytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> SafetensorsFile.read(cut, "cut")).isInstanceOf(FormatException.class);
        }
    }

    @Test
    void any_changed_byte_of_the_header_gives_a_file_or_a_format_error() {
        byte[] whole = sample().toBytes();
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = whole.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                changed[random.nextInt(whole.length)] = (byte) random.nextInt(256);
            }
            try {
                SafetensorsFile.read(changed, "changed");
            } catch (FormatException e) {
                assertThat(e).hasMessageStartingWith("read changed: ");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}|4|tensor 'w': F32[2] takes 8 bytes, but data_offsets [0, 4] span 4
            {"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}|8|tensors must follow one another without holes; 'w' has the bytes 4 to 8, but the header ends at 0
            {"v":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"w":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}|3|tensors must not overlap; 'w' has the bytes 1 to 3, but 'v' ends at 2
            {"w":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}|3|tensors must cover the file to its end; they end at 2, but 3 bytes follow the header
            {"w":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}|1|every tensor must lie in the file; 'w' has the bytes 0 to 2, but only 1 bytes follow the header; the file is cut short
            {"w":{"dtype":"C64","shape":[1],"data_offsets":[0,8]}}|8|tensor 'w': elements of type C64 have no exact counterpart here; convert the tensor to one of BOOL, U8
            {"w":{"dtype":"F4","shape":[2],"data_offsets":[0,1]}}|1|tensor 'w': elements of type F4 have no exact counterpart here
            {"w":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}|4|tensor 'w': the element type must be one of BOOL, U8, I8
            {"w":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0]}}|0|tensor 'w': at most 2147483647 elements can be held, got shape [4294967296, 4294967296]
            {"w":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}|1|tensor 'w': shape must hold numbers from 0 to 2⁶³ − 1
            {"w":{"dtype":"U8","shape":[1.0],"data_offsets":[0,1]}}|1|tensor 'w': shape must hold whole numbers only
            {"w":{"dtype":"U8","shape":[1],"data_offsets":[0,1,2]}}|1|tensor 'w': data_offsets must have at most 2 numbers
            {"w":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}}|1|tensor 'w': data_offsets must not run backwards, got [1, 0]
            {"w":{"dtype":"U8","shape":[1]}}|1|tensor 'w' must have dtype, shape and data_offsets, got [dtype, shape]
            {"w":{"dtype":"U8","dtype":"U8"}}|0|tensor 'w' has 'dtype' twice
            {"w":{},"w":{}}|0|tensor 'w' must have dtype, shape and data_offsets, got []
            {"w":7}|0|'w' must be an object
            {"w":[[[[[[[[[[[[]]]]]]]]]]]]}|0|'w' must be an object
            {"__metadata__":{"a":{"b":1}}}|0|__metadata__ 'a' must be text
            {"__metadata__":{"a":"b","a":"b"}}|0|__metadata__ 'a' stands twice
            {"__metadata__":{},"__metadata__":{}}|0|every name must stand once in the header, but '__metadata__' stands twice
            {} x|0|the header must be JSON
            [1]|0|the header must begin with '{', but begins with '['; is it a safetensors file?
            """)
    void hostile_headers_are_refused_in_prose(String header, int content, String message) {
        assertThatThrownBy(() -> SafetensorsFile.read(bytes(header, content), "x"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("read x: ")
                .hasMessageContaining(message);
    }

    @Test
    void deep_nesting_is_refused_without_following_it() {
        String deep = "{\"__metadata__\":{\"a\":" + "[".repeat(1_000_000) + "}}";
        assertThatThrownBy(() -> SafetensorsFile.read(bytes(deep, 0), "x")).isInstanceOf(FormatException.class);
    }

    @Test
    void a_claimed_terabyte_is_refused_before_memory_is_taken() {
        String huge = "{\"w\":{\"dtype\":\"U8\",\"shape\":[2147483647],\"data_offsets\":[0,2147483647]}}";
        assertThatThrownBy(() -> SafetensorsFile.read(bytes(huge, 8), "x"))
                .hasMessageContaining("only 8 bytes follow the header");
    }

    @Test
    void a_truth_value_other_than_0_and_1_is_refused() {
        byte[] bytes = bytes("{\"w\":{\"dtype\":\"BOOL\",\"shape\":[2],\"data_offsets\":[0,2]}}", 2);
        bytes[bytes.length - 1] = 2;
        assertThatThrownBy(() -> SafetensorsFile.read(bytes, "x"))
                .hasMessage(
                        "read x: tensor 'w': a BOOL is the byte 0 or 1, but element 1 is 2; store it as an unsigned byte");
    }

    @Test
    void a_stream_is_read_up_to_its_limit() throws IOException {
        byte[] bytes = sample().toBytes();
        var in = new ByteArrayInputStream(bytes);
        assertThat(SafetensorsFile.read(in, bytes.length, "x").tensors()).hasSize(7);
        assertThatThrownBy(() -> SafetensorsFile.read(new ByteArrayInputStream(bytes), bytes.length - 1, "x"))
                .hasMessageContaining("at most " + (bytes.length - 1) + " bytes may be read, but more follow");
    }

    @Test
    void a_reserved_name_is_refused() {
        assertThatThrownBy(() -> SafetensorsFile.of(Map.of("__metadata__", Literal.of(new float[1], 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reserved");
    }

    @Test
    void a_missing_file_is_named_with_the_nearest_one(@TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve("weights.safetensors"));
        assertThatThrownBy(() -> SafetensorsFile.read(folder.resolve("wieghts.safetensors")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("there is no such file; did you mean 'weights.safetensors'?");
    }
}
