package gradus.explain.replay;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.explain.step.StepValues;
import gradus.nn.optim.GradientTransform;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.Schedule;
import gradus.nn.train.Moment;
import gradus.nn.train.TracedStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Which parameters an update moves most for their size, and what made it so large: the same gradients are given to
/// the optimizer without its memory, and to the optimizer without memory and clipping.
final class Motions {
    private final StepValues values;
    private final double rate;
    private final Map<String, Tensor> first;
    private final Map<String, Tensor> unclipped;

    private Motions(StepValues values, Moment.Update update) {
        this.values = values;
        this.rate = update.optimizer().schedule().at(update.step());
        Optimizer steady = update.optimizer().schedule(new Schedule.Constant(rate));
        this.first = firstUpdate(steady);
        this.unclipped = firstUpdate(steady.bare());
    }

    /// Gives how parameters move, those that move most for their size first.
    static List<Motion> of(StepValues values, Moment.Update update) {
        return new Motions(values, update).all();
    }

    /// Gives by how much an update would change the objective if it fell evenly: its gradient times the changes.
    /// Above 0 the update goes uphill for this batch.
    static double slope(StepValues values) {
        TracedStep.Made made = values.step().made();
        double sum = 0;
        for (Map.Entry<String, Tensor> entry : made.gradients().entrySet()) {
            Literal gradient = values.of(entry.getValue());
            Literal change =
                    values.of(Objects.requireNonNull(made.update().updates().get(entry.getKey())));
            for (int e = 0; e < gradient.count(); e++) {
                sum += gradient.get(e) * change.get(e);
            }
        }
        return sum;
    }

    private List<Motion> all() {
        TracedStep.Made made = values.step().made();
        List<Motion> motions = new ArrayList<>();
        made.gradients()
                .forEach((path, gradient) -> motions.add(motion(
                        path,
                        values.of(Objects.requireNonNull(
                                values.step().given().parameters().get(path))),
                        values.of(gradient),
                        values.of(Objects.requireNonNull(made.update().updates().get(path))))));
        motions.sort(Comparator.comparingDouble(
                (Motion motion) -> -sortable(motion.norms().ratio())));
        return motions;
    }

    /// A parameter that stops being finite moves most of all.
    private static double sortable(double ratio) {
        return Double.isNaN(ratio) ? Double.POSITIVE_INFINITY : ratio;
    }

    private Motion motion(String path, Literal weight, Literal gradient, Literal change) {
        Motion.Norms norms = new Motion.Norms(weight.count(), norm(weight), norm(gradient), norm(change));
        double bare = norm(literal(unclipped, path));
        double clipped = norm(literal(first, path));
        Motion.Causes causes =
                new Motion.Causes(rate, bare / (rate * norms.gradient()), clipped / bare, norms.update() / clipped);
        int most = 0;
        for (int e = 1; e < change.count(); e++) {
            most = Math.abs(change.get(e)) > Math.abs(change.get(most)) ? e : most;
        }
        return new Motion(
                path,
                norms,
                causes,
                new Motion.Element(
                        Indices.of(change.type().shape(), most),
                        weight.get(most),
                        gradient.get(most),
                        change.get(most)));
    }

    private static Literal literal(Map<String, Tensor> tensors, String path) {
        return Objects.requireNonNull(tensors.get(path)).literal();
    }

    /// Gives what a rule that remembers nothing makes of the gradients.
    private Map<String, Tensor> firstUpdate(Optimizer optimizer) {
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        values.step().made().gradients().forEach((path, gradient) -> {
            Tensor parameter =
                    Objects.requireNonNull(values.step().given().parameters().get(path));
            gradients.put(path, Tensor.of(values.of(gradient)));
            parameters.put(path, Tensor.of(values.of(parameter)).wide());
        });
        DType dtype = gradients.values().stream().map(Tensor::dtype).reduce(DType.FLOAT32, DType::promote);
        Map<String, Tensor> scalars = new LinkedHashMap<>();
        optimizer.scalars(0).forEach((name, value) -> scalars.put(name, Tensor.of(Literal.scalar(dtype, value))));
        GradientTransform.Update update = optimizer.update(gradients, optimizer.init(parameters), parameters, scalars);
        return update.updates();
    }

    private static double norm(Literal literal) {
        double sum = 0;
        for (int e = 0; e < literal.count(); e++) {
            sum += literal.get(e) * literal.get(e);
        }
        return Math.sqrt(sum);
    }
}
