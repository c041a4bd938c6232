package gradus.cpu.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Every binary function in every form, at awkward sizes and offsets.
final class PairwiseProbe implements Supplier<Map<String, float[]>> {
    private final Map<String, float[]> results = new LinkedHashMap<>();

    @Override
    public Map<String, float[]> get() {
        for (Binary f : Binary.values()) {
            for (int n : Bits.SIZES) {
                flat(f, n);
            }
            for (int rows : new int[] {0, 1, 2, 3, 7, 40}) {
                for (int columns : new int[] {0, 1, 2, 3, 8, 10, 17, 63, 64, 65, 130}) {
                    broadcast(f, rows, columns);
                }
            }
        }
        return results;
    }

    private void flat(Binary f, int n) {
        float[] a = Bits.anything(n + 5, n);
        float[] b = Bits.anything(n + 5, n + 1);
        float[] y = new float[n + 2];
        Pairwise.binary(f, a, 3, b, 1, y, 1, n);
        results.put(f + " " + n, y);
        float[] right = new float[n + 2];
        Pairwise.binaryScalarRight(f, a, 3, b[0], right, 1, n);
        results.put(f + " right " + n, right);
        float[] left = new float[n + 2];
        Pairwise.binaryScalarLeft(f, a[0], b, 1, left, 1, n);
        results.put(f + " left " + n, left);
        Pairwise.binary(f, a, 3, b, 1, a, 3, n);
        results.put(f + " in place " + n, a);
    }

    private void broadcast(Binary f, int rows, int columns) {
        String name = f + " " + rows + "x" + columns;
        float[] full = Bits.anything(rows * columns + 3, rows);
        float[] row = Bits.anything(columns + 2, columns);
        float[] column = Bits.anything(rows + 2, columns);
        float[] y = new float[rows * columns + 1];
        Pairwise.binaryRowRight(f, full, 3, row, 2, y, 1, rows, columns);
        results.put(name + " row right", y.clone());
        Pairwise.binaryRowLeft(f, row, 2, full, 3, y, 1, rows, columns);
        results.put(name + " row left", y.clone());
        Pairwise.binaryColumnRight(f, full, 3, column, 2, y, 1, rows, columns);
        results.put(name + " column right", y.clone());
        Pairwise.binaryColumnLeft(f, column, 2, full, 3, y, 1, rows, columns);
        results.put(name + " column left", y.clone());
    }
}
