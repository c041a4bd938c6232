package gradus.core.tensor;

import gradus.core.graph.Build;
import gradus.core.op.BinaryFn;
import gradus.core.op.CompareFn;
import gradus.core.op.Contraction;
import gradus.core.op.Contraction.Operand;
import gradus.core.op.Elementwise;
import gradus.core.op.UnaryFn;
import gradus.core.type.DType;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import java.util.List;

/// Arithmetic, functions, comparisons and matrix products of tensors.
///
/// {@snippet file="TensorSnippets.java" region="Tensor"}
public sealed interface TensorMath permits Tensor {
    /// Gives this tensor.
    Tensor self();

    /// Gives the same numbers as another element type.
    default Tensor as(DType dtype) {
        return self().dtype() == dtype ? self() : Tensor.apply(new Elementwise.Cast(dtype), self());
    }

    /// Gives the same numbers in the type that sums of them are kept in ([DType#accumulation]): bfloat16 as
    /// float32, all others as they are.
    default Tensor wide() {
        return as(self().dtype().accumulation());
    }

    /// Applies a function of one number to each element.
    default Tensor map(UnaryFn fn) {
        return Tensor.apply(new Elementwise.Unary(fn), self());
    }

    /// Applies a function of two numbers to each pair of elements, broadcasting and promoting.
    default Tensor combine(BinaryFn fn, Tensor other) {
        List<Tensor> both = aligned(self(), other);
        return Tensor.apply(new Elementwise.Binary(fn), both);
    }

    /// Applies a function of two numbers to each element and a number, which counts in full beside bfloat16
    /// elements: only the result is rounded.
    default Tensor combine(BinaryFn fn, double number) {
        Tensor x = number == Math.rint(number) || self().dtype().isFloating() ? self() : as(DType.FLOAT32);
        Tensor wide = beside(x, number);
        return wide.combine(fn, number(wide, number)).as(x.dtype());
    }

    /// Compares each pair of elements, broadcasting and promoting.
    default Tensor compare(CompareFn fn, Tensor other) {
        return Tensor.apply(new Elementwise.Compare(fn), aligned(self(), other));
    }

    /// Compares each element with a number.
    default Tensor compare(CompareFn fn, double number) {
        Tensor x = number == Math.rint(number) || self().dtype().isFloating() ? self() : as(DType.FLOAT32);
        Tensor wide = beside(x, number);
        return wide.compare(fn, number(wide, number));
    }

    /// Gives these elements in a type that can hold the number, if it is a wider one of sums.
    private static Tensor beside(Tensor x, double number) {
        return x.dtype().nearest(number) == number ? x : x.wide();
    }

    /// Inside a trace a number stays a number, so that it is folded and read in place instead of filling memory.
    private static Tensor number(Tensor like, double number) {
        return like.isSymbolic() ? Tensor.of(Build.fill(like.type(), number)) : Tensor.fill(like.type(), number);
    }

    private static List<Tensor> aligned(Tensor x, Tensor y) {
        DType dtype = x.dtype().promote(y.dtype());
        Shape shape = common(x, y);
        return List.of(x.as(dtype).broadcastTo(shape), y.as(dtype).broadcastTo(shape));
    }

    private static Shape common(Tensor x, Tensor y) {
        try {
            return x.shape().broadcastWith(y.shape());
        } catch (ShapeException e) {
            throw new ShapeException(e.getMessage() + Origin.here().at(), e);
        }
    }

    /// Gives `this + other`.
    default Tensor add(Tensor other) {
        return combine(BinaryFn.ADD, other);
    }

    /// Gives `this + number`.
    default Tensor add(double number) {
        return combine(BinaryFn.ADD, number);
    }

    /// Gives `this − other`.
    default Tensor subtract(Tensor other) {
        return combine(BinaryFn.SUBTRACT, other);
    }

    /// Gives `this − number`.
    default Tensor subtract(double number) {
        return combine(BinaryFn.SUBTRACT, number);
    }

    /// Gives `this · other`, element by element.
    default Tensor multiply(Tensor other) {
        return combine(BinaryFn.MULTIPLY, other);
    }

    /// Gives `this · number`.
    default Tensor multiply(double number) {
        return combine(BinaryFn.MULTIPLY, number);
    }

    /// Gives `this / other`; integers become float32.
    default Tensor divide(Tensor other) {
        return floating().combine(BinaryFn.DIVIDE, other);
    }

    /// Gives `this / number`; integers become float32.
    default Tensor divide(double number) {
        return floating().combine(BinaryFn.DIVIDE, number);
    }

    private Tensor floating() {
        return self().dtype().isFloating() ? self() : as(DType.FLOAT32);
    }

    /// Gives `this ^ other`.
    default Tensor power(Tensor other) {
        return floating().combine(BinaryFn.POWER, other);
    }

    /// Gives `this ^ number`.
    default Tensor power(double number) {
        return floating().combine(BinaryFn.POWER, number);
    }

    /// Gives the larger of each pair; a tie's gradient goes to this one.
    default Tensor maximum(Tensor other) {
        return combine(BinaryFn.MAX, other);
    }

    /// Gives `max(this, number)`; at a tie the gradient is this tensor's.
    default Tensor maximum(double number) {
        return combine(BinaryFn.MAX, number);
    }

    /// Gives the smaller of each pair; a tie's gradient goes to this one.
    default Tensor minimum(Tensor other) {
        return combine(BinaryFn.MIN, other);
    }

    /// Gives `min(this, number)`; at a tie the gradient is this tensor's.
    default Tensor minimum(double number) {
        return combine(BinaryFn.MIN, number);
    }

    /// Gives each element moved into [low, high].
    default Tensor clamp(double low, double high) {
        return maximum(low).minimum(high);
    }

    /// Gives `−this`.
    default Tensor negate() {
        return map(UnaryFn.NEGATE);
    }

    /// Gives `|this|`.
    default Tensor abs() {
        return map(UnaryFn.ABS);
    }

    /// Gives −1, 0 or 1.
    default Tensor sign() {
        return map(UnaryFn.SIGN);
    }

    /// Gives `this²`.
    default Tensor square() {
        return map(UnaryFn.SQUARE);
    }

    /// Gives `√this`.
    default Tensor sqrt() {
        return map(UnaryFn.SQRT);
    }

    /// Gives `1/√this`.
    default Tensor rsqrt() {
        return map(UnaryFn.RSQRT);
    }

    /// Gives `1/this`.
    default Tensor reciprocal() {
        return map(UnaryFn.RECIPROCAL);
    }

    /// Gives `e^this`.
    default Tensor exp() {
        return map(UnaryFn.EXP);
    }

    /// Gives `e^this − 1`, exact near 0.
    default Tensor expm1() {
        return map(UnaryFn.EXPM1);
    }

    /// Gives the natural logarithm.
    default Tensor log() {
        return map(UnaryFn.LOG);
    }

    /// Gives `ln(1 + this)`, exact near 0.
    default Tensor log1p() {
        return map(UnaryFn.LOG1P);
    }

    /// Gives the sine.
    default Tensor sin() {
        return map(UnaryFn.SIN);
    }

    /// Gives the cosine.
    default Tensor cos() {
        return map(UnaryFn.COS);
    }

    /// Gives the error function `2/√π ∫₀ˣ e^(−t²) dt`.
    default Tensor erf() {
        return map(UnaryFn.ERF);
    }

    /// Gives the largest integer not above.
    default Tensor floor() {
        return map(UnaryFn.FLOOR);
    }

    /// Gives the smallest integer not below.
    default Tensor ceil() {
        return map(UnaryFn.CEIL);
    }

    /// Gives the nearest integer, ties to even.
    default Tensor round() {
        return map(UnaryFn.ROUND);
    }

    /// Gives the same value, through which no gradient flows.
    default Tensor stopGradient() {
        return map(UnaryFn.STOP_GRADIENT);
    }

    /// Gives where the elements are finite: neither NaN nor infinite.
    default Tensor isFinite() {
        return subtract(self()).compare(CompareFn.EQUAL, 0);
    }

    /// Gives `yes` where this (bool) is true, else `no`; the branch not taken has zero gradient even where it is
    /// not finite.
    default Tensor where(Tensor yes, Tensor no) {
        List<Tensor> both = aligned(yes, no);
        Shape shape = common(self(), both.getFirst());
        return Tensor.apply(
                new Elementwise.Select(),
                self().broadcastTo(shape),
                both.get(0).broadcastTo(shape),
                both.get(1).broadcastTo(shape));
    }

    /// Gives the matrix product `[…, m, k] × […, k, n] → […, m, n]`; batch axes broadcast. A vector is a row on the
    /// left and a column on the right, and its axis vanishes from the result.
    ///
    /// @throws ShapeException if the inner sizes differ or an operand is a scalar
    default Tensor matmul(Tensor other) {
        return matmul(other, Operand.AS_IS, Operand.AS_IS);
    }

    /// Gives the matrix product with either operand's last two axes exchanged, without moving them in memory.
    ///
    /// @param other the right operand
    /// @param left how this tensor enters
    /// @param right how `other` enters
    default Tensor matmul(Tensor other, Operand left, Operand right) {
        if (self().rank() == 0 || other.rank() == 0) {
            throw new ShapeException("matmul: both operands need at least one axis, got " + self().shape() + " × "
                    + other.shape() + Origin.here().at() + "; did you mean multiply?");
        }
        Tensor x = self().rank() == 1 ? self().reshape(1, self().size(0)) : self();
        Tensor y = other.rank() == 1 ? other.reshape(other.size(0), 1) : other;
        if (x.rank() > 2 || y.rank() > 2) {
            Shape batch = batch(x.shape(), y.shape());
            x = x.broadcastTo(batch.append(x.shape().slice(x.rank() - 2, x.rank())));
            y = y.broadcastTo(batch.append(y.shape().slice(y.rank() - 2, y.rank())));
        }
        DType dtype = x.dtype().promote(y.dtype());
        Tensor product = Tensor.apply(new Contraction.MatMul(left, right), x.as(dtype), y.as(dtype));
        Tensor rows = other.rank() == 1 ? product.squeeze(-1) : product;
        return self().rank() == 1 ? rows.squeeze(other.rank() == 1 ? -1 : -2) : rows;
    }

    private static Shape batch(Shape x, Shape y) {
        try {
            return x.slice(0, x.rank() - 2).broadcastWith(y.slice(0, y.rank() - 2));
        } catch (ShapeException e) {
            throw new ShapeException(
                    "matmul: leading axes must be equal or 1, got " + x + " × " + y
                            + Origin.here().at(),
                    e);
        }
    }
}
