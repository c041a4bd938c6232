package gradus.cpu;

import gradus.core.op.Fused;
import gradus.core.plan.Plan;
import gradus.core.spi.Backend;
import gradus.core.spi.Buffer;
import gradus.core.spi.Executable;
import gradus.core.type.DType;
import gradus.core.type.Literal;

/// The oracle: plain loops in float64, every fused operation decomposed. Slow and obviously right.
public final class ReferenceBackend implements Backend {
    /// Makes the backend; [java.util.ServiceLoader] calls this.
    public ReferenceBackend() {}

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public String description() {
        return "plain loops in float64, one thread";
    }

    @Override
    public int preference() {
        return 0;
    }

    @Override
    public boolean computes(Fused op) {
        return false;
    }

    @Override
    public boolean computes(DType dtype) {
        return true;
    }

    @Override
    public Buffer buffer(Literal elements) {
        return new HostBuffer(elements);
    }

    @Override
    public Executable compile(Plan plan) {
        return new PlanExecutable(plan, ReferenceKernels::of);
    }
}
