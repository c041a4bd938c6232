package gradus.nn.recurrent;

import gradus.core.op.Recurrent.Cell;
import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorMoves;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.nn.init.Initializer;
import gradus.nn.layer.Param;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How the weights of a recurrent layer start.
public enum RecurrentStart {
    /// Input weights by Glorot's uniform numbers, the recurrent matrix of each gate orthogonal (Saxe et al. 2014),
    /// biases 0 but 1 for the forget gate of LSTM (Jozefowicz et al. 2015). The default. Keras starts so too, but
    /// makes the matrices of all gates together orthogonal.
    ORTHOGONAL,
    /// All numbers from U(±1/√hidden), as PyTorch; its forget gate gets no other start.
    TORCH;

    List<RecurrentPair> layers(Cell cell, int in, int hidden, int layers, RecurrentOptions options, Key key) {
        if (in <= 0 || hidden <= 0 || layers <= 0) {
            throw new IllegalArgumentException("recurrent layer: sizes must be positive, got " + in + " inputs, "
                    + hidden + " hidden units and " + layers + " layers");
        }
        List<RecurrentPair> pairs = new ArrayList<>();
        int size = in;
        for (int layer = 0; layer < layers; layer++) {
            Key own = key.fold(layer);
            Optional<RecurrentWeights> backward = options.directions().isBoth()
                    ? Optional.of(weights(cell, size, hidden, own.fold("backward")))
                    : Optional.empty();
            pairs.add(new RecurrentPair(weights(cell, size, hidden, own.fold("first")), backward));
            size = options.directions() == RecurrentOptions.Directions.BOTH_CONCATENATED ? 2 * hidden : hidden;
        }
        return pairs;
    }

    private RecurrentWeights weights(Cell cell, int in, int hidden, Key key) {
        int width = Math.multiplyExact(cell.gates(), hidden);
        Optional<Param> recurrentBias = cell.hasRecurrentBias()
                ? Optional.of(bias(cell, hidden, key.fold("recurrent bias")))
                : Optional.empty();
        return switch (this) {
            case ORTHOGONAL ->
                new RecurrentWeights(
                        new Param(
                                Initializer.glorotUniform().create(Shape.of(in, width), in, width, key.fold("input"))),
                        new Param(orthogonal(cell, hidden, key.fold("recurrent"))),
                        Optional.of(bias(cell, hidden, key)),
                        recurrentBias);
            case TORCH ->
                new RecurrentWeights(
                        new Param(torch(Shape.of(in, width), hidden, key.fold("input"))),
                        new Param(torch(Shape.of(hidden, width), hidden, key.fold("recurrent"))),
                        Optional.of(bias(cell, hidden, key.fold("bias"))),
                        recurrentBias);
        };
    }

    private static Tensor torch(Shape shape, int hidden, Key key) {
        return Initializer.torchLinear().create(shape, hidden, hidden, key);
    }

    private static Tensor orthogonal(Cell cell, int hidden, Key key) {
        List<Tensor> gates = new ArrayList<>();
        for (int gate = 0; gate < cell.gates(); gate++) {
            gates.add(Initializer.orthogonal().create(Shape.of(hidden, hidden), hidden, hidden, key.fold(gate)));
        }
        return TensorMoves.concat(1, gates);
    }

    private Param bias(Cell cell, int hidden, Key key) {
        int width = cell.gates() * hidden;
        if (this == TORCH) {
            return new Param(torch(Shape.of(width), hidden, key));
        }
        float[] values = new float[width];
        if (cell == Cell.LSTM) {
            Arrays.fill(values, hidden, 2 * hidden, 1f);
        }
        return new Param(Tensor.of(Literal.of(values, width)));
    }
}
