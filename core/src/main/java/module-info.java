/// The engine: types, operations, graphs, gradients, plans and tensors. It depends on annotations only.
@org.jspecify.annotations.NullMarked
module gradus.core {
    requires transitive static org.jspecify;

    exports gradus.core.op;
    exports gradus.core.type;
}
