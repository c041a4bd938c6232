package gradus.cpu.kernel;

import static gradus.cpu.kernel.FloatLanes.F;
import static gradus.cpu.kernel.FloatLanes.I;
import static gradus.cpu.kernel.FloatLanes.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The rounding of [Bfloat16Rows] by vectors.
final class VectorBfloat16 {
    private static final VectorSpecies<Short> HALVES = switch (Vectors.BITS) {
        case 128 -> ShortVector.SPECIES_64;
        case 256 -> ShortVector.SPECIES_128;
        default -> ShortVector.SPECIES_256;
    };

    private VectorBfloat16() {}

    /// Rounds whole vectors and gives how many numbers that were.
    static int round(float[] x, int xOffset, short[] y, int yOffset, int n) {
        int whole = n - n % L;
        for (int i = 0; i < whole; i += L) {
            FloatVector value = FloatVector.fromArray(F, x, xOffset + i);
            IntVector bits = value.reinterpretAsInts();
            IntVector upper = bits.lanewise(VectorOperators.LSHR, 16);
            IntVector nearest = bits.add(0x7FFF).add(upper.and(1)).lanewise(VectorOperators.LSHR, 16);
            IntVector kept = nearest.blend(
                    upper.or(0x40), value.test(VectorOperators.IS_NAN).cast(I));
            ShortVector halves = (ShortVector) kept.convertShape(VectorOperators.I2S, HALVES, 0);
            halves.intoArray(y, yOffset + i);
        }
        return whole;
    }
}
