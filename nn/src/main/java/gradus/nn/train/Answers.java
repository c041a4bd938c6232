package gradus.nn.train;

import gradus.core.op.CompareFn;
import gradus.core.tensor.Tensor;
import gradus.core.type.TensorType;
import gradus.nn.layer.Context;
import gradus.nn.layer.Ensemble;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// What a network says of a batch and how that is judged. Members of an ensemble are judged each for itself; where
/// samples have folds, member m is not judged by those of fold m.
///
/// @param ensemble how members join, or nothing for a single network
/// @param members the answers of the members, or the only answer
/// @param target what was right
/// @param fold the fold of each sample, if there are folds
record Answers(Optional<Ensemble> ensemble, List<Tensor> members, Tensor target, Optional<Tensor> fold) {
    /// Asks a network.
    ///
    /// @param network the network with its numbers
    /// @param batch features, target and perhaps fold
    /// @param context what the pass carries
    static Answers of(Layer network, List<Tensor> batch, Context context) {
        Tensor features = batch.get(0);
        Optional<Ensemble> ensemble = network instanceof Ensemble several ? Optional.of(several) : Optional.empty();
        List<Tensor> members = ensemble
                .map(several -> several.answers(features, context))
                .orElseGet(() -> List.of(network.forward(features, context)))
                .stream()
                .map(Tensor::wide)
                .toList();
        Optional<Tensor> fold = batch.size() > 2 ? Optional.of(batch.get(2)) : Optional.empty();
        if (fold.isPresent() && members.size() < 2) {
            throw new IllegalArgumentException("training: samples with folds need an ensemble, got " + network);
        }
        return new Answers(ensemble, members, batch.get(1), fold);
    }

    /// Judges the answers. In training the loss to report is that of the members that learn from a sample, else
    /// that of the answer that counts.
    Judged judged(Loss loss, Context context) {
        Tensor answer = answer();
        Tensor sum =
                context.isTraining() ? lossSum(loss) : loss.each(answer, target).sum();
        return new Judged(
                objective(loss),
                loss.reduction(),
                new Judged.Mean(sum, loss.count(answer, target)),
                Map.of(),
                Optional.of(answer),
                Optional.of(target),
                loss.counted(target));
    }

    /// Gives the answer that counts: the joint one, or for samples with folds that of the member that did not learn
    /// from the sample.
    Tensor answer() {
        if (fold.isPresent()) {
            return IntStream.range(0, members.size())
                    .mapToObj(m -> {
                        Tensor own = column(inFold(m), members.get(m))
                                .broadcastTo(members.get(m).shape());
                        return own.where(members.get(m), zeros(members.get(m).type()));
                    })
                    .reduce(Tensor::add)
                    .orElseThrow();
        }
        return ensemble.map(several -> several.joined(members)).orElse(members.getFirst());
    }

    /// Gives what is made small: the losses of the members, each over the samples it learns from.
    private Tensor objective(Loss loss) {
        if (fold.isEmpty()) {
            return objective(member -> loss.of(member, target));
        }
        return IntStream.range(0, members.size())
                .mapToObj(m -> {
                    Tensor prediction = members.get(m);
                    return loss.of(prediction, target, notInFold(m, loss.each(prediction, target)));
                })
                .reduce(Tensor::add)
                .orElseThrow();
    }

    /// Gives the sum of a loss of each member's answer.
    Tensor objective(UnaryOperator<Tensor> loss) {
        return members.stream().map(loss).reduce(Tensor::add).orElseThrow();
    }

    /// Gives the sum of the sample losses to report: of the joint answer, or where samples have folds the mean over
    /// the members that learn from the sample.
    private Tensor lossSum(Loss loss) {
        if (fold.isEmpty()) {
            return loss.each(answer(), target).sum();
        }
        return IntStream.range(0, members.size())
                .mapToObj(m -> learned(loss, m).sum())
                .reduce(Tensor::add)
                .orElseThrow()
                .divide(members.size() - 1.0);
    }

    private Tensor learned(Loss loss, int member) {
        Tensor each = loss.each(members.get(member), target);
        return notInFold(member, each).where(each, zeros(each.type()));
    }

    private Tensor inFold(int member) {
        return fold.orElseThrow().compare(CompareFn.EQUAL, member);
    }

    private Tensor notInFold(int member, Tensor like) {
        Tensor other = fold.orElseThrow().compare(CompareFn.NOT_EQUAL, member);
        return column(other, like).broadcastTo(like.shape());
    }

    /// Gives a condition per sample the axes of `like`.
    private static Tensor column(Tensor condition, Tensor like) {
        Tensor column = condition;
        while (column.rank() < like.rank()) {
            column = column.expand(-1);
        }
        return column;
    }

    private static Tensor zeros(TensorType type) {
        return Tensor.fill(type, 0);
    }
}
