package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorMoves;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Shortens all gradients by one factor where the Euclidean norm of all of them together is above the limit
/// (Pascanu et al. 2013).
///
/// The norm is that of everything one step moves, so the members of an ensemble are shortened together: their losses
/// are summed, and a factor for each would need a rule that knows whose parameters are whose. With Adam and its kin a
/// common factor hardly changes the steps; to bound the members apart, use [ClipNorm] per parameter.
///
/// Norms are computed without overflow of the squares. The state holds them as they were before clipping,
/// `norm/<path>` per parameter and `globalNorm`, so that [#nonFinite] can name the parameter whose gradient is NaN
/// or infinite.
///
/// {@snippet file="OptimizerSnippets.java" region="ClipGlobalNorm"}
///
/// @param limit the largest norm, above 0
/// @param policy what happens to gradients that are not finite
public record ClipGlobalNorm(double limit, NonFinite policy) implements GradientTransform {
    private static final String NORM = "norm/";
    private static final String GLOBAL = "globalNorm";

    /// What happens where a norm is NaN or infinite, so that no factor makes it fit.
    public enum NonFinite {
        /// Gradients go on as they are; whoever watches the training sees that it diverges.
        PASS_ON,
        /// All gradients of this update become 0, so the bad batch moves nothing but running means.
        ZERO
    }

    public ClipGlobalNorm {
        Rules.requirePositive("clip by global norm", "the limit", limit);
    }

    /// Gives the rule that passes gradients on where they are not finite.
    public static ClipGlobalNorm of(double limit) {
        return new ClipGlobalNorm(limit, NonFinite.PASS_ON);
    }

    /// Gives the paths of the parameters whose last gradient was not finite, from the state of this rule or of a
    /// chain with it.
    public static List<String> nonFinite(Map<String, Tensor> state) {
        List<String> paths = new ArrayList<>();
        state.forEach((name, norm) -> {
            int start = name.indexOf(NORM);
            if (start >= 0 && !Double.isFinite(norm.item())) {
                paths.add(name.substring(start + NORM.length()));
            }
        });
        return paths;
    }

    @Override
    public Map<String, Tensor> init(Map<String, Tensor> parameters) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        DType widest = DType.FLOAT32;
        for (var parameter : parameters.entrySet()) {
            DType dtype = parameter.getValue().dtype();
            widest = widest.promote(dtype);
            state.put(NORM + parameter.getKey(), Tensor.of(Literal.scalar(dtype, 0)));
        }
        state.put(GLOBAL, Tensor.of(Literal.scalar(widest, 0)));
        return state;
    }

    @Override
    public Map<String, Double> scalars(long step) {
        return Map.of();
    }

    @Override
    public Update update(
            Map<String, Tensor> gradients,
            Map<String, Tensor> state,
            Map<String, Tensor> parameters,
            Map<String, Tensor> scalars) {
        Map<String, Tensor> norms = new LinkedHashMap<>();
        gradients.forEach((path, gradient) -> norms.put(NORM + path, Rules.norm(gradient)));
        if (norms.isEmpty()) {
            return new Update(gradients, state);
        }
        DType widest = norms.values().stream().map(Tensor::dtype).reduce(DType.FLOAT32, DType::promote);
        Tensor all = TensorMoves.stack(
                0, norms.values().stream().map(norm -> norm.as(widest)).toList());
        Tensor global = Rules.norm(all);
        norms.put(GLOBAL, global);
        return new Update(clipped(gradients, global), norms);
    }

    private Map<String, Tensor> clipped(Map<String, Tensor> gradients, Tensor global) {
        Tensor factor = Rules.shrink(global.named("‖g‖"), limit).named("clip factor");
        Map<String, Tensor> clipped = new LinkedHashMap<>();
        gradients.forEach((path, gradient) -> {
            Tensor shorter = gradient.multiply(factor.as(gradient.dtype())).named("ĝ");
            clipped.put(
                    path,
                    switch (policy) {
                        case PASS_ON -> shorter;
                        case ZERO -> global.isFinite().where(shorter, Tensor.fill(shorter.type(), 0));
                    });
        });
        return clipped;
    }
}
