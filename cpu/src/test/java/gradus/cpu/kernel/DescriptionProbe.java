package gradus.cpu.kernel;

import java.util.Map;
import java.util.function.Supplier;

/// The width in use, and its description as a key.
final class DescriptionProbe implements Supplier<Map<String, float[]>> {
    @Override
    public Map<String, float[]> get() {
        return Map.of(Vectors.description(), new float[] {Vectors.BITS});
    }
}
