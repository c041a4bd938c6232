import gradus.cpu.CpuBackend;
import gradus.cpu.ReferenceBackend;

/// The CPU backend: the plain reference interpreter and kernels by the Vector API.
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // gradus.onednn is optional and built later
module gradus.cpu {
    requires transitive gradus.core;
    requires static jdk.incubator.vector;
    requires static org.jspecify;

    exports gradus.cpu;
    exports gradus.cpu.kernel to
            gradus.onednn;

    provides gradus.core.spi.Backend with
            CpuBackend,
            ReferenceBackend;
}
