package gradus.explain.derivation;

import gradus.explain.maths.Superscript;

/// What a number of a derivation can be, in the order in which a step is derived.
public enum Quantity {
    /// The weighted inputs z of a layer.
    WEIGHTED_INPUT("z"),
    /// The activations a of a layer.
    ACTIVATION("a"),
    /// The loss C.
    LOSS("C"),
    /// The gradients by activations, ∂C/∂a.
    BY_ACTIVATION("∂C/∂a"),
    /// The derivatives of activations by their weighted inputs, ∂a/∂z.
    SLOPE("∂a/∂z"),
    /// The error signals δ = ∂C/∂z; with the other convention δ = −∂C/∂z.
    ERROR_SIGNAL("δ"),
    /// The gradients by weighted inputs, ∂C/∂z.
    BY_WEIGHTED_INPUT("∂C/∂z"),
    /// The gradients by weights, ∂C/∂W.
    BY_WEIGHT("∂C/∂W"),
    /// The gradients by biases, ∂C/∂b.
    BY_BIAS("∂C/∂b"),
    /// The changes of weights, ΔW.
    WEIGHT_CHANGE("ΔW"),
    /// The weights after the update, W′.
    NEW_WEIGHT("W′"),
    /// The changes of biases, Δb.
    BIAS_CHANGE("Δb"),
    /// The biases after the update, b′.
    NEW_BIAS("b′"),
    /// The weighted inputs after the update, z′.
    NEW_WEIGHTED_INPUT("z′"),
    /// The activations after the update, a′.
    NEW_ACTIVATION("a′"),
    /// The loss after the update, C′.
    NEW_LOSS("C′");

    private final String sign;

    Quantity(String sign) {
        this.sign = sign;
    }

    /// Gives the quantity of a layer as books write it, such as `∂C/∂W²`.
    ///
    /// @param layer the layer from 1, 0 for none
    public String symbol(int layer) {
        if (layer == 0) {
            return sign;
        }
        String raised = Superscript.of(Integer.toString(layer));
        return this == SLOPE ? "∂a" + raised + "/∂z" + raised : sign + raised;
    }

    /// Says whether it belongs to a weight, with a row for each input.
    boolean isOfWeights() {
        return switch (this) {
            case BY_WEIGHT, WEIGHT_CHANGE, NEW_WEIGHT -> true;
            default -> false;
        };
    }

    /// Says whether it belongs to a bias.
    boolean isOfBiases() {
        return switch (this) {
            case BY_BIAS, BIAS_CHANGE, NEW_BIAS -> true;
            default -> false;
        };
    }

    /// Says whether it is one number, not one for each unit.
    boolean isLoss() {
        return this == LOSS || this == NEW_LOSS;
    }

    /// Says whether it depends on which parameters move.
    boolean isOfUpdate() {
        return compareTo(WEIGHT_CHANGE) >= 0;
    }
}
