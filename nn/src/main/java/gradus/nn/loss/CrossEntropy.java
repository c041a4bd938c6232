package gradus.nn.loss;

import gradus.core.op.CompareFn;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The cross-entropy `−ln softmax(z)[class]` of logits `[…, classes]` with class numbers `[…]` (int32 or int64),
/// which is the negative log-likelihood. The softmax is inside, so the network must not end with one.
///
/// With label smoothing s each row is `(1 − s)(−ln pₖ) + s · meanⱼ(−ln pⱼ)`. A row counts as much as the weight of
/// its class: [#each] is multiplied by it and the mean is divided by the sum of the weights, as in PyTorch.
/// (PyTorch weighs the smoothed terms one by one; here the row as a whole has one weight.) Rows whose class is the
/// ignored one give 0, have gradient 0 whatever their logits, and do not count.
///
/// {@snippet file="LossSnippets.java" region="CrossEntropy"}
///
/// @param labelSmoothing how much of the target is spread over all classes, in [0, 1)
/// @param classWeights one weight per class, or none
/// @param ignoredClass the class number of rows that do not count
public record CrossEntropy(double labelSmoothing, List<Double> classWeights, OptionalLong ignoredClass)
        implements Loss {
    public CrossEntropy {
        Fit.smoothing("cross-entropy", labelSmoothing);
        classWeights = List.copyOf(classWeights);
        for (double weight : classWeights) {
            if (!(weight >= 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException(
                        "cross-entropy: class weights must be finite numbers of at least 0, got " + classWeights);
            }
        }
    }

    /// Gives the plain cross-entropy: no smoothing, no weights, nothing ignored.
    public static CrossEntropy defaults() {
        return new CrossEntropy(0, List.of(), OptionalLong.empty());
    }

    /// Gives this loss with label smoothing.
    public CrossEntropy withLabelSmoothing(double smoothing) {
        return new CrossEntropy(smoothing, classWeights, ignoredClass);
    }

    /// Gives this loss with one weight per class.
    public CrossEntropy withClassWeights(List<Double> weights) {
        return new CrossEntropy(labelSmoothing, weights, ignoredClass);
    }

    /// Gives this loss with rows of one class number left out.
    public CrossEntropy withIgnoredClass(long number) {
        return new CrossEntropy(labelSmoothing, classWeights, OptionalLong.of(number));
    }

    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Fit.rows(name(), prediction, target);
        requireWeightPerClass(prediction);
        if (ignoredClass.isEmpty()) {
            return weighted(smoothed(prediction, target), target);
        }
        Tensor ignored = ignored(target);
        Tensor zeros = Tensor.fill(prediction.type(), 0);
        Tensor logits = ignored.expand(-1).where(zeros, prediction);
        Tensor known = known(target);
        Tensor rows = weighted(smoothed(logits, known), known);
        return ignored.where(Tensor.fill(rows.type(), 0), rows);
    }

    private Tensor smoothed(Tensor logits, Tensor target) {
        Tensor wrong = logits.crossEntropy(target);
        if (labelSmoothing == 0) {
            return wrong;
        }
        Tensor spread = logits.logSoftmax(-1).mean(-1).negate();
        return wrong.multiply(1 - labelSmoothing).add(spread.multiply(labelSmoothing));
    }

    private Tensor weighted(Tensor rows, Tensor target) {
        return classWeights.isEmpty() ? rows : rows.multiply(weights(rows.dtype(), target));
    }

    private Tensor weights(DType dtype, Tensor target) {
        double[] weights =
                classWeights.stream().mapToDouble(Double::doubleValue).toArray();
        return Tensor.of(weights).as(dtype).gather(target, 0);
    }

    private Tensor ignored(Tensor target) {
        return target.compare(CompareFn.EQUAL, target(target, ignoredClass.orElseThrow()));
    }

    /// Says which rows are not ignored, if any class is.
    Optional<Tensor> notIgnored(Tensor target) {
        return ignoredClass.isEmpty()
                ? Optional.empty()
                : Optional.of(target.compare(CompareFn.NOT_EQUAL, target(target, ignoredClass.getAsLong())));
    }

    /// The target with a valid class number in the ignored places.
    private Tensor known(Tensor target) {
        return ignored(target).where(target(target, 0), target);
    }

    private static Tensor target(Tensor like, long number) {
        return Tensor.fill(like.type(), (double) number);
    }

    @Override
    public Tensor count(Tensor prediction, Tensor target) {
        Fit.rows(name(), prediction, target);
        boolean plain = ignoredClass.isEmpty() && classWeights.isEmpty();
        return plain
                ? Fit.elements(target.as(prediction.dtype()))
                : countEach(prediction, target).sum();
    }

    /// How much each row counts: the weight of its class, 0 if it is ignored.
    Tensor countEach(Tensor prediction, Tensor target) {
        DType dtype = prediction.dtype();
        Tensor ones = Tensor.fill(new TensorType(dtype, target.shape()), 1);
        Tensor known = ignoredClass.isPresent() ? known(target) : target;
        Tensor weights = classWeights.isEmpty() ? ones : weights(dtype, known);
        return ignoredClass.isPresent() ? ignored(target).where(Tensor.fill(ones.type(), 0), weights) : weights;
    }

    private void requireWeightPerClass(Tensor prediction) {
        if (!classWeights.isEmpty() && classWeights.size() != prediction.size(-1)) {
            throw new ShapeException("cross-entropy: one weight per class is needed, got " + classWeights.size()
                    + " weights for " + prediction.size(-1) + " classes");
        }
    }

    @Override
    public String name() {
        return "cross-entropy";
    }

    @Override
    public String formula() {
        return "−ln softmax(z)[y]";
    }
}
