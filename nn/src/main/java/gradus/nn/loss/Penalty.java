package gradus.nn.loss;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.TensorType;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What large weights cost; training makes small the loss plus this. By default biases and parameters of
/// normalisations are free ([Scope#WEIGHTS]).
///
/// {@snippet file="TrainingSnippets.java" region="Penalty"}
public sealed interface Penalty {
    /// Gives the penalty of parameters by path, a scalar; 0 if it acts on none of them.
    default Tensor of(Map<String, Tensor> parameters) {
        return switch (this) {
            case None _ -> zero(parameters);
            case L1(double lambda, Scope scope) -> sum(parameters, scope, w -> absolute(w, lambda));
            case L2(double lambda, Scope scope) -> sum(parameters, scope, w -> halfSquare(w, lambda));
            case Elastic(double l1, double l2, Scope scope) ->
                sum(parameters, scope, w -> absolute(w, l1).add(halfSquare(w, l2)));
        };
    }

    private static Tensor absolute(Tensor weight, double lambda) {
        return weight.abs().sum().multiply(lambda);
    }

    private static Tensor halfSquare(Tensor weight, double lambda) {
        return weight.square().sum().multiply(lambda / 2);
    }

    private static Tensor sum(Map<String, Tensor> parameters, Scope scope, Function<Tensor, Tensor> cost) {
        Optional<Tensor> total = parameters.values().stream()
                .filter(weight -> scope.covers(weight.shape()))
                .map(cost)
                .reduce(Tensor::add);
        return total.orElseGet(() -> zero(parameters));
    }

    private static Tensor zero(Map<String, Tensor> parameters) {
        DType dtype =
                parameters.values().stream().findFirst().map(Tensor::dtype).orElse(DType.FLOAT32);
        return Tensor.fill(TensorType.of(dtype), 0);
    }

    /// Gives no penalty.
    static Penalty none() {
        return new None();
    }

    /// Gives `λ Σ|w|` over weights.
    static Penalty l1(double lambda) {
        return new L1(lambda, Scope.WEIGHTS);
    }

    /// Gives `½λ Σw²` over weights.
    static Penalty l2(double lambda) {
        return new L2(lambda, Scope.WEIGHTS);
    }

    /// Gives `λ₁ Σ|w| + ½λ₂ Σw²` over weights.
    static Penalty elastic(double l1, double l2) {
        return new Elastic(l1, l2, Scope.WEIGHTS);
    }

    /// Costs nothing.
    record None() implements Penalty {}

    /// `λ Σ|w|`: drives weights to exactly 0; the gradient at 0 is 0.
    ///
    /// @param lambda the price, at least 0
    /// @param scope which parameters
    record L1(double lambda, Scope scope) implements Penalty {
        public L1 {
            require("L1 penalty", lambda);
        }
    }

    /// `½λ Σw²`: keeps weights small. With the half the gradient is λw, so that under plain gradient descent λ is
    /// the same as a weight decay.
    ///
    /// @param lambda the price, at least 0
    /// @param scope which parameters
    record L2(double lambda, Scope scope) implements Penalty {
        public L2 {
            require("L2 penalty", lambda);
        }
    }

    /// `λ₁ Σ|w| + ½λ₂ Σw²`.
    ///
    /// @param l1 the price λ₁ of the absolute values, at least 0
    /// @param l2 the price λ₂ of the squares, at least 0
    /// @param scope which parameters
    record Elastic(double l1, double l2, Scope scope) implements Penalty {
        public Elastic {
            require("elastic penalty", l1);
            require("elastic penalty", l2);
        }
    }

    private static void require(String penalty, double lambda) {
        if (!(lambda >= 0) || Double.isInfinite(lambda)) {
            throw new IllegalArgumentException(penalty + ": lambda must be a finite number of at least 0, got " + lambda
                    + "; common values lie between 1e-6 and 1e-2");
        }
    }
}
