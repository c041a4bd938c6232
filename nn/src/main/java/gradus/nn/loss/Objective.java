package gradus.nn.loss;

import gradus.core.op.CompareFn;
import gradus.core.tensor.Tensor;
import java.util.Optional;

/// What every [Loss] can do. It stands apart from the constants so that classes load in any order.
///
/// {@snippet file="LossSnippets.java" region="Objective"}
public sealed interface Objective permits Loss {
    /// Gives the number that training makes small: the sum of the elements where the loss is a sum, else their
    /// exact mean. A mean over nothing, where every target is ignored, is 0 with gradient 0. Of bfloat16
    /// predictions it is computed in float32, and stays that.
    ///
    /// @throws gradus.core.type.ShapeException if the shapes do not fit exactly
    default Tensor of(Tensor prediction, Tensor target) {
        Loss loss = (Loss) this;
        Tensor wide = prediction.wide();
        return switch (reduction()) {
            case SUM -> loss.each(wide, target).sum();
            case MEAN -> mean(loss, wide, target);
        };
    }

    /// Gives how [#of] is made of the elements of a batch.
    default Reduction reduction() {
        boolean sums = this instanceof SquaredError squared && squared.form() != SquaredError.Form.MEAN;
        return sums ? Reduction.SUM : Reduction.MEAN;
    }

    /// As [#of(Tensor, Tensor)] over some elements: those of [Loss#each] where `counted` is true, by what these
    /// count together.
    ///
    /// @param counted bool, of the shape of the elements
    default Tensor of(Tensor prediction, Tensor target, Tensor counted) {
        Tensor wide = prediction.wide();
        return switch (this) {
            case SquaredError squared
            when squared.form() != SquaredError.Form.MEAN -> only(counted, squared.each(wide, target));
            case Loss loss -> {
                Tensor each = loss.each(wide, target);
                Tensor count = count(wide, target, counted);
                Tensor none = count.compare(CompareFn.EQUAL, 0);
                yield only(counted, each).divide(none.where(Tensor.fill(count.type(), 1), count));
            }
        };
    }

    /// As [Loss#count(Tensor, Tensor)] of some elements: those of [Loss#each] where `counted` is true.
    ///
    /// @param counted bool, of the shape of the elements
    default Tensor count(Tensor prediction, Tensor target, Tensor counted) {
        Loss loss = (Loss) this;
        Tensor counts = loss instanceof CrossEntropy rows
                ? rows.countEach(prediction, target)
                : Fit.ones(loss.each(prediction, target));
        return only(counted, counts);
    }

    /// Says which rows of a target count, where not all do: bool, of the target's shape.
    default Optional<Tensor> counted(Tensor target) {
        return this instanceof CrossEntropy rows ? rows.notIgnored(target) : Optional.empty();
    }

    private static Tensor only(Tensor counted, Tensor each) {
        return counted.where(each, Tensor.fill(each.type(), 0)).sum();
    }

    private static Tensor mean(Loss loss, Tensor prediction, Tensor target) {
        Tensor count = loss.count(prediction, target);
        Tensor none = count.compare(CompareFn.EQUAL, 0);
        return loss.each(prediction, target).sum().divide(none.where(Tensor.fill(count.type(), 1), count));
    }
}
