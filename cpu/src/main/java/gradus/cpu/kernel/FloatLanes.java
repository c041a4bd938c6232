package gradus.cpu.kernel;

import java.util.List;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The float32 species of this process; a constant, so that C2 turns vector calls into instructions. Loaded only
/// when [Vectors#BITS] is not 0.
final class FloatLanes {
    static final VectorSpecies<Float> F = switch (Vectors.BITS) {
        case 128 -> FloatVector.SPECIES_128;
        case 256 -> FloatVector.SPECIES_256;
        default -> FloatVector.SPECIES_512;
    };
    static final VectorSpecies<Integer> I = switch (Vectors.BITS) {
        case 128 -> IntVector.SPECIES_128;
        case 256 -> IntVector.SPECIES_256;
        default -> IntVector.SPECIES_512;
    };
    static final int L = F.length();

    /// The masks of the first 0, 1, … L lanes, made once: a mask made where it is passed on would be allocated each
    /// time.
    private static final List<VectorMask<Float>> FIRST =
            IntStream.rangeClosed(0, L).mapToObj(n -> F.indexInRange(0, n)).toList();

    private FloatLanes() {}

    /// The mask of the first `n` lanes, `0 ≤ n ≤ L`.
    static VectorMask<Float> first(int n) {
        return FIRST.get(n);
    }

    static FloatVector load(float[] x, int offset) {
        return FloatVector.fromArray(F, x, offset);
    }

    static FloatVector all(float value) {
        return FloatVector.broadcast(F, value);
    }
}
