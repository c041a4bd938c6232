package gradus.explain.derivation;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.explain.derivation.Derivation.Parameter;
import gradus.explain.derivation.Derivation.Parameter.Kind;
import gradus.explain.derivation.Subject.Moved;
import gradus.nn.activation.Activation;
import gradus.nn.optim.Decay;
import gradus.nn.optim.GradientTransform;
import gradus.nn.optim.Sgd;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A derivation in which some numbers are exchanged: every other follows from these by the chain rule. What is right
/// is read from the documents of the step; this is for what comes out when something else is put in.
final class Calculation {
    private final Derivation derivation;
    private final Map<Subject, UnaryOperator<Matrix>> exchanged;
    private final Disturbance disturbance;
    private final Map<Subject, Matrix> known = new HashMap<>();

    /// What happens to each number after it was computed, such as rounding.
    @FunctionalInterface
    interface Disturbance {
        Disturbance NONE = (_, matrix) -> matrix;

        Matrix of(Subject subject, Matrix matrix);
    }

    Calculation(Derivation derivation, Map<Subject, UnaryOperator<Matrix>> exchanged, Disturbance disturbance) {
        this.derivation = derivation;
        this.exchanged = Map.copyOf(exchanged);
        this.disturbance = disturbance;
    }

    static Calculation of(Derivation derivation) {
        return new Calculation(derivation, Map.of(), Disturbance.NONE);
    }

    /// Gives this calculation with one quantity exchanged more.
    Calculation with(Subject subject, Matrix value) {
        Map<Subject, UnaryOperator<Matrix>> more = new HashMap<>(exchanged);
        more.put(subject, _ -> value);
        return new Calculation(derivation, more, disturbance);
    }

    Derivation derivation() {
        return derivation;
    }

    Matrix of(Quantity quantity, int layer) {
        return of(Subject.of(quantity, layer));
    }

    Matrix of(Subject subject) {
        Matrix found = known.get(subject);
        if (found == null) {
            Matrix computed = disturbance.of(subject, computed(subject));
            found = exchanged.getOrDefault(subject, UnaryOperator.identity()).apply(computed);
            known.put(subject, found);
        }
        return found;
    }

    private Matrix computed(Subject subject) {
        int l = subject.layer();
        return switch (subject.quantity()) {
            case WEIGHTED_INPUT ->
                weighted(
                        input(l),
                        derivation.layer(l).weight(),
                        derivation.layer(l).biases());
            case ACTIVATION -> Bend.values(derivation.layer(l).activation(), of(Quantity.WEIGHTED_INPUT, l));
            case LOSS -> loss(of(Quantity.ACTIVATION, derivation.depth()));
            case BY_ACTIVATION -> byActivation(l);
            case SLOPE ->
                Bend.slopes(
                        derivation.layer(l).activation(), of(Quantity.WEIGHTED_INPUT, l), of(Quantity.ACTIVATION, l));
            case ERROR_SIGNAL -> turned(of(Quantity.BY_WEIGHTED_INPUT, l));
            case BY_WEIGHTED_INPUT -> byWeightedInput(l);
            case BY_WEIGHT -> input(l).transpose().times(of(Quantity.BY_WEIGHTED_INPUT, l));
            case BY_BIAS -> of(Quantity.BY_WEIGHTED_INPUT, l).columnSums();
            case WEIGHT_CHANGE -> change(new Parameter(Kind.WEIGHT, l), subject.moved());
            case BIAS_CHANGE -> change(new Parameter(Kind.BIAS, l), subject.moved());
            case NEW_WEIGHT -> derivation.layer(l).weight().plus(of(subject.to(Quantity.WEIGHT_CHANGE, l)));
            case NEW_BIAS -> derivation.layer(l).biases().plus(of(subject.to(Quantity.BIAS_CHANGE, l)));
            case NEW_WEIGHTED_INPUT ->
                weighted(
                        newInput(subject),
                        of(subject.to(Quantity.NEW_WEIGHT, l)),
                        of(subject.to(Quantity.NEW_BIAS, l)));
            case NEW_ACTIVATION ->
                Bend.values(derivation.layer(l).activation(), of(subject.to(Quantity.NEW_WEIGHTED_INPUT, l)));
            case NEW_LOSS -> loss(of(subject.to(Quantity.NEW_ACTIVATION, derivation.depth())));
        };
    }

    static Matrix weighted(Matrix input, Matrix weight, Matrix bias) {
        return input.times(weight).plus(bias);
    }

    /// What goes into a layer: the activations of the one before, or the samples.
    Matrix input(int layer) {
        return layer == 1 ? derivation.samples() : of(Quantity.ACTIVATION, layer - 1);
    }

    private Matrix newInput(Subject subject) {
        return subject.layer() == 1
                ? derivation.samples()
                : of(subject.to(Quantity.NEW_ACTIVATION, subject.layer() - 1));
    }

    Matrix loss(Matrix answer) {
        double value = derivation.cost().value(answer, derivation.targets());
        return Matrix.of(1, 1, (_, _) -> value);
    }

    private Matrix byActivation(int layer) {
        if (layer == derivation.depth()) {
            return derivation.cost().slope(of(Quantity.ACTIVATION, layer), derivation.targets());
        }
        return of(Quantity.BY_WEIGHTED_INPUT, layer + 1)
                .times(derivation.layer(layer + 1).weight().transpose());
    }

    private Matrix byWeightedInput(int layer) {
        Matrix gradient = of(Quantity.BY_ACTIVATION, layer);
        boolean isSoftmax = derivation.layer(layer).activation().equals(Activation.SOFTMAX);
        Matrix value = isSoftmax
                ? Bend.back(gradient, of(Quantity.ACTIVATION, layer))
                : gradient.hadamard(of(Quantity.SLOPE, layer));
        UnaryOperator<Matrix> signal = exchanged.get(Subject.of(Quantity.ERROR_SIGNAL, layer));
        return signal == null ? value : turned(signal.apply(turned(value)));
    }

    /// δ has the sign of the conventions.
    Matrix turned(Matrix matrix) {
        return derivation.conventions().signal() == Conventions.Signal.DESCENT ? matrix.scaled(-1) : matrix;
    }

    private Matrix change(Parameter parameter, Moved moved) {
        Matrix gradient = gradient(parameter);
        if (!derivation.moves(parameter, moved)) {
            return gradient.scaled(0);
        }
        boolean isPlain = derivation.optimizer() instanceof Sgd sgd
                && sgd.momentum() == 0
                && sgd.decay().equals(Decay.NONE);
        return isPlain ? gradient.scaled(-rate()) : stepped(parameter, moved);
    }

    private Matrix gradient(Parameter parameter) {
        return of(parameter.kind() == Kind.WEIGHT ? Quantity.BY_WEIGHT : Quantity.BY_BIAS, parameter.layer());
    }

    double rate() {
        return derivation.optimizer().schedule().at(0);
    }

    /// The step of an optimizer that is more than rate times gradient, as the engine takes it.
    private Matrix stepped(Parameter wanted, Moved moved) {
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        for (int l = 1; l <= derivation.depth(); l++) {
            for (Kind kind : Kind.values()) {
                Parameter parameter = new Parameter(kind, l);
                boolean exists =
                        kind == Kind.WEIGHT || derivation.layer(l).bias().isPresent();
                if (exists && derivation.moves(parameter, moved)) {
                    Matrix value = kind == Kind.WEIGHT
                            ? derivation.layer(l).weight()
                            : derivation.layer(l).biases();
                    gradients.put(path(parameter), tensor(parameter, gradient(parameter)));
                    parameters.put(path(parameter), tensor(parameter, value));
                }
            }
        }
        Map<String, Tensor> scalars = new LinkedHashMap<>();
        derivation
                .optimizer()
                .scalars(0)
                .forEach((name, value) -> scalars.put(name, Tensor.of(Literal.scalar(DType.FLOAT64, value))));
        GradientTransform.Update update =
                derivation.optimizer().update(gradients, derivation.optimizer().init(parameters), parameters, scalars);
        Matrix shape = gradient(wanted);
        Tensor found = update.updates().get(path(wanted));
        if (found == null) {
            return shape.scaled(0); // a bias that is not there
        }
        double[] all = found.toDoubles();
        return Matrix.of(shape.rows(), shape.columns(), (i, j) -> all[i * shape.columns() + j]);
    }

    private static String path(Parameter parameter) {
        return "layers." + 2 * (parameter.layer() - 1) + (parameter.kind() == Kind.WEIGHT ? ".weight" : ".bias");
    }

    private static Tensor tensor(Parameter parameter, Matrix value) {
        return parameter.kind() == Kind.WEIGHT ? Tensor.of(value.toArrays()) : Tensor.of(value.toArrays()[0]);
    }
}
