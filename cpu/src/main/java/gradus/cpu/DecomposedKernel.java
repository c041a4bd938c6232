package gradus.cpu;

import gradus.core.graph.Build;
import gradus.core.graph.Decompose;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Fused;
import gradus.core.plan.Plan;
import gradus.core.plan.Planner;
import gradus.core.rewrite.Rewrite;
import gradus.core.spi.Buffer;
import gradus.core.spi.Executable;
import gradus.core.type.Literal;
import java.util.ArrayList;
import java.util.List;

/// A fused operation for an element type that has no kernel of its own: its decomposition, planned when it is bound.
///
/// @param inputs the operands
/// @param y the result
/// @param copies the operands as the plan takes them
/// @param result the result as the plan gives it
/// @param call the plan, bound to the copies
record DecomposedKernel(List<Operand> inputs, Operand y, List<Operand> copies, Operand result, Executable.Call call)
        implements Kernel {
    static Kernel of(Fused op, List<Operand> inputs, Operand y, PlanExecutable.Kernels kernels) {
        List<Node> leaves = new ArrayList<>();
        List<Operand> copies = new ArrayList<>();
        List<Buffer> buffers = new ArrayList<>();
        for (Operand input : inputs) {
            Literal copy = Literal.zeros(input.type());
            leaves.add(Build.input("x" + leaves.size(), input.type()));
            copies.add(new Operand(input.type(), copy.array(), 0));
            buffers.add(new HostBuffer(copy));
        }
        Graph meaning = new Graph(leaves, List.of(Decompose.expand(op, leaves)));
        Plan plan = Planner.plan(Rewrite.standard(_ -> false, _ -> true).apply(meaning));
        Literal result = Literal.zeros(y.type());
        Executable.Call call = new PlanExecutable(plan, kernels)
                .bindPlain(buffers, List.<Buffer>of(new HostBuffer(result)), Executable.StepListener.NONE);
        return new DecomposedKernel(inputs, y, copies, new Operand(y.type(), result.array(), 0), call);
    }

    @Override
    public void run() {
        for (int i = 0; i < inputs.size(); i++) {
            copy(inputs.get(i), copies.get(i));
        }
        call.run();
        copy(result, y);
    }

    private static void copy(Operand from, Operand to) {
        System.arraycopy(from.array(), from.offset(), to.array(), to.offset(), from.count());
    }
}
