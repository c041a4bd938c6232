package gradus.explain.derivation;

import gradus.explain.derivation.Derivation.Parameter;
import gradus.explain.derivation.Derivation.Parameter.Kind;
import gradus.explain.derivation.Subject.Moved;
import gradus.nn.activation.Activation;
import java.util.ArrayList;
import java.util.List;

/// What comes out of slips in the forward pass, before or after the update.
final class ForwardSlips {
    private static final List<Activation> FUNCTIONS = List.of(
            Activation.SIGMOID,
            Activation.TANH,
            Activation.RELU,
            Activation.SOFTPLUS,
            Activation.SILU,
            Activation.SIN,
            Activation.COS,
            Activation.SQUARE);

    private final Calculation calculation;
    private final Derivation derivation;
    private final List<Variant> found = new ArrayList<>();

    ForwardSlips(Calculation calculation) {
        this.calculation = calculation;
        this.derivation = calculation.derivation();
    }

    /// Gives what comes out of slips in a quantity itself, given right operands.
    List<Variant> of(Subject subject) {
        switch (subject.quantity()) {
            case WEIGHTED_INPUT, NEW_WEIGHTED_INPUT -> weighted(subject);
            case ACTIVATION, NEW_ACTIVATION -> activated(subject);
            case LOSS, NEW_LOSS -> loss(subject);
            default -> {}
        }
        return found;
    }

    private void add(Slip slip, String words, Matrix value) {
        found.add(new Variant(slip, words, value));
    }

    private void weighted(Subject subject) {
        int l = subject.layer();
        boolean isNew = subject.quantity() == Quantity.NEW_WEIGHTED_INPUT;
        Matrix right = calculation.of(subject);
        Matrix weight = isNew
                ? calculation.of(subject.to(Quantity.NEW_WEIGHT, l))
                : derivation.layer(l).weight();
        Matrix bias = isNew
                ? calculation.of(subject.to(Quantity.NEW_BIAS, l))
                : derivation.layer(l).biases();
        Matrix input = inputs(subject, isNew);
        add(Slip.BIAS_FORGOTTEN, "b" + " is not added", right.with(bias, (z, b) -> z - b));
        add(Slip.TERM, "b is subtracted, not added", right.with(bias, (z, b) -> z - 2 * b));
        if (weight.rows() == weight.columns()) {
            Matrix turned = Calculation.weighted(input, weight.transpose(), bias);
            add(Slip.TRANSPOSED, "the weights are read with rows and columns swapped", turned);
        }
        add(Slip.SIGN, "the sign is the opposite one", right.scaled(-1));
        if (l > 1) {
            Quantity before = isNew ? Quantity.NEW_WEIGHTED_INPUT : Quantity.WEIGHTED_INPUT;
            Matrix raw = calculation.of(subject.to(before, l - 1));
            add(
                    Slip.ACTIVATION_FORGOTTEN,
                    "the weighted inputs z of layer " + (l - 1) + " go in, not its activations a",
                    Calculation.weighted(raw, weight, bias));
        }
        for (int other = 0; other < l - 1; other++) {
            Matrix wrong = other == 0
                    ? derivation.samples()
                    : calculation.of(subject.to(isNew ? Quantity.NEW_ACTIVATION : Quantity.ACTIVATION, other));
            if (wrong.fits(input)) {
                String what = other == 0 ? "the inputs x go in" : "the activations of layer " + other + " go in";
                add(Slip.WRONG_LAYER, what, Calculation.weighted(wrong, weight, bias));
            }
        }
        terms(right, input, weight);
        if (isNew) {
            olds(subject);
        }
    }

    /// One product of the sum with the wrong sign, or left out.
    private void terms(Matrix right, Matrix input, Matrix weight) {
        for (int i = 0; i < weight.rows(); i++) {
            int k = i;
            Matrix term = Matrix.of(right.rows(), right.columns(), (s, j) -> input.get(s, k) * weight.get(k, j));
            add(
                    Slip.TERM,
                    "the product with input " + (k + 1) + " has the wrong sign",
                    right.with(term, (z, t) -> z - 2 * t));
            add(Slip.TERM, "the product with input " + (k + 1) + " is left out", right.with(term, (z, t) -> z - t));
        }
    }

    private Matrix inputs(Subject subject, boolean isNew) {
        int l = subject.layer();
        return isNew && l > 1 ? calculation.of(subject.to(Quantity.NEW_ACTIVATION, l - 1)) : calculation.input(l);
    }

    /// A forward pass after the update in which something stayed old, or something moved that should not.
    private void olds(Subject subject) {
        add(Slip.OTHER_UPDATE, "it is computed with the old parameters", calculation.of(before(subject)));
        Moved other = subject.moved() == Moved.ALL ? Moved.OUTPUT_LAYER : Moved.ALL;
        String words = other == Moved.ALL
                ? "the layers before the last have moved as well"
                : "only the output layer has moved, the layers before it have not";
        add(Slip.OTHER_UPDATE, words, calculation.of(new Subject(subject.quantity(), subject.layer(), other)));
        for (int l = 1; l <= derivation.depth(); l++) {
            for (Kind kind : Kind.values()) {
                Parameter parameter = new Parameter(kind, l);
                if (derivation.moves(parameter, subject.moved())) {
                    boolean isWeight = kind == Kind.WEIGHT;
                    Quantity moved = isWeight ? Quantity.NEW_WEIGHT : Quantity.NEW_BIAS;
                    Matrix old = isWeight
                            ? derivation.layer(l).weight()
                            : derivation.layer(l).biases();
                    Matrix value = calculation.with(subject.to(moved, l), old).of(subject);
                    add(
                            Slip.OTHER_UPDATE,
                            (isWeight ? "the weights W" : "the biases b") + " of layer " + l
                                    + " are still the old ones",
                            value);
                }
            }
        }
    }

    private static Subject before(Subject subject) {
        Quantity old = switch (subject.quantity()) {
            case NEW_WEIGHTED_INPUT -> Quantity.WEIGHTED_INPUT;
            case NEW_ACTIVATION -> Quantity.ACTIVATION;
            case NEW_LOSS -> Quantity.LOSS;
            default -> subject.quantity();
        };
        return Subject.of(old, subject.layer());
    }

    private void activated(Subject subject) {
        int l = subject.layer();
        boolean isNew = subject.quantity() == Quantity.NEW_ACTIVATION;
        Matrix z = calculation.of(subject.to(isNew ? Quantity.NEW_WEIGHTED_INPUT : Quantity.WEIGHTED_INPUT, l));
        Activation own = derivation.layer(l).activation();
        for (Activation other : FUNCTIONS) {
            if (!other.equals(own)) {
                add(Slip.OTHER_FUNCTION, function(other, own, l), Bend.values(other, z));
            }
        }
        if (!own.equals(Activation.SOFTMAX) && z.columns() > 1) {
            add(
                    Slip.OTHER_FUNCTION,
                    "it is softmax(z), whose answers add up to 1, not " + own + "(z) of each unit alone",
                    Bend.values(Activation.SOFTMAX, z));
        }
        if (!own.equals(Activation.IDENTITY)) {
            add(Slip.ACTIVATION_FORGOTTEN, "it is z itself, before " + own, z);
        }
        add(
                Slip.OTHER_FUNCTION,
                "it is (1 − e⁻ᶻ)/(1 + e⁻ᶻ) = tanh(z/2) = 2σ(z) − 1, not " + own,
                z.map(x -> Math.tanh(x / 2)));
        add(
                Slip.SIGN,
                "the sign of z in " + own + " is the opposite one, as in 1/(1 + eᶻ)",
                Bend.values(own, z.scaled(-1)));
        add(Slip.SIGN, "the sign is the opposite one", Bend.values(own, z).scaled(-1));
        add(Slip.OTHER_FUNCTION, own + " is applied twice", Bend.values(own, Bend.values(own, z)));
        if (own.equals(Activation.SOFTMAX)) {
            add(Slip.OTHER_FUNCTION, "it is eᶻ, not divided by the sum", z.map(Math::exp));
        }
        if (isNew) {
            olds(subject);
        }
    }

    private String function(Activation other, Activation own, int layer) {
        String formula = other.equals(Activation.TANH) && own.equals(Activation.SIGMOID)
                ? "it is tanh(z) = (1 − e⁻²ᶻ)/(1 + e⁻²ᶻ), which is not the sigmoid 1/(1 + e⁻ᶻ)"
                : "it is " + other + "(z), not " + own + "(z)";
        return formula + derivation.elsewhere(other, layer);
    }

    private void loss(Subject subject) {
        boolean isNew = subject.quantity() == Quantity.NEW_LOSS;
        int last = derivation.depth();
        Matrix a = calculation.of(subject.to(isNew ? Quantity.NEW_ACTIVATION : Quantity.ACTIVATION, last));
        Matrix y = derivation.targets();
        Matrix right = calculation.of(subject);
        add(
                Slip.FACTOR_HALF,
                "it is half the loss: ½Σ is another convention than "
                        + derivation.cost().formula(),
                right.scaled(0.5));
        add(
                Slip.FACTOR_TWO,
                "it is twice the loss: another convention than "
                        + derivation.cost().formula(),
                right.scaled(2));
        for (Cost other : derivation.cost().others(derivation.targets())) {
            double value = other.value(a, y);
            add(
                    Slip.OTHER_LOSS,
                    "it is the " + other.title() + " " + other.formula() + ", not "
                            + derivation.cost().formula(),
                    one(value));
        }
        samples(right);
        add(Slip.SIGN, "the sign is the opposite one", right.scaled(-1));
        reductions(a, y, right);
        if (isNew) {
            olds(subject);
        }
    }

    private void reductions(Matrix a, Matrix y, Matrix right) {
        add(
                Slip.OTHER_LOSS,
                "the errors are not squared",
                one(a.with(y, (p, t) -> Math.abs(p - t)).sum()));
        add(
                Slip.OTHER_LOSS,
                "the errors are not squared, and added with their signs",
                one(a.with(y, (p, t) -> t - p).sum()));
        add(Slip.OTHER_LOSS, "it is the square root of the loss", one(Math.sqrt(right.get(0, 0))));
        add(Slip.OTHER_LOSS, "the logarithm is that to base 10", right.scaled(1 / Math.log(10)));
        add(Slip.OTHER_LOSS, "the logarithm is that to base 2", right.scaled(1 / Math.log(2)));
        for (int j = 0; j < a.columns() && a.columns() > 1; j++) {
            int k = j;
            Matrix only = a.with(y, (p, _) -> p);
            Matrix held = Matrix.of(a.rows(), a.columns(), (s, c) -> c == k ? y.get(s, c) : only.get(s, c));
            add(Slip.TERM, "output " + (k + 1) + " is left out", calculation.loss(held));
        }
    }

    private void samples(Matrix right) {
        int samples = derivation.samples().rows();
        int outputs = derivation.targets().columns();
        if (samples > 1) {
            add(Slip.SAMPLES, "it is the sum over the samples, not their mean", right.scaled(samples));
        }
        if (outputs > 2 && derivation.cost() != Cost.MEAN_SQUARED) {
            add(Slip.OTHER_LOSS, "it is the mean over the outputs, not their sum", right.scaled(1.0 / outputs));
        }
    }

    private static Matrix one(double value) {
        return Matrix.of(1, 1, (_, _) -> value);
    }
}
