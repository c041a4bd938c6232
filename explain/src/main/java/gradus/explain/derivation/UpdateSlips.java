package gradus.explain.derivation;

import gradus.explain.derivation.Derivation.Parameter;
import gradus.explain.derivation.Derivation.Parameter.Kind;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Decay;
import gradus.nn.optim.Sgd;
import java.util.ArrayList;
import java.util.List;

/// What comes out of slips from gradients to new parameters.
final class UpdateSlips {
    private final Calculation calculation;
    private final Derivation derivation;
    private final List<Variant> found = new ArrayList<>();

    UpdateSlips(Calculation calculation) {
        this.calculation = calculation;
        this.derivation = calculation.derivation();
    }

    /// Gives what comes out of slips in a quantity itself, given right operands.
    List<Variant> of(Subject subject) {
        switch (subject.quantity()) {
            case WEIGHT_CHANGE -> change(subject, Kind.WEIGHT);
            case BIAS_CHANGE -> change(subject, Kind.BIAS);
            case NEW_WEIGHT -> moved(subject, Kind.WEIGHT);
            case NEW_BIAS -> moved(subject, Kind.BIAS);
            default -> {}
        }
        return found;
    }

    private void add(Slip slip, String words, Matrix value) {
        found.add(new Variant(slip, words, value));
    }

    private Matrix gradient(Subject subject, Kind kind) {
        return calculation.of(kind == Kind.WEIGHT ? Quantity.BY_WEIGHT : Quantity.BY_BIAS, subject.layer());
    }

    private void change(Subject subject, Kind kind) {
        Matrix right = calculation.of(subject);
        Matrix gradient = gradient(subject, kind);
        add(Slip.CLIMBS, climbing(), right.scaled(-1));
        if (calculation.rate() != 1) {
            add(
                    Slip.RATE_FORGOTTEN,
                    "it is the gradient with a minus, not multiplied by the learning rate",
                    gradient.scaled(-1));
            add(Slip.RATE_FORGOTTEN, "it is the gradient itself: neither learning rate nor minus", gradient);
        }
        add(Slip.FACTOR_HALF, "it is half the right number", right.scaled(0.5));
        add(Slip.FACTOR_TWO, "it is twice the right number", right.scaled(2));
        if (derivation.moves(new Parameter(kind, subject.layer()), subject.moved())) {
            rules(gradient, gradient.scaled(0));
        } else {
            add(Slip.OTHER_UPDATE, "it does not move here, since it is frozen", gradient.scaled(-calculation.rate()));
        }
    }

    private String climbing() {
        return derivation.conventions().signal() == Conventions.Signal.DESCENT
                ? "the update subtracts ηδa, but δ from e = y − a is −∂C/∂z: the loss climbs, ηδa must be added"
                : "the update adds η times the gradient, so the loss climbs; it is w ← w − η ∂C/∂w (with δ from e = y − a,"
                        + " which is −∂C/∂z, subtracting ηδa does the same)";
    }

    private void moved(Subject subject, Kind kind) {
        Matrix old = kind == Kind.WEIGHT
                ? derivation.layer(subject.layer()).weight()
                : derivation.layer(subject.layer()).biases();
        Matrix gradient = gradient(subject, kind);
        boolean moves = derivation.moves(new Parameter(kind, subject.layer()), subject.moved());
        Quantity step = kind == Kind.WEIGHT ? Quantity.WEIGHT_CHANGE : Quantity.BIAS_CHANGE;
        Matrix change = calculation.of(subject.to(step, subject.layer()));
        if (!moves) {
            add(
                    Slip.OTHER_UPDATE,
                    "it has moved, but here it stays as it is",
                    old.plus(gradient.scaled(-calculation.rate())));
            return;
        }
        add(Slip.CLIMBS, climbing(), old.plus(change.scaled(-1)));
        rates(old, gradient, change);
        rules(gradient, old);
        add(Slip.CHANGE_FOR_VALUE, "it is the change alone; the old value is to be added", change);
        add(
                Slip.CHANGE_FOR_VALUE,
                "it is η times the gradient, to be subtracted from the old value",
                change.scaled(-1));
        add(Slip.OTHER_UPDATE, "it is the old value: the update has not moved it", old);
        add(Slip.SIGN, "the sign is the opposite one", old.plus(change).scaled(-1));
        add(Slip.FACTOR_HALF, "the step is half the right one", old.plus(change.scaled(0.5)));
        add(Slip.FACTOR_TWO, "the step is twice the right one", old.plus(change.scaled(2)));
    }

    /// Another rule than that of the optimizer, or a part of it left out.
    ///
    /// @param from what the steps are added to
    private void rules(Matrix gradient, Matrix from) {
        double rate = calculation.rate();
        if (!(derivation.optimizer() instanceof Sgd)) {
            add(
                    Slip.OTHER_RULE,
                    "the step is −η times the gradient, that of gradient descent",
                    from.plus(gradient.scaled(-rate)));
        }
        if (derivation.optimizer() instanceof Adam adam && adam.decay().equals(Decay.NONE)) {
            add(
                    Slip.OTHER_RULE,
                    "m and v are not corrected for their start: they are to be divided by 1 − β₁ᵗ and 1 − β₂ᵗ",
                    from.plus(gradient.map(g -> -rate
                            * ((1 - adam.beta1()) * g)
                            / (Math.sqrt((1 - adam.beta2()) * g * g) + adam.epsilon()))));
            add(
                    Slip.OTHER_RULE,
                    "m is divided by v, not by the root of v",
                    from.plus(gradient.map(g -> -rate * g / (g * g + adam.epsilon()))));
        }
    }

    private void rates(Matrix old, Matrix gradient, Matrix change) {
        if (calculation.rate() != 1) {
            add(
                    Slip.RATE_FORGOTTEN,
                    "the gradient is subtracted whole, not multiplied by the learning rate",
                    old.plus(gradient.scaled(-1)));
            add(
                    Slip.RATE_FORGOTTEN,
                    "the gradient is added whole: no learning rate, and the loss climbs",
                    old.plus(gradient));
            add(
                    Slip.RATE_FORGOTTEN,
                    "the gradient is divided by the learning rate",
                    old.plus(gradient.scaled(-1 / calculation.rate())));
            add(Slip.RATE_FORGOTTEN, "the learning rate is in twice", old.plus(change.scaled(calculation.rate())));
        }
    }
}
