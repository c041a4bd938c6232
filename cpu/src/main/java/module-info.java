import gradus.cpu.CpuBackend;
import gradus.cpu.ReferenceBackend;

/// The CPU backend: the plain reference interpreter and kernels by the Vector API.
@org.jspecify.annotations.NullMarked
module gradus.cpu {
    requires transitive gradus.core;
    requires static jdk.incubator.vector;
    requires static org.jspecify;

    exports gradus.cpu;

    provides gradus.core.spi.Backend with
            CpuBackend,
            ReferenceBackend;
}
