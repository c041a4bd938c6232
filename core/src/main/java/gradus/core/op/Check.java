package gradus.core.op;

import gradus.core.type.DType;
import gradus.core.type.DTypeException;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import java.util.List;

/// The checks that operations share, with their messages.
final class Check {
    private Check() {}

    static void count(String name, List<TensorType> inputs, int expected) {
        if (inputs.size() != expected) {
            throw new ShapeException(name + ": takes " + expected + (expected == 1 ? " input, got " : " inputs, got ")
                    + inputs.size() + Origin.here().at());
        }
    }

    static TensorType same(String name, TensorType left, TensorType right) {
        if (!left.shape().equals(right.shape())) {
            throw new ShapeException(name + ": shapes must be equal, got " + left.shape() + " and " + right.shape()
                    + Origin.here().at() + "; broadcast one of them first");
        }
        if (left.dtype() != right.dtype()) {
            throw new DTypeException(name + ": element types must be equal, got " + left.dtype() + " and "
                    + right.dtype() + Origin.here().at() + "; cast one of them with .as(…)");
        }
        return left;
    }

    static void floating(String name, TensorType type) {
        if (!type.dtype().isFloating()) {
            throw new DTypeException(name + ": takes floating-point elements, got " + type
                    + Origin.here().at() + "; cast it with .as(DType.FLOAT32)");
        }
    }

    static void dtype(String name, TensorType type, DType expected) {
        if (type.dtype() != expected) {
            throw new DTypeException(name + ": takes " + expected + " here, got " + type
                    + Origin.here().at() + "; cast it with .as(…)");
        }
    }

    static void index(String name, TensorType type) {
        if (!type.dtype().isInteger()) {
            throw new DTypeException(name + ": indices must be int32 or int64, got " + type
                    + Origin.here().at() + "; cast them with .as(DType.INT64)");
        }
    }

    static void axis(String name, int axis, TensorType type) {
        if (axis < 0 || axis >= type.shape().rank()) {
            throw new ShapeException(
                    name + ": the axis must lie in [0, " + type.shape().rank() + ") for " + type + ", got " + axis
                            + Origin.here().at());
        }
    }

    static void that(String name, boolean holds, String rule, Object facts) {
        if (!holds) {
            throw new ShapeException(
                    name + ": " + rule + ", got " + facts + Origin.here().at());
        }
    }
}
