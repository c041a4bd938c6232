package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/// The two running means that Adam and its relatives share.
record Moments(double beta1, double beta2, double epsilon, Convention convention, Adam.Variant variant) {
    static void check(String optimizer, double beta1, double beta2, double epsilon) {
        Rules.requireShare(optimizer, "beta1", beta1);
        Rules.requireShare(optimizer, "beta2", beta2);
        Rules.requirePositive(optimizer, "epsilon", epsilon);
    }

    Map<String, Tensor> init(Map<String, Tensor> parameters) {
        return Rules.zeros(parameters, variant == Adam.Variant.AMSGRAD ? List.of("m", "v", "peak") : List.of("m", "v"));
    }

    Map<String, Double> scalars(Schedule schedule, long step) {
        double moment = Rules.correction(beta1, step + 1);
        double square = Rules.correction(beta2, step + 1);
        return switch (convention) {
            case PYTORCH ->
                Rules.ordered(Map.of(
                        "learningRate", schedule.at(step), "momentCorrection", moment, "squareCorrection", square));
            // the root is not corrected, so its correction moves to the mean
            case KERAS ->
                Rules.ordered(Map.of(
                        "learningRate",
                        schedule.at(step),
                        "momentCorrection",
                        moment / Math.sqrt(square),
                        "squareCorrection",
                        1.0));
        };
    }

    /// Gives `m̂/(√v̂ + ε)`.
    Tensor direction(Cell cell, Tensor gradient) {
        Tensor mean = cell.average("m", beta1, gradient);
        Tensor square = cell.average("v", beta2, gradient.square());
        if (variant == Adam.Variant.AMSGRAD) {
            square = cell.keep("peak", cell.old("peak").maximum(square));
        }
        Tensor root = square.multiply(cell.scalar("squareCorrection"))
                .named("v̂")
                .sqrt()
                .add(epsilon);
        return mean.multiply(cell.scalar("momentCorrection")).named("m̂").divide(root);
    }
}
