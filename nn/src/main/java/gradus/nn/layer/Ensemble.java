package gradus.nn.layer;

import gradus.core.op.Reduction.ReduceFn;
import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorFolds.Keep;
import gradus.core.tensor.TensorMoves;
import java.util.List;
import java.util.stream.IntStream;

/// Several networks asked the same question, whose answers are averaged. Averaging takes away most of the chance in
/// each one's start and order.
///
/// Training makes each member small its own loss ([gradus.nn.train.Training]), so that they stay different; only the
/// answer is joint.
///
/// {@snippet file="LayerSnippets.java" region="Ensemble"}
///
/// @param members the networks, at least one
/// @param join how answers are averaged
public record Ensemble(List<Layer> members, Join join) implements Layer {
    /// How answers are averaged.
    public enum Join {
        /// Logits of classes: the logarithm of the mean probability, which is a logit again.
        PROBABILITIES,
        /// Numbers: their mean.
        VALUES
    }

    /// Checks that there is a member.
    public Ensemble {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("ensemble: at least one member is needed, got none");
        }
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        return joined(answers(input, context));
    }

    /// Gives the answers of the members, each alone.
    ///
    /// @param input the batch that all of them see
    public List<Tensor> answers(Tensor input, Context context) {
        return IntStream.range(0, members.size())
                .mapToObj(i -> Inner.forward("members", i, members.get(i), input, context))
                .toList();
    }

    /// Gives the joint answer.
    ///
    /// @param answers one per member, of equal shape
    public Tensor joined(List<Tensor> answers) {
        if (answers.size() == 1) {
            return answers.getFirst();
        }
        return switch (join) {
            case VALUES -> TensorMoves.stack(0, answers).mean(0);
            case PROBABILITIES -> {
                Tensor logs = TensorMoves.stack(
                        0, answers.stream().map(answer -> answer.logSoftmax(-1)).toList());
                // ln mean eˣ, shifted by the largest so that nothing overflows
                Tensor largest = logs.fold(ReduceFn.MAX, Keep.KEEP_AXES, 0).stopGradient();
                yield logs.subtract(largest).exp().mean(0).log().add(largest.squeeze(0));
            }
        };
    }

    @Override
    public String toString() {
        return "Ensemble of " + members.size() + " × " + members.getFirst();
    }
}
