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
import java.util.LinkedHashMap;
import java.util.Map;

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
    public Map<String, String> placement() {
        String kernels = "kernels, " + Vectors.description();
        Map<String, String> placement = new LinkedHashMap<>();
        placement.put("products, convolutions and pooling of float32", kernels);
        placement.put("functions, sums, softmax, attention, recurrence and random numbers of float32", kernels);
        placement.put("products of float64", "blocked loops over all threads");
        placement.put("reshaping, transposing, slicing and joining", "copies, or none where a view will do");
        placement.put("lookups, sorting, integers and the rest of float64", "reference, plain loops on one thread");
        placement.put("bfloat16", "computed in float32 and rounded");
        return placement;
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
