package gradus.onednn;

import gradus.core.op.Fused;
import gradus.core.plan.Plan;
import gradus.core.spi.Backend;
import gradus.core.spi.Buffer;
import gradus.core.spi.Executable;
import gradus.core.spi.Precision;
import gradus.core.type.DType;
import gradus.core.type.DeviceException;
import gradus.core.type.Literal;
import gradus.cpu.CpuBackend;
import java.util.LinkedHashMap;
import java.util.Map;

/// The CPU backend with large float32 matrix products and convolutions by oneDNN.
///
/// Results are the same for any number of threads, but not to the bit those of the backend `cpu`: oneDNN sums in
/// another order, which depends on the kind of processor. It is used when asked for by name, as by
/// `-Dgradus.backend=onednn`.
public final class OnednnBackend implements Backend {
    private static final int PREFERENCE = 10;

    private static final OnednnBackend BFLOAT16 = new OnednnBackend(OnednnHeavy.BFLOAT16);

    private final CpuBackend cpu = new CpuBackend();
    private final OnednnHeavy heavy;

    /// Makes the backend; [java.util.ServiceLoader] calls this. The library is looked for when it is first needed.
    public OnednnBackend() {
        this(OnednnHeavy.FLOAT32);
    }

    OnednnBackend(OnednnHeavy heavy) {
        this.heavy = heavy;
    }

    @Override
    public String name() {
        return "onednn";
    }

    /// Says in one line what runs, or why nothing does.
    @Override
    public String description() {
        return Native.problem()
                .map(message -> "not available, " + message)
                .orElseGet(() -> "oneDNN " + Dnnl.version() + " ("
                        + instructions()
                        + ") for products and convolutions" + in() + ", else " + cpu.description());
    }

    @Override
    public Map<String, String> placement() {
        Map<String, String> placement = new LinkedHashMap<>();
        placement.put("large products and convolutions of float32", description());
        placement.putAll(cpu.placement());
        return placement;
    }

    private String in() {
        return switch (heavy.elements()) {
            case FLOAT32 -> "";
            case BFLOAT16 -> " in bfloat16";
        };
    }

    /// Gives the backend that rounds the operands of products and convolutions to bfloat16; sums stay float32.
    ///
    /// @throws DeviceException if the library is not there or the processor has no instructions for bfloat16
    @Override
    public Backend with(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> heavy.elements() == Elements.FLOAT32 ? this : new OnednnBackend();
            case BF16 -> bfloat16();
        };
    }

    private static Backend bfloat16() {
        Native.require();
        if (!Dnnl.multipliesBfloat16()) {
            throw new DeviceException("precision: bf16 needs a processor with AVX-512 BF16 or AMX, oneDNN finds "
                    + instructions() + " here; leave the precision at float32, which rounds nothing and is as fast");
        }
        return BFLOAT16;
    }

    private static String instructions() {
        return Dnnl.instructionsName(Dnnl.instructions()).replace("cpu_isa_", "");
    }

    /// Gives less than the CPU backend's: its results are reproduced on every processor, those of oneDNN are not.
    @Override
    public int preference() {
        return PREFERENCE;
    }

    @Override
    public boolean computes(Fused op) {
        return cpu.computes(op);
    }

    @Override
    public boolean computes(DType type) {
        return cpu.computes(type);
    }

    @Override
    public Buffer buffer(Literal elements) {
        return cpu.buffer(elements);
    }

    /// Prepares a plan for running.
    ///
    /// @throws DeviceException if the library is not published for this system, not found or not loadable
    @Override
    public Executable compile(Plan plan) {
        Native.require();
        return cpu.compile(plan, heavy);
    }
}
