package gradus.nn.loss;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;

/// The checks that losses share: shapes that fit exactly, options in range.
final class Fit {
    private Fit() {}

    /// Gives the target as the prediction's element type if the shapes are equal.
    static Tensor same(String loss, Tensor prediction, Tensor target) {
        if (!prediction.shape().equals(target.shape())) {
            throw new ShapeException(
                    loss + ": prediction and target must have the same shape, got " + prediction.shape() + " and "
                            + target.shape() + Origin.here().at() + wayOut(prediction, target));
        }
        return target.as(prediction.dtype());
    }

    private static String wayOut(Tensor prediction, Tensor target) {
        if (prediction.type().count() != target.type().count()) {
            return "; one value is needed for each prediction";
        }
        String sizes = prediction.shape().toString();
        return "; did you mean target.reshape(" + sizes.substring(1, sizes.length() - 1)
                + ")? broadcasting would compare every row with every other";
    }

    /// Checks class numbers `[…]` against logits `[…, classes]`.
    static void rows(String loss, Tensor prediction, Tensor target) {
        Shape shape = prediction.shape();
        if (shape.rank() == 0 || !shape.without(-1).equals(target.shape())) {
            String hint = shape.equals(target.shape())
                    ? "; for a probability per class use SOFT_CROSS_ENTROPY"
                    : "; one class number is needed for each row";
            throw new ShapeException(loss + ": the target must have the shape of the prediction without its last axis,"
                    + " got " + shape + " and " + target.shape() + Origin.here().at() + hint);
        }
    }

    /// Checks that there is an axis of classes.
    static void classes(String loss, Tensor prediction) {
        if (prediction.rank() == 0) {
            throw new ShapeException(loss + ": predictions need a last axis of classes, got a scalar"
                    + Origin.here().at());
        }
    }

    /// Gives a number as a scalar of the prediction's element type.
    static Tensor scalar(Tensor prediction, double value) {
        return Tensor.fill(new TensorType(floating(prediction), Shape.SCALAR), value);
    }

    private static DType floating(Tensor prediction) {
        return prediction.dtype().isFloating() ? prediction.dtype() : DType.FLOAT32;
    }

    /// Gives the number of elements as a scalar.
    static Tensor elements(Tensor prediction) {
        return scalar(prediction, prediction.type().count());
    }

    /// Gives the number of rows, all axes but the last, as a scalar.
    static Tensor rowCount(Tensor prediction) {
        return scalar(prediction, prediction.shape().without(-1).count());
    }

    static double positive(String loss, String option, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    loss + ": the " + option + " must be a finite number above 0, got " + value);
        }
        return value;
    }

    static double smoothing(String loss, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(
                    loss + ": label smoothing must lie in [0, 1), got " + value + "; common is 0.1");
        }
        return value;
    }

    /// Gives 1 for each element.
    static Tensor ones(Tensor each) {
        return Tensor.fill(each.type(), 1);
    }
}
