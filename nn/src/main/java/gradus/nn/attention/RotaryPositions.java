package gradus.nn.attention;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.Shape;

/// Rotary positions: each pair of numbers of a query or key is turned by an angle that grows with the position,
/// `position · base^(−2i/size)` for pair i, so that a product of query and key depends on their distance alone (Su et
/// al. 2021).
///
/// {@snippet file="SequenceSnippets.java" region="RotaryPositions"}
///
/// @param base the base of the angles, above 1; 10,000 in the paper
/// @param pairing which numbers form a pair
public record RotaryPositions(double base, Pairing pairing) {
    /// Which numbers form a pair.
    public enum Pairing {
        /// Neighbours, 2i and 2i + 1, as in the paper.
        INTERLEAVED,
        /// Number i of the first half and number i of the second, as in GPT-NeoX and Hugging Face's Llama.
        HALF_SPLIT
    }

    /// Checks the base.
    public RotaryPositions {
        if (!(base > 1) || Double.isInfinite(base)) {
            throw new IllegalArgumentException(
                    "rotary positions: the base must be a finite number above 1, got " + base + "; usual is 10000");
        }
    }

    /// Gives positions with base 10,000 and pairs of neighbours.
    public static RotaryPositions of() {
        return new RotaryPositions(10_000, Pairing.INTERLEAVED);
    }

    /// Gives queries or keys turned by their positions.
    ///
    /// @param rows `[…, time, size]`, of an even size
    /// @param positions int64 `[time]`
    public Tensor turned(Tensor rows, Tensor positions) {
        return turned(rows, positions, Shape.of(positions.size(0), rows.size(-1)));
    }

    /// Gives queries or keys of several heads turned by their positions.
    ///
    /// @param rows `[batch, time, heads · size]`
    /// @param positions int64 `[time]`
    /// @param size the size of a head, even
    Tensor turned(Tensor rows, Tensor positions, int size) {
        Tensor heads = rows.reshape(rows.size(0), rows.size(1), rows.size(2) / size, size);
        return turned(heads, positions, Shape.of(positions.size(0), 1, size)).reshape(rows.shape());
    }

    private Tensor turned(Tensor rows, Tensor positions, Shape shape) {
        int size = shape.size(-1);
        requireEven(size);
        Tensor places = positions.as(DType.FLOAT64).reshape(shape.with(-1, 1));
        Tensor angles = places.multiply(frequencies(size)); // of the given shape
        Tensor across = rows.reshape(-1, size).matmul(quarterTurn(size).as(rows.dtype()));
        return rows.multiply(angles.cos().as(rows.dtype()))
                .add(across.reshape(rows.shape()).multiply(angles.sin().as(rows.dtype())));
    }

    static void requireEven(int size) {
        if (size % 2 != 0) {
            throw new IllegalArgumentException(
                    "rotary positions: the size of a head must be even, got " + size + "; choose other heads or width");
        }
    }

    private int pair(int place, int size) {
        return switch (pairing) {
            case INTERLEAVED -> place / 2;
            case HALF_SPLIT -> place % (size / 2);
        };
    }

    private int partner(int place, int size) {
        return switch (pairing) {
            case INTERLEAVED -> place ^ 1;
            case HALF_SPLIT -> (place + size / 2) % size;
        };
    }

    private Tensor frequencies(int size) {
        double[] frequencies = new double[size];
        for (int i = 0; i < size; i++) {
            frequencies[i] = Math.pow(base, -2.0 * pair(i, size) / size);
        }
        return Tensor.of(frequencies);
    }

    /// The matrix that turns each pair by 90°, `(a, b) → (−b, a)`: its products are exact.
    private Tensor quarterTurn(int size) {
        float[] matrix = new float[size * size];
        for (int to = 0; to < size; to++) {
            int from = partner(to, size);
            matrix[from * size + to] = to < from ? -1 : 1;
        }
        return Tensor.of(Literal.of(matrix, size, size));
    }
}
