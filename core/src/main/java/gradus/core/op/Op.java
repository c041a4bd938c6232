package gradus.core.op;

import gradus.core.type.TensorType;
import java.util.List;

/// The attributes of a primitive operation, never its inputs.
///
/// The family is closed. Switches over it have no `default`, so that a new operation is a compile error in each place
/// that must know it.
///
/// {@snippet file="EngineSnippets.java" region="Node"}
public sealed interface Op
        permits Leaf, Elementwise, Reduction, Movement, Contraction, Indexing, Ordered, Random, Fused {
    /// Gives the type of the result.
    ///
    /// @throws gradus.core.type.ShapeException if the inputs' shapes do not fit
    /// @throws gradus.core.type.DTypeException if the inputs' element types do not fit
    TensorType infer(List<TensorType> inputs);

    /// Gives the name used in printed graphs and errors.
    String name();
}
