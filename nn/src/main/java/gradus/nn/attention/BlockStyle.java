package gradus.nn.attention;

import gradus.core.tensor.Tensor;
import gradus.nn.layer.Context;
import gradus.nn.layer.Dropout;
import java.util.function.UnaryOperator;

/// How the parts of a transformer block are joined to the stream that runs past them.
///
/// @param placement where the normalisation stands
/// @param dropout the share of a part's result that training drops before it is added
public record BlockStyle(Placement placement, double dropout) {
    /// Where the normalisation of a part stands.
    public enum Placement {
        /// Before the part, inside the branch: `x + part(norm(x))`. The stream itself is never normalised, so a
        /// stack ends with a norm of its own; steady in training (Xiong et al. 2020; GPT-2).
        PRE,
        /// Behind the sum: `norm(x + part(x))`, as in the first transformer.
        POST
    }

    /// Checks the options.
    public BlockStyle {
        dropout = new Dropout(dropout).rate();
    }

    /// Gives the stream after a part.
    Tensor joined(Tensor input, UnaryOperator<Tensor> norm, UnaryOperator<Tensor> part, Context context) {
        Dropout drop = new Dropout(dropout);
        return switch (placement) {
            case PRE -> input.add(drop.forward(part.apply(norm.apply(input)), context));
            case POST -> norm.apply(input.add(drop.forward(part.apply(input), context)));
        };
    }
}
