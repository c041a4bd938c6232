package gradus.io.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.Literal;
import gradus.nn.data.Table;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Arrays as tables.
final class NpyTableReaderTest {
    @TempDir
    private Path folder;

    private Path pair(Literal x, Literal y) {
        Map<String, Literal> arrays = new LinkedHashMap<>();
        arrays.put("x", x);
        arrays.put("y", y);
        Path file = folder.resolve("pair.npz");
        Npz.write(file, arrays);
        return file;
    }

    @Test
    void a_matrix_has_numbered_columns_and_no_number_is_a_missing_value() {
        Path file = folder.resolve("m.npy");
        Npy.write(file, Literal.of(new float[] {1.5f, Float.NaN, -3, 4e20f}, 2, 2));
        Table table = Table.read(file);
        assertThat(table.columnNames()).containsExactly("c1", "c2");
        assertThat(table.cells("c1")).containsExactly(Optional.of("1.5"), Optional.of("-3.0"));
        assertThat(table.cells("c2")).containsExactly(Optional.empty(), Optional.of("4.0E20"));
    }

    @Test
    void a_pair_of_inputs_and_targets_is_a_table_with_a_target() {
        Path file =
                pair(Literal.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 4, 2), Literal.of(new long[] {0, 1, 0, 1}, 4));
        Table table = Table.read(file);
        assertThat(table.columnNames()).containsExactly("x_1", "x_2", "y");
        assertThat(table.target("y").task().isClassification()).isTrue();
    }

    @Test
    void an_infinity_is_refused_with_its_place() {
        Literal x = Literal.of(new float[] {1, 2, 3, Float.NEGATIVE_INFINITY}, 2, 2);
        assertThatThrownBy(() -> Table.read(pair(x, Literal.of(new long[] {0, 1}, 2))))
                .hasMessageContaining("column 'x_2' holds -Infinity in row 2; write NaN for a missing value");
    }

    @Test
    void arrays_that_are_no_columns_are_refused() {
        assertThatThrownBy(() -> Table.read(pair(Literal.of(new long[] {1, 2}, 2), Literal.of(new long[] {1}, 1))))
                .hasMessageContaining("array 'y' has 1 and others have 2; save training and test rows");
        assertThatThrownBy(() ->
                        Table.read(pair(Literal.of(new long[] {1, 2}, 2), Literal.of(new long[] {1}, 1, 1, 1))))
                .hasMessageContaining("but array 'y' is [1, 1, 1]; reshape it");
        assertThatThrownBy(() -> Table.read(pair(Literal.of(new long[0], 0), Literal.of(new long[0], 0))))
                .hasMessageContaining("needs rows and columns");
    }
}
