package gradus.cpu;

import gradus.core.plan.Plan;
import gradus.core.spi.Buffer;
import gradus.core.spi.Executable;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.cpu.kernel.Heavy;
import gradus.cpu.kernel.VectorStart;
import gradus.cpu.kernel.Vectors;
import gradus.cpu.kernel.Workers;
import java.util.ArrayList;
import java.util.List;

/// A bound plan of a process that begins by scalar loops: once it has run for a while, its vector loops are compiled in
/// the background, on zeros in memory of its own.
final class ScalarStart implements Executable.Call {
    /// A run this long in all is worth the compilation; shorter processes end before it would pay.
    private static final long WORTH_NANOS = 500_000_000;

    private final Plan plan;
    private final Executable.Call call;
    private final VectorStart start = Vectors.start();
    private long spent;

    private ScalarStart(Plan plan, Executable.Call call) {
        this.plan = plan;
        this.call = call;
    }

    /// The call itself where vectors are used at once.
    static Executable.Call of(Plan plan, Executable.Call call) {
        return Vectors.start().asleep() ? new ScalarStart(plan, call) : call;
    }

    @Override
    public void run() {
        if (spent > WORTH_NANOS || !start.asleep()) {
            call.run();
            return;
        }
        long before = System.nanoTime();
        call.run();
        long took = System.nanoTime() - before;
        spent += took;
        if (spent > WORTH_NANOS) {
            start.warm(() -> onZeros()::run, took);
        }
    }

    private Executable.Call onZeros() {
        List<Buffer> inputs =
                new ArrayList<>(plan.inputs().stream().map(ScalarStart::zeros).toList());
        List<Buffer> outputs = new ArrayList<>();
        for (int i = 0; i < plan.outputs().size(); i++) {
            Integer input = plan.updates().get(i);
            outputs.add(input == null ? zeros(plan.outputs().get(i)) : inputs.get(input));
        }
        return new PlanExecutable(plan, new CpuKernels(new Workers(1), Heavy.NONE)::of)
                .bindPlain(inputs, outputs, Executable.StepListener.NONE);
    }

    private static Buffer zeros(TensorType type) {
        return new HostBuffer(Literal.zeros(type));
    }
}
