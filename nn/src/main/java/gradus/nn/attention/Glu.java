package gradus.nn.attention;

import gradus.core.tensor.Tensor;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;

/// A gated linear unit: the first half of the last axis times the gate's function of the second half, `a · g(b)`
/// (Dauphin et al. 2017; Shazeer 2020 for gates other than the sigmoid).
///
/// {@snippet file="SequenceSnippets.java" region="Glu"}
///
/// @param gate g: sigmoid for GLU, SiLU for SwiGLU, GELU for GEGLU
public record Glu(Activation gate) implements Layer {
    /// Gives the unit with the sigmoid as its gate.
    public static Glu of() {
        return new Glu(Activation.SIGMOID);
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        if (input.rank() == 0 || input.size(-1) % 2 != 0) {
            throw new ShapeException("glu: the input's last size must be even, got " + input.shape()
                    + Origin.here().at());
        }
        int half = input.size(-1) / 2;
        return input.slice(-1, 0, half).multiply(gate.apply(input.slice(-1, half, 2 * half)));
    }

    @Override
    public String toString() {
        return "Glu " + gate;
    }
}
