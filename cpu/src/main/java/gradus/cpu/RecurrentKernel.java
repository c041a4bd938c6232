package gradus.cpu;

import gradus.core.op.Recurrent;
import gradus.core.op.Recurrent.Flow;
import gradus.core.op.Recurrent.Steps;
import gradus.core.op.RecurrentLayout;
import gradus.cpu.kernel.Floats;
import gradus.cpu.kernel.RecurrentBackward;
import gradus.cpu.kernel.RecurrentForward;
import gradus.cpu.kernel.RecurrentSource;
import gradus.cpu.kernel.StepMask;
import gradus.cpu.kernel.Workers;
import java.util.List;

/// Binds the float32 kernels of recurrent operations to their operands.
final class RecurrentKernel {
    private RecurrentKernel() {}

    static Kernel of(Recurrent op, List<Operand> inputs, Operand y, Workers workers) {
        return switch (op) {
            case Recurrent.Sequence sequence -> forward(sequence, inputs, y, workers);
            case Recurrent.SequenceGradient gradient -> backward(gradient, inputs, y, workers);
        };
    }

    private static Kernel forward(Recurrent.Sequence op, List<Operand> inputs, Operand y, Workers workers) {
        RecurrentLayout layout =
                RecurrentLayout.of(op, inputs.stream().map(Operand::type).toList());
        RecurrentSource source = new RecurrentSource(
                layout,
                op.direction(),
                floats(inputs.get(1)),
                floats(inputs.get(op.hiddenInput())),
                op.cell().hasCellState() ? floats(inputs.get(op.hiddenInput() + 1)) : Floats.NONE,
                op.steps() == Steps.MASKED ? mask(inputs.get(op.maskInput())) : StepMask.ALL);
        Floats bias = op.cell().hasRecurrentBias() ? floats(inputs.get(2)) : Floats.NONE;
        RecurrentForward forward = new RecurrentForward(source, floats(inputs.getFirst()), bias, floats(y), workers);
        return forward::run;
    }

    private static Kernel backward(Recurrent.SequenceGradient op, List<Operand> inputs, Operand y, Workers workers) {
        RecurrentLayout layout =
                RecurrentLayout.of(op, inputs.stream().map(Operand::type).toList());
        RecurrentSource source = new RecurrentSource(
                layout,
                op.direction(),
                floats(inputs.getFirst()),
                floats(inputs.get(1)),
                op.cell().hasCellState() ? floats(inputs.get(2)) : Floats.NONE,
                op.steps() == Steps.MASKED ? mask(inputs.get(op.maskInput())) : StepMask.ALL);
        Floats result = floats(inputs.get(op.resultInput()));
        Floats flow = floats(inputs.get(op.resultInput() + 1));
        Floats packed = op.flow() == Flow.PACKED ? flow : Floats.NONE;
        RecurrentBackward backward = new RecurrentBackward(source, result, flow, packed, floats(y), workers);
        return backward::run;
    }

    private static Floats floats(Operand x) {
        return new Floats(x.floats(), x.offset());
    }

    private static StepMask mask(Operand x) {
        return new StepMask((byte[]) x.array(), x.offset());
    }
}
