package gradus.explain.derivation;

/// How a person writes what books write in two ways.
///
/// @param weights which way weights are written
/// @param signal which sign δ has
public record Conventions(Weights weights, Signal signal) {
    /// Which way weights and what belongs to them are written.
    public enum Weights {
        /// A row for each unit, as in `z = Wa + b`; the first index is the unit.
        ROWS_PER_OUTPUT,
        /// A row for each input, as in `z = aW + b`; the first index is the input.
        ROWS_PER_INPUT
    }

    /// What δ is.
    public enum Signal {
        /// `δ = ∂C/∂z`; the update is `w ← w − ηδa`.
        GRADIENT,
        /// `δ = −∂C/∂z`, as from the error `e = y − a`; the update is `w ← w + ηδa`.
        DESCENT
    }

    /// Gives what most books do: `z = Wa + b` and `δ = ∂C/∂z`.
    public static Conventions defaults() {
        return new Conventions(Weights.ROWS_PER_OUTPUT, Signal.GRADIENT);
    }
}
