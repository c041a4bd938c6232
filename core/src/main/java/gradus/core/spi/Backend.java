package gradus.core.spi;

import gradus.core.op.Fused;
import gradus.core.plan.Plan;
import gradus.core.type.DType;
import gradus.core.type.DeviceException;
import gradus.core.type.Literal;
import java.util.Map;

/// Something that runs plans: a processor with its kernels. Implementations are thread-safe.
///
/// {@snippet file="TensorSnippets.java" region="Backends"}
public interface Backend {
    /// Gives the short name by which a user asks for it, as `cpu`.
    String name();

    /// Says in one line what runs and why, as `AVX-512, 16 floats at once, 2 threads`.
    String description();

    /// Says which kinds of operations run by what, in the order to show. Default: all as the description says.
    default Map<String, String> placement() {
        return Map.of("all operations", description());
    }

    /// Gives how much it is preferred over others when the user asks for none; the reference interpreter has 0.
    int preference();

    /// Says whether it computes a fused operation directly; others are decomposed before planning.
    boolean computes(Fused op);

    /// Says whether its kernels take numbers of an element type and round as [DType] says. Where it does not for
    /// bfloat16, plans hold casts and operations on float32 instead.
    boolean computes(DType type);

    /// Gives this backend with large products and convolutions of float32 operands in another precision.
    ///
    /// @throws DeviceException if it, or this processor, does not multiply so
    default Backend with(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> this;
            case BF16 ->
                throw new DeviceException("precision: bf16 needs a backend that multiplies in bfloat16, “" + name()
                        + "” does not; add the module onednn and choose it with -D" + Backends.PROPERTY
                        + "=onednn (gradus train: --backend onednn), or leave the precision at float32");
        };
    }

    /// Gives a buffer that starts with these elements. A backend whose memory is the host's uses the literal's own
    /// storage.
    Buffer buffer(Literal elements);

    /// Prepares a plan for running.
    ///
    /// @throws DeviceException if it cannot run it
    Executable compile(Plan plan);
}
