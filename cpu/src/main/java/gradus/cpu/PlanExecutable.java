package gradus.cpu;

import gradus.core.graph.Node;
import gradus.core.plan.Plan;
import gradus.core.plan.Step;
import gradus.core.spi.Buffer;
import gradus.core.spi.Executable;
import java.util.ArrayList;
import java.util.List;

/// A plan whose steps become kernels when it is bound.
///
/// @param plan the plan
/// @param kernels what makes a step's kernel
record PlanExecutable(Plan plan, Kernels kernels) implements Executable {
    private static final boolean POISON = Boolean.getBoolean("gradus.poison");

    /// Makes the kernel of a step.
    @FunctionalInterface
    interface Kernels {
        Kernel of(Node node, List<Operand> inputs, Operand output);
    }

    @Override
    public Call bind(List<Buffer> inputs, List<Buffer> outputs, StepListener listener) {
        return ScalarStart.of(plan, bindPlain(inputs, outputs, listener));
    }

    /// As [#bind], whatever the process begins with.
    Call bindPlain(List<Buffer> inputs, List<Buffer> outputs, StepListener listener) {
        Memory memory = new Memory(plan, inputs, outputs);
        List<Kernel> kernels =
                plan.steps().stream().map(step -> kernel(step, memory)).toList();
        return StepListener.NONE.equals(listener) ? unheard(kernels, memory) : heard(kernels, memory, listener);
    }

    /// Runs step after step and tells of each.
    private static Call heard(List<Kernel> kernels, Memory memory, StepListener listener) {
        Kernel[] bound = kernels.toArray(Kernel[]::new);
        return () -> {
            if (POISON) {
                memory.poison();
            }
            for (int i = 0; i < bound.length; i++) {
                bound[i].run();
                listener.stepDone(i);
            }
        };
    }

    /// Runs all steps, neighbouring loops in turns where they may.
    private static Call unheard(List<Kernel> kernels, Memory memory) {
        Kernel[] bound = LoopGroup.of(kernels);
        return () -> {
            if (POISON) {
                memory.poison();
            }
            for (Kernel kernel : bound) {
                kernel.run();
            }
        };
    }

    private Kernel kernel(Step step, Memory memory) {
        Node node = step.node();
        List<Operand> inputs = new ArrayList<>();
        for (int i = 0; i < step.inputs().size(); i++) {
            inputs.add(memory.operand(step.inputs().get(i), node.input(i).type()));
        }
        return kernels.of(node, inputs, memory.operand(step.output(), node.type()));
    }
}
