package gradus.core.op;

import gradus.core.op.Recurrent.Flow;
import gradus.core.op.Recurrent.Steps;
import gradus.core.type.DType;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.List;

/// The shape rules of [Recurrent] operations.
final class RecurrentTypes {
    private RecurrentTypes() {}

    static TensorType sequence(Recurrent.Sequence op, List<TensorType> inputs) {
        int count = op.maskInput() + (op.steps() == Steps.MASKED ? 1 : 0);
        Check.count(op.name(), inputs, count);
        TensorType projection = inputs.get(0);
        Check.floating(op.name(), projection);
        Check.that(
                op.name(),
                projection.shape().rank() == 3,
                "the input projection must be [batch, steps, gates · hidden]",
                projection.shape());
        Check.that(op.name(), projection.shape().size(1) > 0, "a sequence needs at least one step", projection.shape());
        weight(op, inputs.get(1), projection.dtype());
        RecurrentLayout layout = RecurrentLayout.of(op, inputs);
        Check.that(
                op.name(),
                projection.shape().size(2) == layout.gateWidth(),
                "the input projection's last size must be " + layout.gateWidth() + ", "
                        + op.cell().gates() + " × the hidden size " + layout.hidden(),
                projection.shape());
        if (op.cell().hasRecurrentBias()) {
            part(op, "the recurrent bias", inputs.get(2), projection.with(Shape.of(layout.gateWidth())));
        }
        states(op, inputs.subList(op.hiddenInput(), op.maskInput()), projection.with(layout.state()));
        if (op.steps() == Steps.MASKED) {
            mask(op, inputs.get(op.maskInput()), layout);
        }
        return projection.with(Shape.of(layout.resultCount()));
    }

    static TensorType gradient(Recurrent.SequenceGradient op, List<TensorType> inputs) {
        Check.count(op.name(), inputs, op.resultInput() + 2);
        TensorType weight = inputs.get(0);
        Check.floating(op.name(), weight);
        weight(op, weight, weight.dtype());
        Check.that(
                op.name(),
                inputs.get(1).shape().rank() == 2,
                "the initial state must be [batch, hidden]",
                inputs.get(1).shape());
        Check.that(op.name(), op.length() > 0, "a sequence needs at least one step", op.length());
        RecurrentLayout layout = RecurrentLayout.of(op, inputs);
        states(
                op,
                inputs.subList(1, op.maskInput()),
                weight.with(Shape.of(layout.batch(), weight.shape().size(0))));
        if (op.steps() == Steps.MASKED) {
            mask(op, inputs.get(op.maskInput()), layout);
        }
        TensorType result = weight.with(Shape.of(layout.resultCount()));
        part(op, "the sequence's result", inputs.get(op.resultInput()), result);
        TensorType flow = op.flow() == Flow.PACKED ? result : weight.with(layout.states());
        part(op, "the gradient that flows in", inputs.get(op.resultInput() + 1), flow);
        return weight.with(Shape.of(layout.gradientCount()));
    }

    private static void weight(Recurrent op, TensorType weight, DType dtype) {
        Check.dtype(op.name(), weight, dtype);
        Shape shape = weight.shape();
        int gates = op.cell().gates();
        boolean fits = shape.rank() == 2 && shape.size(0) > 0 && shape.size(1) == gates * shape.size(0);
        String width = gates == 1 ? "hidden" : gates + " · hidden";
        Check.that(op.name(), fits, "the recurrent weight must be [hidden, " + width + "]", shape);
    }

    private static void states(Recurrent op, List<TensorType> states, TensorType expected) {
        part(op, "the initial hidden state", states.getFirst(), expected);
        if (states.size() > 1) {
            part(op, "the initial cell state", states.get(1), expected);
        }
    }

    private static void mask(Recurrent op, TensorType mask, RecurrentLayout layout) {
        part(op, "the mask", mask, TensorType.of(DType.BOOL, layout.batch(), layout.steps()));
    }

    private static void part(Recurrent op, String what, TensorType found, TensorType expected) {
        Check.that(op.name(), found.equals(expected), what + " must be " + expected, found);
    }
}
