package gradus.explain.derivation;

/// What people do wrong when they derive a step by hand.
public enum Slip {
    /// The right number with the wrong sign.
    SIGN("wrong sign"),
    /// Twice the right number.
    FACTOR_TWO("factor 2"),
    /// Half the right number.
    FACTOR_HALF("factor ½"),
    /// The numbers of another convention or kind of loss.
    OTHER_LOSS("other loss"),
    /// A product or the sum over terms lacks a sign or a term.
    TERM("a term of the sum"),
    /// The biases are not added.
    BIAS_FORGOTTEN("bias forgotten"),
    /// The activation is left out.
    ACTIVATION_FORGOTTEN("activation forgotten"),
    /// Another function is taken for the activation, such as tanh for the sigmoid.
    OTHER_FUNCTION("another function taken for the activation"),
    /// The derivative of the activation is left out of the chain.
    MISSING_DERIVATIVE("missing derivative σ′"),
    /// The derivative of the activation is put in twice.
    DERIVATIVE_TWICE("derivative σ′ taken twice"),
    /// The formula of the derivative is fed with z where a belongs, or with a where z belongs.
    DERIVATIVE_ARGUMENT("derivative σ′ taken at the wrong number"),
    /// Rows and columns are swapped.
    TRANSPOSED("transposed index"),
    /// The weights are not transposed on the way back.
    NOT_TRANSPOSED("weight matrix not transposed"),
    /// The error does not go back through the weights.
    WEIGHT_FORGOTTEN("weights forgotten on the way back"),
    /// The activations, derivatives or weights of another layer are taken.
    WRONG_LAYER("numbers of the wrong layer"),
    /// δ is not multiplied by what the weight weighs.
    INPUT_FORGOTTEN("input not multiplied"),
    /// δ of a bias is multiplied by something.
    BIAS_MULTIPLIED("bias gradient multiplied"),
    /// New weights go into back-propagation.
    NEW_WEIGHTS("new weights used in back-propagation"),
    /// The learning rate is left out.
    RATE_FORGOTTEN("learning rate forgotten"),
    /// The learning rate is in a gradient.
    RATE_IN_GRADIENT("learning rate put into the gradient"),
    /// The update goes up the slope.
    CLIMBS("the update climbs"),
    /// The update follows another rule than that of the optimizer, or lacks a part of it.
    OTHER_RULE("another rule of the update"),
    /// The change is given for the new value.
    CHANGE_FOR_VALUE("the change, not the new value"),
    /// Old numbers are taken where new ones belong, or a frozen parameter moves.
    OTHER_UPDATE("not the parameters that the update moves"),
    /// The sum over samples is taken for the mean, or the other way round.
    SAMPLES("sum and mean over samples"),
    /// Numbers were rounded too much on the way.
    ROUNDING("rounding carried forward"),
    /// It is another number of the same derivation.
    OTHER_NUMBER("another number of the derivation");

    private final String title;

    Slip(String title) {
        this.title = title;
    }

    /// Gives the name for people.
    public String title() {
        return title;
    }
}
