package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import gradus.core.type.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Muon: momentum whose matrices are made nearly orthogonal by five Newton–Schulz iterations, so that every direction
/// of a weight matrix moves alike (Jordan et al. 2024).
///
/// `b ← μb + (1 − μ)g`, `u = (1 − μ)g + μb` (Nesterov) or `b`, `X = u/‖u‖`, five times `X ← aX + (bA + cA²)X` with
/// `A = XXᵀ` and (a, b, c) = (3.4445, −4.7750, 2.0315), `w ← w − ηλw − ηrX` with r from the [Adjustment].
/// Parameters that are no matrices move by `rest`. Embeddings are matrices, too, but are better left to the rest:
/// see [Groups]. PyTorch iterates in bfloat16, here it is the parameter's own type.
///
/// {@snippet file="OptimizerSnippets.java" region="Muon"}
///
/// @param schedule the learning rate of matrices
/// @param momentum how much of the old mean of gradients stays, μ in [0, 1)
/// @param style Nesterov or heavy ball
/// @param decay a pull of weights towards zero, apart from the gradient: each step takes off rate · λw
/// @param adjustment how the rate depends on the size of a matrix
/// @param rest the rule of parameters that are no matrices
public record Muon(
        Schedule schedule, double momentum, Sgd.Style style, Decay decay, Adjustment adjustment, Optimizer rest)
        implements Optimizer {
    private static final int ITERATIONS = 5;
    private static final double LEAST_NORM = 1e-7;

    /// How the rate depends on the size of a matrix.
    public enum Adjustment {
        /// Times √max(1, out/in) of a matrix `[in, out]`, as first published.
        ORIGINAL,
        /// Times 0.2 √max(in, out), so that steps are as large as those of [AdamW] and its rates fit (Liu
        /// et al. 2025).
        LIKE_ADAMW;

        double factor(int in, int out) {
            return switch (this) {
                case ORIGINAL -> Math.sqrt(Math.max(1.0, (double) out / in));
                case LIKE_ADAMW -> 0.2 * Math.sqrt(Math.max(in, out));
            };
        }
    }

    public Muon {
        Rules.requireShare("Muon", "momentum", momentum);
        if (rest.averages().isPresent()) {
            throw new IllegalArgumentException("Muon: an average of weights goes around the whole optimizer, not into"
                    + " its rest; use new WeightAverage(muon, decay)");
        }
    }

    /// Gives Muon with steps as large as those of [AdamW], which moves the rest at the same rate: Nesterov momentum
    /// 0.95, decay 0.1.
    public static Muon of(double learningRate) {
        return new Muon(
                new Schedule.Constant(learningRate),
                0.95,
                Sgd.Style.NESTEROV,
                Decay.of(0.1),
                Adjustment.LIKE_ADAMW,
                AdamW.of(learningRate));
    }

    /// Gives this optimizer with another rate; a rest that had the same rate follows.
    @Override
    public Muon schedule(Schedule schedule) {
        Optimizer follower = rest.schedule().equals(this.schedule) ? rest.schedule(schedule) : rest;
        return new Muon(schedule, momentum, style, decay, adjustment, follower);
    }

    /// Gives this optimizer with the rates of matrices and of the rest multiplied by a factor.
    @Override
    public Muon slowed(double factor) {
        Schedule slower = new Schedule.Scaled(schedule, factor);
        return new Muon(slower, momentum, style, decay, adjustment, rest.slowed(factor));
    }

    /// Gives this optimizer with another momentum.
    public Muon momentum(double momentum, Sgd.Style style) {
        return new Muon(schedule, momentum, style, decay, adjustment, rest);
    }

    /// Gives this optimizer with another weight decay of matrices.
    public Muon decay(Decay decay) {
        return new Muon(schedule, momentum, style, decay, adjustment, rest);
    }

    /// Gives this optimizer with another dependence on the size of a matrix.
    public Muon adjustment(Adjustment adjustment) {
        return new Muon(schedule, momentum, style, decay, adjustment, rest);
    }

    /// Gives this optimizer with another rule of parameters that are no matrices.
    public Muon rest(Optimizer rest) {
        return new Muon(schedule, momentum, style, decay, adjustment, rest);
    }

    @Override
    public String name() {
        return "Muon";
    }

    private enum Kind {
        MATRIX,
        OTHER
    }

    private static Map<String, Tensor> those(Map<String, Tensor> all, Map<String, Tensor> parameters, Kind kind) {
        Map<String, Tensor> those = new LinkedHashMap<>();
        parameters.forEach((path, parameter) -> {
            Tensor tensor = all.get(path);
            if (tensor != null && (parameter.rank() == 2) == (kind == Kind.MATRIX)) {
                those.put(path, tensor);
            }
        });
        return those;
    }

    @Override
    public Map<String, Tensor> init(Map<String, Tensor> parameters) {
        Map<String, Tensor> state =
                new LinkedHashMap<>(Rules.zeros(those(parameters, parameters, Kind.MATRIX), List.of("mean")));
        Chain.addPrefixed("rest", rest.init(those(parameters, parameters, Kind.OTHER)), state);
        return state;
    }

    @Override
    public Map<String, Double> scalars(long step) {
        Map<String, Double> scalars = new LinkedHashMap<>();
        scalars.put("learningRate", schedule.at(step));
        Chain.addPrefixed("rest", rest.scalars(step), scalars);
        return scalars;
    }

    @Override
    public Update update(
            Map<String, Tensor> gradients,
            Map<String, Tensor> state,
            Map<String, Tensor> parameters,
            Map<String, Tensor> scalars) {
        Update matrices = Rules.each(
                those(gradients, parameters, Kind.MATRIX),
                state,
                those(parameters, parameters, Kind.MATRIX),
                scalars,
                this::step);
        Update others = rest.update(
                those(gradients, parameters, Kind.OTHER),
                Chain.part("rest", state),
                those(parameters, parameters, Kind.OTHER),
                Chain.part("rest", scalars));
        Map<String, Tensor> updates = new LinkedHashMap<>(matrices.updates());
        updates.putAll(others.updates());
        Map<String, Tensor> next = new LinkedHashMap<>(matrices.state());
        Chain.addPrefixed("rest", others.state(), next);
        return new Update(updates, next);
    }

    private void step(Cell cell) {
        Tensor gradient = cell.gradient(Decay.NONE);
        Tensor mean = cell.average("mean", momentum, gradient);
        Tensor wanted = switch (style) {
            case HEAVY_BALL -> mean;
            case NESTEROV -> gradient.multiply(1 - momentum).add(mean.multiply(momentum));
        };
        Shape shape = cell.parameter().shape();
        double factor = adjustment.factor(shape.size(0), shape.size(1));
        cell.descend(orthogonal(wanted).multiply(factor), decay);
    }

    /// Gives the nearly orthogonal matrix of the same directions; it iterates on the side that is shorter.
    private static Tensor orthogonal(Tensor matrix) {
        boolean tall = matrix.size(0) > matrix.size(1);
        Tensor wide = tall ? matrix.transpose() : matrix;
        Tensor x = wide.divide(Rules.norm(wide).maximum(LEAST_NORM));
        for (int i = 0; i < ITERATIONS; i++) {
            Tensor square = x.matmul(x.transpose());
            Tensor polynomial =
                    square.multiply(-4.7750).add(square.matmul(square).multiply(2.0315));
            x = x.multiply(3.4445).add(polynomial.matmul(x));
        }
        return tall ? x.transpose() : x;
    }
}
