package gradus.nn.attention;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;
import java.util.OptionalInt;

/// Sines and cosines of the position, added to a sequence of any length: number 2i is `sin(p / base^(2i/width))`,
/// number 2i + 1 the cosine of the same (Vaswani et al. 2017).
///
/// {@snippet file="SequenceSnippets.java" region="SinusoidalPositions"}
///
/// @param base above 1; 10,000 in the paper
public record SinusoidalPositions(double base) implements Positions {
    /// Checks the base.
    public SinusoidalPositions {
        if (!(base > 1) || Double.isInfinite(base)) {
            throw new IllegalArgumentException(
                    "sinusoidal positions: the base must be a finite number above 1, got " + base + "; usual is 10000");
        }
    }

    /// Gives the layer with base 10,000.
    public static SinusoidalPositions of() {
        return new SinusoidalPositions(10_000);
    }

    @Override
    public Tensor vectors(Tensor positions, Tensor like) {
        int width = like.size(-1);
        if (width % 2 != 0) {
            throw new ShapeException("sinusoidal positions: the input's last size must be even, got " + like.shape()
                    + Origin.here().at());
        }
        double[] frequencies = new double[width / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = Math.pow(base, -2.0 * i / width);
        }
        Tensor angles = positions.as(DType.FLOAT64).expand(1).multiply(Tensor.of(frequencies)); // [time, width / 2]
        Tensor pairs = angles.sin().expand(2).concat(2, angles.cos().expand(2));
        return pairs.reshape(positions.size(0), width).as(like.dtype());
    }

    @Override
    public OptionalInt longest() {
        return OptionalInt.empty();
    }

    @Override
    public String toString() {
        return "SinusoidalPositions";
    }
}
