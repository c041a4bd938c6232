package gradus.nn.train;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The goal of a layer or an ensemble of layers: one part of a batch is asked, the next is what is right; a third of
/// truth values says which places count.
record Supervised(Loss loss) implements Goal<Layer> {
    @Override
    public Judged judge(Layer network, List<Tensor> batch, Context context) {
        if (batch.size() < 2) {
            throw new IllegalArgumentException("training: a loss needs features and a target, got samples of "
                    + batch.size() + " part; for an autoencoder use Goal.reconstruction");
        }
        boolean masked = batch.size() > 2 && batch.get(2).dtype() == DType.BOOL;
        return masked
                ? masked(network, batch, context)
                : Answers.of(network, batch, context).judged(loss, context);
    }

    /// Judges places where the mask is true only: `[samples]` or `[samples, places]`, the same for what is
    /// behind. As without a mask, each member of an ensemble makes its own loss small, and the joint answer is
    /// reported.
    private Judged masked(Layer network, List<Tensor> batch, Context context) {
        Tensor target = batch.get(1);
        Answers answers = Answers.of(network, batch.subList(0, 2), context);
        Tensor answer = answers.answer();
        Tensor each = loss.each(answer, target);
        Tensor mask = batch.get(2);
        while (mask.rank() < each.rank()) {
            mask = mask.expand(-1);
        }
        if (!mask.shape().broadcastsTo(each.shape())) {
            throw new ShapeException("training: the mask must have the first axes of the losses, got "
                    + batch.get(2).shape() + " for losses " + each.shape()
                    + "; a mask of what goes in, such as the steps of a sequence, needs a Goal that hands it to the"
                    + " network");
        }
        Tensor counted = mask.broadcastTo(each.shape());
        Tensor sum = counted.where(each, Tensor.fill(each.type(), 0)).sum();
        return new Judged(
                answers.objective(member -> loss.of(member, target, counted)),
                loss.reduction(),
                new Judged.Mean(sum, loss.count(answer, target, counted)),
                Map.of(),
                Optional.of(answer),
                Optional.of(target),
                Optional.of(places(batch.get(2), target)));
    }

    /// Gives which of the targets count, for a scorer: those of the mask that the loss does not ignore.
    private Tensor places(Tensor mask, Tensor target) {
        int axes = loss.counted(target).isPresent() ? target.rank() : Math.min(mask.rank(), target.rank());
        Tensor wide = mask;
        while (wide.rank() < axes) {
            wide = wide.expand(-1);
        }
        Tensor places = wide.broadcastTo(Shape.of(Arrays.copyOf(target.shape().sizes(), axes)));
        return loss.counted(target)
                .map(known -> places.where(known, Tensor.fill(known.type(), 0)))
                .orElse(places);
    }

    @Override
    public Optional<Loss> lossOfAnswers() {
        return Optional.of(loss);
    }

    @Override
    public String describe() {
        return loss.toString();
    }
}
