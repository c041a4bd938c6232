package gradus.cpu.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Every joined loop at awkward sizes and offsets, of any numbers.
final class JoinedProbe implements Supplier<Map<String, float[]>> {
    @Override
    public Map<String, float[]> get() {
        Map<String, float[]> results = new LinkedHashMap<>();
        for (Joined loop : Joined.values()) {
            for (int n : Bits.SIZES) {
                float[] a = Bits.anything(n + 3, n);
                float[] b = Bits.anything(n + 5, n + 1);
                float[] c = Bits.anything(n + 7, n + 2);
                float[] y = new float[n + 9];
                loop.run(a, 3, b, 5, c, 7, 0.75f, -1.5f, 0.25f, 3, y, 4, n);
                results.put(loop + " " + n, y);
            }
        }
        return results;
    }
}
