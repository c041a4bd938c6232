package gradus.cpu.kernel;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Every unary function at awkward sizes and offsets, apart and in place.
final class PointwiseProbe implements Supplier<Map<String, float[]>> {
    @Override
    public Map<String, float[]> get() {
        Map<String, float[]> results = new LinkedHashMap<>();
        for (Unary f : Unary.values()) {
            for (int n : Bits.SIZES) {
                float[] x = Bits.anything(n + 5, n);
                float[] y = new float[n + 9];
                Arrays.fill(y, 7f);
                Pointwise.unary(f, x, 3, y, 4, n);
                results.put(f + " " + n, y);
                Pointwise.unary(f, x, 3, x, 3, n);
                results.put(f + " in place " + n, x);
            }
        }
        return results;
    }
}
