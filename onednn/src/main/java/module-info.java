import gradus.onednn.OnednnBackend;

/// Matrix products and convolutions by oneDNN, called by the foreign function interface; everything else by the CPU
/// backend.
@org.jspecify.annotations.NullMarked
module gradus.onednn {
    requires transitive gradus.core;
    requires gradus.cpu;
    requires static org.jspecify;

    exports gradus.onednn;

    provides gradus.core.spi.Backend with
            OnednnBackend;
}
