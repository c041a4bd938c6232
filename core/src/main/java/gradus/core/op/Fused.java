package gradus.core.op;

import gradus.core.type.TensorType;
import java.util.List;

/// Operations that have a meaning in terms of others (their decomposition) and a kernel that does them in one pass.
public sealed interface Fused extends Op
        permits Fused.Softmax, Fused.LogSoftmax, Fused.CrossEntropy, Fused.Pointwise, Attention, Recurrent, Windowed {
    /// `e^xᵢ / Σⱼ e^xⱼ` over the last axis, without overflow. A row of −∞ gives zeros.
    record Softmax() implements Fused {}

    /// `xᵢ − ln Σⱼ e^xⱼ` over the last axis, without overflow. A row of −∞ stays −∞.
    record LogSoftmax() implements Fused {}

    /// `−ln softmax(x)[target]`: the cross-entropy of logits `[…, classes]` with class indices `[…]`; gives `[…]`.
    record CrossEntropy() implements Fused {}

    /// A chain of element-wise operations done in one pass; made by the fuse rewrite.
    ///
    /// @param type the result's type, floating point
    /// @param accesses how each input is read
    /// @param steps the operations, the last of which gives the result
    record Pointwise(TensorType type, List<Access> accesses, List<PointwiseStep> steps) implements Fused {
        /// Copies the lists.
        public Pointwise {
            accesses = List.copyOf(accesses);
            steps = List.copyOf(steps);
        }
    }

    @Override
    default TensorType infer(List<TensorType> inputs) {
        return switch (this) {
            case Softmax _, LogSoftmax _ -> rows(inputs);
            case CrossEntropy _ -> crossEntropy(inputs);
            case Pointwise pointwise -> loop(pointwise, inputs);
            case Attention attention -> attention.infer(inputs);
            case Windowed windowed -> windowed.infer(inputs);
            case Recurrent recurrent -> recurrent.infer(inputs);
        };
    }

    private TensorType rows(List<TensorType> inputs) {
        Check.count(name(), inputs, 1);
        TensorType type = inputs.getFirst();
        Check.floating(name(), type);
        Check.that(name(), type.shape().rank() >= 1, "at least one axis is needed", type);
        return type;
    }

    private TensorType crossEntropy(List<TensorType> inputs) {
        Check.count(name(), inputs, 2);
        TensorType logits = inputs.get(0);
        TensorType target = inputs.get(1);
        Check.floating(name(), logits);
        Check.index(name(), target);
        Check.that(
                name(),
                logits.shape().rank() >= 1 && logits.shape().without(-1).equals(target.shape()),
                "targets must have the shape of the logits without the last axis",
                logits + " and " + target);
        return logits.with(target.shape());
    }

    private TensorType loop(Pointwise pointwise, List<TensorType> inputs) {
        Check.count(name(), inputs, pointwise.accesses().size());
        Check.floating(name(), pointwise.type());
        for (int i = 0; i < inputs.size(); i++) {
            Check.dtype(name(), inputs.get(i), pointwise.type().dtype());
            Access access = pointwise.accesses().get(i);
            boolean fits = inputs.get(i).count() == access.modulus();
            Check.that(name(), fits, "an input has as many elements as are read", access);
        }
        return pointwise.type();
    }

    @Override
    default String name() {
        return switch (this) {
            case Softmax _ -> "softmax";
            case LogSoftmax _ -> "log_softmax";
            case CrossEntropy _ -> "cross_entropy";
            case Pointwise _ -> "pointwise";
            case Attention attention -> attention.name();
            case Windowed windowed -> windowed.name();
            case Recurrent recurrent -> recurrent.name();
        };
    }
}
