package gradus.cpu.kernel;

import static gradus.cpu.kernel.FloatLanes.F;
import static gradus.cpu.kernel.FloatLanes.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// Transposes squares of 16 × 16 floats in registers, for vectors of 512 bits: in four rounds, rows that differ in one
/// bit of their number exchange the columns that differ in it.
///
/// Ladder: ns a square within a matrix of 512 columns, one thread on Zen 4: element by element 211, this 36.
final class VectorTranspose {
    /// Whether the vectors of this process have 16 lanes.
    static final boolean FITS = L == 16;

    /// Takes the lanes of the upper row whose number lacks bit 0, 1, 2, 3, and those of the lower row between them.
    private static final IntVector UPPER_1 = upper(1);
    private static final IntVector UPPER_2 = upper(2);
    private static final IntVector UPPER_4 = upper(4);
    private static final IntVector UPPER_8 = upper(8);
    /// Takes those that have the bit.
    private static final IntVector LOWER_1 = lower(1);
    private static final IntVector LOWER_2 = lower(2);
    private static final IntVector LOWER_4 = lower(4);
    private static final IntVector LOWER_8 = lower(8);

    private VectorTranspose() {}

    private static IntVector upper(int bit) {
        int[] lanes = new int[L];
        for (int i = 0; i < L; i++) {
            lanes[i] = (i & bit) == 0 ? i : L + i - bit;
        }
        return IntVector.fromArray(FloatLanes.I, lanes, 0);
    }

    private static IntVector lower(int bit) {
        int[] lanes = new int[L];
        for (int i = 0; i < L; i++) {
            lanes[i] = (i & bit) == 0 ? i + bit : L + i;
        }
        return IntVector.fromArray(FloatLanes.I, lanes, 0);
    }

    /// `y[j, i] = x[i, j]` for 16 × 16 numbers, rows `xStride` and `yStride` apart.
    static void square(float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride) {
        IntVector r0 = FloatVector.fromArray(F, x, xOffset).reinterpretAsInts();
        IntVector r1 = FloatVector.fromArray(F, x, xOffset + xStride).reinterpretAsInts();
        IntVector r2 = FloatVector.fromArray(F, x, xOffset + 2 * xStride).reinterpretAsInts();
        IntVector r3 = FloatVector.fromArray(F, x, xOffset + 3 * xStride).reinterpretAsInts();
        IntVector r4 = FloatVector.fromArray(F, x, xOffset + 4 * xStride).reinterpretAsInts();
        IntVector r5 = FloatVector.fromArray(F, x, xOffset + 5 * xStride).reinterpretAsInts();
        IntVector r6 = FloatVector.fromArray(F, x, xOffset + 6 * xStride).reinterpretAsInts();
        IntVector r7 = FloatVector.fromArray(F, x, xOffset + 7 * xStride).reinterpretAsInts();
        IntVector r8 = FloatVector.fromArray(F, x, xOffset + 8 * xStride).reinterpretAsInts();
        IntVector r9 = FloatVector.fromArray(F, x, xOffset + 9 * xStride).reinterpretAsInts();
        IntVector r10 = FloatVector.fromArray(F, x, xOffset + 10 * xStride).reinterpretAsInts();
        IntVector r11 = FloatVector.fromArray(F, x, xOffset + 11 * xStride).reinterpretAsInts();
        IntVector r12 = FloatVector.fromArray(F, x, xOffset + 12 * xStride).reinterpretAsInts();
        IntVector r13 = FloatVector.fromArray(F, x, xOffset + 13 * xStride).reinterpretAsInts();
        IntVector r14 = FloatVector.fromArray(F, x, xOffset + 14 * xStride).reinterpretAsInts();
        IntVector r15 = FloatVector.fromArray(F, x, xOffset + 15 * xStride).reinterpretAsInts();
        IntVector s0 = UPPER_8.selectFrom(r0, r8);
        IntVector s8 = LOWER_8.selectFrom(r0, r8);
        IntVector s1 = UPPER_8.selectFrom(r1, r9);
        IntVector s9 = LOWER_8.selectFrom(r1, r9);
        IntVector s2 = UPPER_8.selectFrom(r2, r10);
        IntVector s10 = LOWER_8.selectFrom(r2, r10);
        IntVector s3 = UPPER_8.selectFrom(r3, r11);
        IntVector s11 = LOWER_8.selectFrom(r3, r11);
        IntVector s4 = UPPER_8.selectFrom(r4, r12);
        IntVector s12 = LOWER_8.selectFrom(r4, r12);
        IntVector s5 = UPPER_8.selectFrom(r5, r13);
        IntVector s13 = LOWER_8.selectFrom(r5, r13);
        IntVector s6 = UPPER_8.selectFrom(r6, r14);
        IntVector s14 = LOWER_8.selectFrom(r6, r14);
        IntVector s7 = UPPER_8.selectFrom(r7, r15);
        IntVector s15 = LOWER_8.selectFrom(r7, r15);
        IntVector t0 = UPPER_4.selectFrom(s0, s4);
        IntVector t4 = LOWER_4.selectFrom(s0, s4);
        IntVector t1 = UPPER_4.selectFrom(s1, s5);
        IntVector t5 = LOWER_4.selectFrom(s1, s5);
        IntVector t2 = UPPER_4.selectFrom(s2, s6);
        IntVector t6 = LOWER_4.selectFrom(s2, s6);
        IntVector t3 = UPPER_4.selectFrom(s3, s7);
        IntVector t7 = LOWER_4.selectFrom(s3, s7);
        IntVector t8 = UPPER_4.selectFrom(s8, s12);
        IntVector t12 = LOWER_4.selectFrom(s8, s12);
        IntVector t9 = UPPER_4.selectFrom(s9, s13);
        IntVector t13 = LOWER_4.selectFrom(s9, s13);
        IntVector t10 = UPPER_4.selectFrom(s10, s14);
        IntVector t14 = LOWER_4.selectFrom(s10, s14);
        IntVector t11 = UPPER_4.selectFrom(s11, s15);
        IntVector t15 = LOWER_4.selectFrom(s11, s15);
        IntVector u0 = UPPER_2.selectFrom(t0, t2);
        IntVector u2 = LOWER_2.selectFrom(t0, t2);
        IntVector u1 = UPPER_2.selectFrom(t1, t3);
        IntVector u3 = LOWER_2.selectFrom(t1, t3);
        IntVector u4 = UPPER_2.selectFrom(t4, t6);
        IntVector u6 = LOWER_2.selectFrom(t4, t6);
        IntVector u5 = UPPER_2.selectFrom(t5, t7);
        IntVector u7 = LOWER_2.selectFrom(t5, t7);
        IntVector u8 = UPPER_2.selectFrom(t8, t10);
        IntVector u10 = LOWER_2.selectFrom(t8, t10);
        IntVector u9 = UPPER_2.selectFrom(t9, t11);
        IntVector u11 = LOWER_2.selectFrom(t9, t11);
        IntVector u12 = UPPER_2.selectFrom(t12, t14);
        IntVector u14 = LOWER_2.selectFrom(t12, t14);
        IntVector u13 = UPPER_2.selectFrom(t13, t15);
        IntVector u15 = LOWER_2.selectFrom(t13, t15);
        IntVector v0 = UPPER_1.selectFrom(u0, u1);
        IntVector v1 = LOWER_1.selectFrom(u0, u1);
        IntVector v2 = UPPER_1.selectFrom(u2, u3);
        IntVector v3 = LOWER_1.selectFrom(u2, u3);
        IntVector v4 = UPPER_1.selectFrom(u4, u5);
        IntVector v5 = LOWER_1.selectFrom(u4, u5);
        IntVector v6 = UPPER_1.selectFrom(u6, u7);
        IntVector v7 = LOWER_1.selectFrom(u6, u7);
        IntVector v8 = UPPER_1.selectFrom(u8, u9);
        IntVector v9 = LOWER_1.selectFrom(u8, u9);
        IntVector v10 = UPPER_1.selectFrom(u10, u11);
        IntVector v11 = LOWER_1.selectFrom(u10, u11);
        IntVector v12 = UPPER_1.selectFrom(u12, u13);
        IntVector v13 = LOWER_1.selectFrom(u12, u13);
        IntVector v14 = UPPER_1.selectFrom(u14, u15);
        IntVector v15 = LOWER_1.selectFrom(u14, u15);
        v0.reinterpretAsFloats().intoArray(y, yOffset);
        v1.reinterpretAsFloats().intoArray(y, yOffset + yStride);
        v2.reinterpretAsFloats().intoArray(y, yOffset + 2 * yStride);
        v3.reinterpretAsFloats().intoArray(y, yOffset + 3 * yStride);
        v4.reinterpretAsFloats().intoArray(y, yOffset + 4 * yStride);
        v5.reinterpretAsFloats().intoArray(y, yOffset + 5 * yStride);
        v6.reinterpretAsFloats().intoArray(y, yOffset + 6 * yStride);
        v7.reinterpretAsFloats().intoArray(y, yOffset + 7 * yStride);
        v8.reinterpretAsFloats().intoArray(y, yOffset + 8 * yStride);
        v9.reinterpretAsFloats().intoArray(y, yOffset + 9 * yStride);
        v10.reinterpretAsFloats().intoArray(y, yOffset + 10 * yStride);
        v11.reinterpretAsFloats().intoArray(y, yOffset + 11 * yStride);
        v12.reinterpretAsFloats().intoArray(y, yOffset + 12 * yStride);
        v13.reinterpretAsFloats().intoArray(y, yOffset + 13 * yStride);
        v14.reinterpretAsFloats().intoArray(y, yOffset + 14 * yStride);
        v15.reinterpretAsFloats().intoArray(y, yOffset + 15 * yStride);
    }
}
