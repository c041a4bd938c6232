package gradus.core.tensor;

import gradus.core.type.DType;
import java.util.function.UnaryOperator;

/// Formulas of several operations that compute with wide numbers and round once, their result.
final class Wide {
    private Wide() {}

    /// Gives the result of a formula as the type of the tensor where that is narrower than the type sums are kept
    /// in, else as the formula gives it: the mean of integers is no integer.
    static Tensor once(Tensor x, UnaryOperator<Tensor> formula) {
        DType dtype = x.dtype();
        Tensor result = formula.apply(x.wide());
        return dtype == dtype.accumulation() ? result : result.as(dtype);
    }
}
