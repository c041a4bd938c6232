/// The engine: types, operations, graphs, gradients, plans and tensors.
@org.jspecify.annotations.NullMarked
module gradus.core {
    requires transitive static org.jspecify;
}
