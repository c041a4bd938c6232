package gradus.core.op;

import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.List;

/// Operations without inputs.
public sealed interface Leaf extends Op {
    /// A value given when the program runs.
    ///
    /// @param label what it is called in printed graphs
    /// @param type its type
    record Input(String label, TensorType type) implements Leaf {}

    /// A value known when the graph is made.
    ///
    /// @param value the elements
    record Constant(Literal value) implements Leaf {
        @Override
        public TensorType type() {
            return value.type();
        }
    }

    /// One number everywhere.
    ///
    /// @param type the result's type
    /// @param value the number, rounded to the element type
    record Fill(TensorType type, double value) implements Leaf {}

    /// 0, 1, 2 … along one axis, the same along all others.
    ///
    /// @param type the result's type
    /// @param axis the axis that counts
    record Iota(TensorType type, int axis) implements Leaf {
        /// Checks the axis.
        public Iota {
            Check.axis("iota", axis, type);
        }
    }

    /// Gives the type of the value.
    TensorType type();

    @Override
    default TensorType infer(List<TensorType> inputs) {
        Check.count(name(), inputs, 0);
        return type();
    }

    @Override
    default String name() {
        return switch (this) {
            case Input _ -> "input";
            case Constant _ -> "constant";
            case Fill _ -> "fill";
            case Iota _ -> "iota";
        };
    }
}
