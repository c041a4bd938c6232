package gradus.cpu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
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

    private FloatLanes() {}

    static FloatVector load(float[] x, int offset) {
        return FloatVector.fromArray(F, x, offset);
    }

    static FloatVector all(float value) {
        return FloatVector.broadcast(F, value);
    }
}
