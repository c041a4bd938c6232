package gradus.nn.train;

import gradus.core.tensor.Tensor;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import java.util.List;
import java.util.function.UnaryOperator;

/// The goal of a network that learns from targets and from a teacher.
record Distillation(Loss loss, UnaryOperator<Tensor> teacher, double temperature, double share) implements Goal<Layer> {
    Distillation {
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException(
                    "distillation: the temperature must be a finite number above 0, got " + temperature);
        }
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "distillation: the teacher's share must lie between 0 and 1, got " + share);
        }
    }

    @Override
    public Judged judge(Layer network, List<Tensor> batch, Context context) {
        Tensor logits = network.forward(batch.get(0), context);
        Judged.Mean targets = Judged.Mean.of(loss, logits, batch.get(1));
        Tensor taught = teacher.apply(batch.get(0)).divide(temperature).stopGradient();
        Tensor own = logits.divide(temperature).logSoftmax(-1);
        Tensor rows = taught.softmax(-1)
                .multiply(taught.logSoftmax(-1).subtract(own))
                .sum(-1)
                .multiply(temperature * temperature);
        Judged.Mean teaching = Judged.Mean.of(rows);
        return Judged.of(targets.times(1 - share).plus(teaching.times(share)))
                .answering(logits, batch.get(1))
                .with("target loss", targets)
                .with("teacher loss", teaching);
    }

    @Override
    public String describe() {
        return "distillation of " + loss + " at temperature " + temperature + ", teacher's share " + share;
    }
}
