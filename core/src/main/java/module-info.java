/// The engine: types, operations, graphs, gradients, plans and tensors. It depends on annotations only.
@org.jspecify.annotations.NullMarked
module gradus.core {
    requires transitive static org.jspecify;

    exports gradus.core.autodiff;
    exports gradus.core.graph;
    exports gradus.core.op;
    exports gradus.core.plan;
    exports gradus.core.profile;
    exports gradus.core.rewrite;
    exports gradus.core.spi;
    exports gradus.core.tensor;
    exports gradus.core.tree;
    exports gradus.core.type;

    uses gradus.core.spi.Backend;
}
