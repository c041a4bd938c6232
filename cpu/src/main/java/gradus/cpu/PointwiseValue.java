package gradus.cpu;

import gradus.core.op.Access;
import java.util.Arrays;

/// Where an instruction of a fused loop finds an operand for the current block.
sealed interface PointwiseValue {
    /// One number for all elements.
    record Single(Operand x) implements PointwiseValue {
        float value() {
            return x.floats()[x.offset()];
        }
    }

    /// An array with one number per element.
    record Whole(Operand x) implements PointwiseValue {}

    /// An array whose numbers are repeated.
    record Repeated(Operand x, Access access) implements PointwiseValue {
        /// Lays out elements `base` to `base + length`.
        void layOut(float[] block, int at, int base, int length) {
            float[] array = x.floats();
            int offset = x.offset();
            int divisor = access.divisor();
            int modulus = access.modulus();
            int done = 0;
            while (done < length) {
                int element = base + done;
                if (divisor == 1) {
                    int place = element % modulus;
                    int run = Math.min(length - done, modulus - place);
                    System.arraycopy(array, offset + place, block, at + done, run);
                    done += run;
                } else {
                    int run = Math.min(length - done, divisor - element % divisor);
                    float value = array[offset + element / divisor % modulus];
                    Arrays.fill(block, at + done, at + done + run, value);
                    done += run;
                }
            }
        }
    }

    /// An array shorter than a block whose numbers follow each other again and again, laid out in a register of
    /// its own once for many blocks: all blocks begin with its first number.
    record Resident(Operand x, int number) implements PointwiseValue {
        void layOut(float[] blocks, int at, int length) {
            System.arraycopy(x.floats(), x.offset(), blocks, at, x.count());
            for (int done = x.count(); done < length; done *= 2) {
                System.arraycopy(blocks, at, blocks, at + done, Math.min(done, length - done));
            }
        }
    }

    /// A block that holds what an earlier instruction computed.
    record Register(int number) implements PointwiseValue {}
}
