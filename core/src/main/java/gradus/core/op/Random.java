package gradus.core.op;

import gradus.core.type.DType;
import gradus.core.type.TensorType;
import java.util.List;

/// Random numbers as a pure function of a key (an int64 scalar input), a salt and the element's place.
public sealed interface Random extends Op {
    /// Numbers in [0, 1), multiples of 2⁻²⁴ in float32, 2⁻⁵³ in float64 and 2⁻⁸ in bfloat16.
    ///
    /// @param type the result's type, floating point
    /// @param salt tells this draw from others with the same key
    record Uniform(TensorType type, long salt) implements Random {}

    /// Standard normal numbers.
    ///
    /// @param type the result's type, floating point
    /// @param salt tells this draw from others with the same key
    record Normal(TensorType type, long salt) implements Random {}

    /// Gives the type of the numbers.
    TensorType type();

    /// Gives what tells this draw from others with the same key.
    long salt();

    @Override
    default TensorType infer(List<TensorType> inputs) {
        Check.count(name(), inputs, 1);
        Check.floating(name(), type());
        Check.same(name(), inputs.getFirst(), TensorType.of(DType.INT64));
        return type();
    }

    @Override
    default String name() {
        return switch (this) {
            case Uniform _ -> "random_uniform";
            case Normal _ -> "random_normal";
        };
    }
}
