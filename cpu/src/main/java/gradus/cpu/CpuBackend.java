package gradus.cpu;

import gradus.core.op.Fused;
import gradus.core.plan.Plan;
import gradus.core.spi.Backend;
import gradus.core.spi.Buffer;
import gradus.core.spi.Executable;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.cpu.kernel.Heavy;
import gradus.cpu.kernel.Vectors;
import gradus.cpu.kernel.Workers;

/// The processor: Vector API kernels for float32, which bfloat16 is computed in, and plain loops for everything else.
public final class CpuBackend implements Backend {
    private static final int PREFERENCE = 100;

    /// Makes the backend; [java.util.ServiceLoader] calls this.
    public CpuBackend() {}

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public String description() {
        return Vectors.description() + ", " + Workers.shared().threads() + " threads";
    }

    @Override
    public int preference() {
        return PREFERENCE;
    }

    @Override
    public boolean computes(Fused op) {
        return true;
    }

    @Override
    public boolean computes(DType dtype) {
        return dtype != DType.BFLOAT16;
    }

    @Override
    public Buffer buffer(Literal elements) {
        return new HostBuffer(elements);
    }

    @Override
    public Executable compile(Plan plan) {
        return compile(plan, Heavy.NONE);
    }

    /// Prepares a plan for running, with something else to compute its heavy operations where it can.
    public Executable compile(Plan plan, Heavy heavy) {
        return new PlanExecutable(plan, new CpuKernels(Workers.shared(), heavy)::of);
    }
}
