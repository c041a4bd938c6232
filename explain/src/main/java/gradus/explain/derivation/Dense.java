package gradus.explain.derivation;

import gradus.nn.activation.Activation;
import java.util.Optional;

/// A fully connected layer: `z = aW + b`, then an activation.
///
/// @param weight the weights, a row for each input and a column for each unit; of books that write `Wa + b` the
/// transpose
/// @param bias the biases, one row; empty for a layer without
/// @param activation what follows
public record Dense(Matrix weight, Optional<Matrix> bias, Activation activation) {
    /// Checks that the parts fit.
    ///
    /// @throws IllegalArgumentException if they do not
    public Dense {
        if (weight.rows() == 0 || weight.columns() == 0) {
            throw new IllegalArgumentException("derivation: a layer needs weights, got none");
        }
        int units = weight.columns();
        bias.ifPresent(b -> {
            if (b.rows() != 1 || b.columns() != units) {
                throw new IllegalArgumentException("derivation: a layer has one bias for each of its " + units
                        + (units == 1 ? " unit" : " units") + ", got " + b.rows() * b.columns());
            }
        });
    }

    /// Gives the number of inputs.
    public int inputs() {
        return weight.rows();
    }

    /// Gives the number of units.
    public int units() {
        return weight.columns();
    }

    /// Gives the biases, zeros for a layer without.
    Matrix biases() {
        return bias.orElseGet(() -> Matrix.of(1, units(), (_, _) -> 0));
    }
}
