package gradus.nn.layer;

import gradus.core.op.Reduction.ReduceFn;
import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorFolds.Keep;
import gradus.core.tensor.TensorMoves;
import gradus.core.type.Origin;
import java.util.List;
import java.util.stream.IntStream;

/// Trained networks of any kind asked the same question, whose answers are averaged with weights: `Σ wₘ pₘ` of
/// probabilities, given as logits again, or `Σ wₘ yₘ` of numbers. Unlike an [Ensemble] it is not trained; its members
/// were.
///
/// {@snippet file="LayerSnippets.java" region="Blend"}
///
/// @param members the networks, at least one
/// @param weights how much each counts, above 0, 1 together
/// @param join how answers are averaged
public record Blend(List<Layer> members, List<Double> weights, Ensemble.Join join) implements Layer {
    private static final double NEAR = 1e-9;

    /// Copies and checks the lists.
    ///
    /// @throws IllegalArgumentException if there is not a weight for each member, or they are no shares of 1
    public Blend {
        members = List.copyOf(members);
        weights = List.copyOf(weights);
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        boolean fit = !members.isEmpty()
                && members.size() == weights.size()
                && weights.stream().allMatch(weight -> weight > 0)
                && Math.abs(sum - 1) < NEAR;
        if (!fit) {
            throw new IllegalArgumentException("blend: each of one or more members needs a weight above 0, which are 1"
                    + " together, got " + members.size() + " members and the weights " + weights
                    + Origin.here().at());
        }
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        List<Tensor> answers = IntStream.range(0, members.size())
                .mapToObj(i -> Inner.forward("members", i, members.get(i), input, context))
                .toList();
        return switch (join) {
            case VALUES ->
                TensorMoves.stack(
                                0,
                                IntStream.range(0, answers.size())
                                        .mapToObj(i -> answers.get(i).multiply(weights.get(i)))
                                        .toList())
                        .sum(0);
            case PROBABILITIES -> {
                Tensor logs = TensorMoves.stack(
                        0,
                        IntStream.range(0, answers.size())
                                .mapToObj(i -> answers.get(i).logSoftmax(-1).add(Math.log(weights.get(i))))
                                .toList());
                // ln Σ eˣ, shifted by the largest so that nothing overflows
                Tensor largest = logs.fold(ReduceFn.MAX, Keep.KEEP_AXES, 0).stopGradient();
                yield logs.subtract(largest).exp().sum(0).log().add(largest.squeeze(0));
            }
        };
    }

    @Override
    public String toString() {
        return "Blend of " + members.size() + " networks";
    }
}
