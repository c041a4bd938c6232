package gradus.core.op;

import java.util.List;

/// One operation of a fused element-wise loop.
///
/// Registers are numbered: first the inputs, then one per step. Truth values are held as numbers 0 and 1.
public sealed interface PointwiseStep {
    /// A number.
    ///
    /// @param value the number
    record Fixed(double value) implements PointwiseStep {}

    /// An element-wise operation of earlier registers.
    ///
    /// @param op the operation
    /// @param arguments the registers it reads
    record Apply(Elementwise op, List<Integer> arguments) implements PointwiseStep {
        /// Copies the list.
        public Apply {
            arguments = List.copyOf(arguments);
        }
    }
}
