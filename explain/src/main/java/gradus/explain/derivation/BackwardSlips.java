package gradus.explain.derivation;

import gradus.nn.activation.Activation;
import java.util.ArrayList;
import java.util.List;

/// What comes out of slips on the way back, from the loss to the gradients.
final class BackwardSlips {
    private static final List<Activation> FUNCTIONS =
            List.of(Activation.SIGMOID, Activation.TANH, Activation.RELU, Activation.IDENTITY, Activation.SOFTPLUS);

    private final Calculation calculation;
    private final Derivation derivation;
    private final List<Variant> found = new ArrayList<>();

    BackwardSlips(Calculation calculation) {
        this.calculation = calculation;
        this.derivation = calculation.derivation();
    }

    /// Gives what comes out of slips in a quantity itself, given right operands.
    List<Variant> of(Subject subject) {
        int l = subject.layer();
        switch (subject.quantity()) {
            case BY_ACTIVATION -> byActivation(l);
            case SLOPE -> slope(l);
            case ERROR_SIGNAL, BY_WEIGHTED_INPUT -> signal(subject);
            case BY_WEIGHT -> byWeight(l);
            case BY_BIAS -> byBias(l);
            default -> {}
        }
        return found;
    }

    private void add(Slip slip, String words, Matrix value) {
        found.add(new Variant(slip, words, value));
    }

    private void factors(Matrix right, String sign) {
        add(Slip.SIGN, sign, right.scaled(-1));
        add(
                Slip.FACTOR_HALF,
                "it is half the right number: a ½ too many, as if the loss had the ½ of another convention",
                right.scaled(0.5));
        add(
                Slip.FACTOR_TWO,
                "it is twice the right number: a 2 too many, as from the square of another convention of the loss",
                right.scaled(2));
        int samples = derivation.samples().rows();
        if (samples > 1) {
            add(Slip.SAMPLES, "it is the sum over the samples, not their mean", right.scaled(samples));
            add(Slip.SAMPLES, "it is divided by the number of samples once more", right.scaled(1.0 / samples));
        }
        int outputs = derivation.targets().columns();
        if (outputs > 2) {
            add(Slip.OTHER_LOSS, "the loss is taken as a mean over outputs", right.scaled(1.0 / outputs));
            add(Slip.OTHER_LOSS, "the loss is taken as a sum over outputs", right.scaled(outputs));
        }
    }

    private void byActivation(int l) {
        Matrix right = calculation.of(Quantity.BY_ACTIVATION, l);
        if (l == derivation.depth()) {
            factors(right, "the sign is the opposite one, as from e = y − a in place of a − y");
            Matrix a = calculation.of(Quantity.ACTIVATION, l);
            for (Cost other : derivation.cost().others(derivation.targets())) {
                add(
                        Slip.OTHER_LOSS,
                        "it is the derivative of the " + other.title() + " " + other.formula(),
                        other.slope(a, derivation.targets()));
            }
            return;
        }
        factors(right, "the sign is the opposite one");
        Matrix signal = calculation.of(Quantity.BY_WEIGHTED_INPUT, l + 1);
        Matrix weight = derivation.layer(l + 1).weight();
        if (weight.rows() == weight.columns()) {
            add(
                    Slip.NOT_TRANSPOSED,
                    "δ of layer " + (l + 1) + " goes back through W as in the forward pass, not through its transpose",
                    signal.times(weight));
        }
        Matrix moved = calculation.of(Quantity.NEW_WEIGHT, l + 1);
        add(
                Slip.NEW_WEIGHTS,
                "the weights of layer " + (l + 1) + " are those after the update; gradients belong to the old ones",
                signal.times(moved.transpose()));
        Matrix gradient = calculation.of(Quantity.BY_ACTIVATION, l + 1);
        add(
                Slip.MISSING_DERIVATIVE,
                "∂C/∂a of layer " + (l + 1) + " goes back in place of δ: σ′ is missing",
                gradient.times(weight.transpose()));
        add(
                Slip.WEIGHT_FORGOTTEN,
                "δ of layer " + (l + 1) + " is not multiplied by the weights",
                signal.times(weight.transpose().map(_ -> 1)));
        layers(l, signal, weight);
        paths(l, right, signal, weight);
    }

    /// The weights of another layer on the way back.
    private void layers(int l, Matrix signal, Matrix weight) {
        for (int other = 1; other <= derivation.depth(); other++) {
            Matrix wrong = derivation.layer(other).weight();
            if (other != l + 1 && wrong.fits(weight)) {
                add(Slip.WRONG_LAYER, "the weights are those of layer " + other, signal.times(wrong.transpose()));
            }
        }
    }

    /// An activation reaches the loss through every unit of the next layer; one of these paths alone, or all but
    /// one.
    private void paths(int l, Matrix right, Matrix signal, Matrix weight) {
        for (int j = 0; j < weight.columns() && weight.columns() > 1; j++) {
            int k = j;
            Matrix path = Matrix.of(right.rows(), right.columns(), (s, i) -> signal.get(s, k) * weight.get(i, k));
            String unit = "unit " + (k + 1) + " of layer " + (l + 1);
            add(Slip.TERM, "only the path through " + unit + " is counted", path);
            if (weight.columns() > 2) {
                add(Slip.TERM, "the path through " + unit + " is left out", right.with(path, (r, p) -> r - p));
            }
        }
    }

    private void slope(int l) {
        Matrix right = calculation.of(Quantity.SLOPE, l);
        Matrix z = calculation.of(Quantity.WEIGHTED_INPUT, l);
        Matrix a = calculation.of(Quantity.ACTIVATION, l);
        Activation own = derivation.layer(l).activation();
        String title = "σ′ = " + derivative(own);
        add(Slip.DERIVATIVE_ARGUMENT, title + " is taken of z where a belongs", Bend.slopes(own, z, z));
        add(
                Slip.DERIVATIVE_ARGUMENT,
                title + " is taken at a, so that σ is applied twice",
                Bend.slopes(own, a, Bend.values(own, a)));
        otherSlopes(l, own, z, a);
        add(Slip.SIGN, "the sign is the opposite one", right.scaled(-1));
        add(Slip.FACTOR_HALF, "it is half the right number", right.scaled(0.5));
        add(Slip.FACTOR_TWO, "it is twice the right number", right.scaled(2));
        boolean isTanh = own.equals(Activation.TANH);
        add(
                Slip.TERM,
                isTanh ? "it is 1 − a, a is not squared" : "it is 1 − a, the factor a is missing",
                a.map(x -> 1 - x));
        add(Slip.TERM, "it is a, the factor 1 − a is missing", a);
        add(Slip.DERIVATIVE_TWICE, "it is the square of the derivative", right.hadamard(right));
        for (int other = 1; other <= derivation.depth(); other++) {
            Matrix wrong = calculation.of(Quantity.SLOPE, other);
            if (other != l && wrong.fits(right)) {
                add(Slip.WRONG_LAYER, "it is that of layer " + other, wrong);
            }
        }
    }

    /// The derivative of another function, at the right number or at the activation.
    private void otherSlopes(int l, Activation own, Matrix z, Matrix a) {
        for (Activation other : FUNCTIONS) {
            if (!other.equals(own)) {
                add(
                        Slip.OTHER_FUNCTION,
                        "it is the derivative of " + other + " " + derivative(other) + ", not that of " + own
                                + derivation.elsewhere(other, l),
                        Bend.slopes(other, z, Bend.values(other, z)));
                add(
                        Slip.OTHER_FUNCTION,
                        "it is the derivative of " + other + " " + derivative(other) + " with a of " + own
                                + derivation.elsewhere(other, l),
                        Bend.slopes(other, z, a));
            }
        }
    }

    private static String derivative(Activation activation) {
        if (activation.equals(Activation.SIGMOID)) {
            return "a(1 − a)";
        }
        return activation.equals(Activation.TANH) ? "1 − a²" : "f′";
    }

    /// Says what the opposite sign of an error signal means.
    private String opposite(boolean isSignal) {
        boolean isUsual = derivation.conventions().signal() == Conventions.Signal.GRADIENT;
        return !isSignal
                ? "the sign is the opposite one, as from e = y − a"
                : isUsual
                        ? "it is −∂C/∂z, δ as defined from e = y − a; with that δ an update that subtracts climbs, it would"
                                + " have to add (convention delta: -dC/dz)"
                        : "it is ∂C/∂z, but the conventions say δ = −∂C/∂z";
    }

    private void signal(Subject subject) {
        int l = subject.layer();
        Matrix right = calculation.of(subject);
        boolean isSignal = subject.quantity() == Quantity.ERROR_SIGNAL;
        String sign = opposite(isSignal);
        Matrix gradient = calculation.of(Quantity.BY_ACTIVATION, l);
        Matrix slope = calculation.of(Quantity.SLOPE, l);
        boolean isSoftmax = derivation.layer(l).activation().equals(Activation.SOFTMAX);
        add(Slip.SIGN, sign, right.scaled(-1));
        add(Slip.MISSING_DERIVATIVE, "it is ∂C/∂a, not multiplied by σ′(z)", signed(subject, gradient));
        if (!isSoftmax) {
            add(Slip.DERIVATIVE_TWICE, "it is multiplied by σ′(z) twice", right.hadamard(slope));
            add(Slip.OTHER_NUMBER, "it is σ′(z) alone, without ∂C/∂a", signed(subject, slope));
        } else {
            add(
                    Slip.OTHER_FUNCTION,
                    "it is ∂C/∂a · a(1 − a), but each output of a softmax depends on each z",
                    signed(subject, gradient.hadamard(slope)));
            add(
                    Slip.DERIVATIVE_TWICE,
                    "it is multiplied by a(1 − a) once more, but ∂C/∂z of a softmax has the derivative in it",
                    right.hadamard(slope));
        }
        if (l == derivation.depth()) {
            difference(subject);
        }
        factors(right, sign);
        for (int other = 1; other <= derivation.depth(); other++) {
            Matrix wrong = calculation.of(Quantity.SLOPE, other);
            if (other != l && wrong.fits(gradient)) {
                add(
                        Slip.WRONG_LAYER,
                        "the derivative σ′ is that of layer " + other,
                        signed(subject, gradient.hadamard(wrong)));
            }
        }
    }

    /// The two halves of a − y, which ∂C/∂z is for softmax with cross-entropy and sigmoid with the binary one.
    private void difference(Subject subject) {
        Activation own = derivation.layer(subject.layer()).activation();
        boolean isDifference = derivation.cost() == Cost.CROSS_ENTROPY && own.equals(Activation.SOFTMAX)
                || derivation.cost() == Cost.BINARY_CROSS_ENTROPY && own.equals(Activation.SIGMOID);
        if (isDifference) {
            double share = 1.0 / derivation.samples().rows();
            Matrix answer = calculation.of(Quantity.ACTIVATION, subject.layer());
            add(Slip.TERM, "it is a, the target y is not subtracted", signed(subject, answer.scaled(share)));
            add(
                    Slip.TERM,
                    "it is −y, the answer a is missing",
                    signed(subject, derivation.targets().scaled(-share)));
        }
    }

    private Matrix signed(Subject subject, Matrix value) {
        return subject.quantity() == Quantity.ERROR_SIGNAL ? calculation.turned(value) : value;
    }

    private void byWeight(int l) {
        Matrix right = calculation.of(Quantity.BY_WEIGHT, l);
        Matrix signal = calculation.of(Quantity.BY_WEIGHTED_INPUT, l);
        Matrix input = calculation.input(l);
        factors(right, "the sign is the opposite one, as with δ from e = y − a");
        Matrix sums = signal.columnSums();
        add(
                Slip.INPUT_FORGOTTEN,
                "it is δ, not multiplied by " + (l == 1 ? "the input x" : "the activation a of layer " + (l - 1)),
                right.with(sums, (_, d) -> d));
        add(
                Slip.MISSING_DERIVATIVE,
                "it is ∂C/∂a times the input: σ′(z) is missing",
                input.transpose().times(calculation.of(Quantity.BY_ACTIVATION, l)));
        otherInputs(l, right, signal);
        if (l > 1) {
            add(
                    Slip.ACTIVATION_FORGOTTEN,
                    "δ is multiplied by z of layer " + (l - 1) + ", not by its activation",
                    calculation.of(Quantity.WEIGHTED_INPUT, l - 1).transpose().times(signal));
        }
        if (right.rows() == right.columns()) {
            add(Slip.TRANSPOSED, "rows and columns are swapped", right.transpose());
        }
        add(
                Slip.OTHER_NUMBER,
                "δ is multiplied by the weight, not by what it weighs",
                derivation.layer(l).weight().with(sums, (w, d) -> w * d));
        rates(right);
    }

    /// δ multiplied by the activations of another layer.
    private void otherInputs(int l, Matrix right, Matrix signal) {
        Matrix input = calculation.input(l);
        for (int other = 0; other <= derivation.depth(); other++) {
            Matrix wrong = other == 0 ? derivation.samples() : calculation.of(Quantity.ACTIVATION, other);
            if (other != l - 1 && wrong.fits(input)) {
                add(
                        Slip.WRONG_LAYER,
                        "δ is multiplied by " + (other == 0 ? "the inputs x" : "the activations of layer " + other),
                        wrong.transpose().times(signal));
            }
        }
        Matrix own = calculation.of(Quantity.ACTIVATION, l).hadamard(signal).columnSums();
        add(
                Slip.WRONG_LAYER,
                "δ is multiplied by the activation of its own layer " + l + ", not of the one before",
                right.with(own, (_, d) -> d));
    }

    private void byBias(int l) {
        Matrix right = calculation.of(Quantity.BY_BIAS, l);
        factors(right, "the sign is the opposite one, as with δ from e = y − a");
        add(
                Slip.MISSING_DERIVATIVE,
                "it is ∂C/∂a: σ′(z) is missing",
                calculation.of(Quantity.BY_ACTIVATION, l).columnSums());
        add(
                Slip.BIAS_MULTIPLIED,
                "δ is multiplied by the bias",
                right.hadamard(derivation.layer(l).biases()));
        add(
                Slip.BIAS_MULTIPLIED,
                "δ is multiplied by the activation of its own layer",
                calculation
                        .of(Quantity.ACTIVATION, l)
                        .hadamard(calculation.of(Quantity.BY_WEIGHTED_INPUT, l))
                        .columnSums());
        Matrix weights = calculation.of(Quantity.BY_WEIGHT, l);
        for (int i = 0; i < weights.rows(); i++) {
            int k = i;
            add(
                    Slip.BIAS_MULTIPLIED,
                    "δ is multiplied by input " + (k + 1) + "; a bias weighs 1",
                    Matrix.of(1, right.columns(), (_, j) -> weights.get(k, j)));
        }
        rates(right);
    }

    private void rates(Matrix right) {
        double rate = calculation.rate();
        if (rate != 1) {
            add(Slip.RATE_IN_GRADIENT, "it is multiplied by the learning rate already", right.scaled(rate));
            add(Slip.RATE_IN_GRADIENT, "it is the step −η times the gradient", right.scaled(-rate));
        }
    }
}
