package gradus.nn.compress;

import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.layer.Param;
import java.util.Optional;

/// Numbers as whole ones of 8 bits, symmetric around zero, with a scale for each channel: `w = code · scale`, code in
/// −127 … 127. A channel is a place of the last axis: an output of a linear layer or of a convolution.
///
/// A scale has at most 16 significant bits, so that every product is exact in float32 and the codes can be found
/// again from the numbers: [#exactly] loses no bit.
///
/// @param codes the codes, row-major
/// @param scales a scale per channel, 0 for a channel of zeros
/// @param type the type of the numbers: float32 of rank 2 or more
@SuppressWarnings("ArrayRecordComponent")
public record Int8(byte[] codes, float[] scales, TensorType type) {
    private static final int MOST = 127;
    private static final int SPARE_BITS = 8;

    /// Rounds numbers to the nearest codes; the error of each is at most half its channel's scale, the
    /// largest number of the channel by 127.
    ///
    /// @throws IllegalArgumentException if they are not float32 of rank 2 or more
    public static Int8 nearest(Literal numbers) {
        if (!fits(numbers)) {
            throw new IllegalArgumentException(
                    "int8: matrices and kernels of float32 have codes, got " + numbers.type());
        }
        float[] values = numbers.floats();
        int channels = numbers.type().shape().size(-1);
        float[] scales = new float[channels];
        for (int i = 0; i < values.length; i++) {
            scales[i % channels] = Math.max(scales[i % channels], Math.abs(values[i]));
        }
        for (int c = 0; c < channels; c++) {
            scales[c] = upwards(scales[c] / MOST);
        }
        byte[] codes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            float scale = scales[i % channels];
            codes[i] = scale == 0 ? 0 : (byte) Math.round(values[i] / scale);
        }
        return new Int8(codes, scales, numbers.type());
    }

    /// Gives the codes of numbers that are exactly a code times a scale each, as [#nearest] leaves them; empty for
    /// all others.
    public static Optional<Int8> exactly(Literal numbers) {
        if (!fits(numbers)) {
            return Optional.empty();
        }
        Int8 codes = nearest(numbers);
        return codes.numbers().equals(numbers) ? Optional.of(codes) : Optional.empty();
    }

    private static boolean fits(Literal numbers) {
        return numbers.type().dtype() == DType.FLOAT32 && numbers.type().shape().rank() >= 2 && numbers.count() > 0;
    }

    /// The least number of 16 significant bits that is not smaller.
    private static float upwards(float value) {
        int bits = Float.floatToIntBits(value);
        int mask = (1 << SPARE_BITS) - 1;
        return Float.intBitsToFloat((bits & mask) == 0 ? bits : (bits | mask) + 1);
    }

    /// Gives the numbers.
    public Literal numbers() {
        float[] values = new float[codes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = codes[i] * scales[i % scales.length];
        }
        return Literal.wrap(type, values);
    }

    /// Gives a network whose matrices and kernels of float32 are rounded to codes; biases and
    /// normalisations stay. The numbers are float32 as before and so is what computes with them; a model
    /// file keeps each as one byte.
    public static <L> L rounded(L network) {
        return Tree.map(network, Param.class, param -> {
            Literal numbers = param.value().literal();
            return fits(numbers) ? new Param(Tensor.of(nearest(numbers).numbers())) : param;
        });
    }
}
