package gradus.nn.train;

import gradus.core.op.CompareFn;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Reduction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a [Goal] found about a batch.
///
/// @param objective the scalar that the step makes small
/// @param reduction how the objectives of the parts of a batch join: their mean, weighted by the counts of `loss`, or
/// their sum
/// @param loss the loss to report, as a sum over the batch and what it is divided by
/// @param measures other numbers to report by name, in the order to show
/// @param answer what the network says, a row per sample, if a [Scorer] may look at it
/// @param target what was right, a row per sample, if a [Scorer] may look at it
/// @param counted which of these a [Scorer] looks at, bool with the first axes of both, if not at all
public record Judged(
        Tensor objective,
        Reduction reduction,
        Mean loss,
        Map<String, Mean> measures,
        Optional<Tensor> answer,
        Optional<Tensor> target,
        Optional<Tensor> counted) {
    /// Checks that the objective is a scalar and copies the map, keeping its order. An objective in bfloat16 goes
    /// on in float32, and so do the sum and the count of a mean.
    ///
    /// @throws ShapeException if it is not
    public Judged {
        if (objective.rank() != 0) {
            throw new ShapeException("goal: the objective must be a scalar, got " + objective.shape()
                    + "; take a sum or a mean over the batch");
        }
        objective = objective.wide();
        measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
    }

    /// Judges predictions by a loss: its reduction is the objective, its exact sample mean is reported.
    ///
    /// @throws ShapeException if the shapes do not fit exactly
    public static Judged of(Loss loss, Tensor prediction, Tensor target) {
        return new Judged(
                loss.of(prediction, target),
                loss.reduction(),
                Mean.of(loss, prediction, target),
                Map.of(),
                Optional.of(prediction),
                Optional.of(target),
                loss.counted(target));
    }

    /// Makes a mean small and reports it.
    public static Judged of(Mean loss) {
        return new Judged(
                loss.value(), Reduction.MEAN, loss, Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Gives this with one more number to report.
    ///
    /// @param name its name, such as `accuracy`; not `loss`
    /// @param mean its sum and count
    public Judged with(String name, Mean mean) {
        if (name.equals("loss") || measures.containsKey(name)) {
            throw new IllegalArgumentException("goal: every measure needs a name of its own, got “" + name + "” twice");
        }
        Map<String, Mean> more = new LinkedHashMap<>(measures);
        more.put(name, mean);
        return new Judged(objective, reduction, loss, more, answer, target, counted);
    }

    /// Gives this with rows that a [Scorer] may look at.
    public Judged answering(Tensor prediction, Tensor wanted) {
        return answering(prediction, wanted, Optional.empty());
    }

    /// Gives this with rows of which a [Scorer] may look at some.
    ///
    /// @param counted which: bool with the first axes of both, such as `[samples]` or `[samples, steps]`
    public Judged answering(Tensor prediction, Tensor wanted, Tensor counted) {
        return answering(prediction, wanted, Optional.of(counted));
    }

    private Judged answering(Tensor prediction, Tensor wanted, Optional<Tensor> places) {
        return new Judged(objective, reduction, loss, measures, Optional.of(prediction), Optional.of(wanted), places);
    }

    /// A mean as sum and count, so that over batches of any sizes the sums and the counts add up to the exact mean.
    ///
    /// @param sum the sum over the batch, a scalar
    /// @param count how many it is the sum of, weighted as it is weighted, a scalar
    public record Mean(Tensor sum, Tensor count) {
        /// Checks that both are scalars.
        ///
        /// @throws ShapeException if they are not
        public Mean {
            if (sum.rank() != 0 || count.rank() != 0) {
                throw new ShapeException("goal: the sum and the count of a mean must be scalars, got " + sum.shape()
                        + " and " + count.shape());
            }
            sum = sum.wide();
            count = count.wide();
        }

        /// Gives the mean of a loss's elements.
        public static Mean of(Loss loss, Tensor prediction, Tensor target) {
            return new Mean(loss.each(prediction.wide(), target).sum(), loss.count(prediction.wide(), target));
        }

        /// Gives the mean of all elements.
        public static Mean of(Tensor each) {
            return new Mean(each.sum(), number(each.dtype(), each.type().count()));
        }

        /// Gives the mean of the elements that a mask of 0 and 1 (or bool) leaves; an element whose mask is 0
        /// counts not at all, whatever it is.
        ///
        /// @throws ShapeException if the shapes differ
        public static Mean of(Tensor each, Tensor mask) {
            if (!each.shape().equals(mask.shape())) {
                throw new ShapeException("goal: a mask must have the shape of what it masks, got " + mask.shape()
                        + " for " + each.shape());
            }
            Tensor weight = mask.as(each.dtype());
            Tensor left = weight.compare(CompareFn.EQUAL, 0).where(Tensor.fill(each.type(), 0), each);
            return new Mean(left.multiply(weight).sum(), weight.sum());
        }

        /// Gives the mean of one number per sample: the sum of all elements, divided by the size of the first
        /// axis.
        public static Mean perSample(Tensor each) {
            return new Mean(each.sum(), number(each.dtype(), each.size(0)));
        }

        private static Tensor number(DType dtype, long value) {
            return Tensor.fill(
                    new TensorType(dtype.isFloating() ? dtype.accumulation() : DType.FLOAT32, Shape.SCALAR),
                    (double) value);
        }

        /// Gives the mean itself; 0 with gradient 0 where nothing counts.
        public Tensor value() {
            Tensor none = count.compare(CompareFn.EQUAL, 0);
            return sum.divide(none.where(Tensor.fill(count.type(), 1), count));
        }

        /// Gives the mean times a number.
        public Mean times(double factor) {
            return new Mean(sum.multiply(factor), count);
        }

        /// Gives the sum of two means, counted as this one is. It is exact over batches where both count
        /// alike or the counts keep their ratio.
        public Mean plus(Mean other) {
            Tensor none = other.count.compare(CompareFn.EQUAL, 0);
            Tensor ratio = count.divide(none.where(Tensor.fill(other.count.type(), 1), other.count));
            return new Mean(sum.add(other.sum.multiply(ratio)), count);
        }
    }
}
