package gradus.onednn;

import gradus.onednn.Construction.Function;
import java.util.List;
import java.util.Optional;

/// Makes the primitives of a convolution of so many samples, and of its gradients. Data lies with channels last,
/// weights as the library likes them. Empty where it has no fast loops.
///
/// @param geometry the sizes
/// @param elements what is multiplied
record Convolution(Geometry geometry, Elements elements) {
    private static final int FORWARD = 64;
    private static final int DIRECT = 1;
    private static final long NONE = 0;

    private static final Function RESULT =
            Function.of("dnnl_convolution_forward_primitive_desc_create", "liilllllllll");
    private static final Function INPUT =
            Function.of("dnnl_convolution_backward_data_primitive_desc_create", "lilllllllll");
    private static final Function WEIGHT =
            Function.of("dnnl_convolution_backward_weights_primitive_desc_create", "lillllllllll");

    /// The primitive of `source`, `weights`, `result`.
    Optional<Primitive> forward(int samples) {
        long x = input(elements, samples);
        long w = Construction.anyLayout(elements, geometry.weight());
        long y = result(Elements.FLOAT32, samples);
        Optional<Long> description = RESULT.call(
                Construction.ENGINE,
                FORWARD,
                DIRECT,
                x,
                w,
                NONE,
                y,
                geometry.steps(),
                geometry.gaps(),
                geometry.before(),
                geometry.after(),
                Construction.ATTRIBUTES);
        return made(description, List.of(Role.SOURCE, Role.WEIGHTS, Role.RESULT), x, w, y);
    }

    /// The primitive of `result gradient`, `weights`, `source gradient`.
    Optional<Primitive> inputGradient(int samples) {
        long dx = input(Elements.FLOAT32, samples);
        long w = Construction.anyLayout(elements, geometry.weight());
        long dy = result(elements, samples);
        Optional<Long> description = INPUT.call(
                Construction.ENGINE,
                DIRECT,
                dx,
                w,
                dy,
                geometry.steps(),
                geometry.gaps(),
                geometry.before(),
                geometry.after(),
                NONE,
                Construction.ATTRIBUTES);
        return made(description, List.of(Role.RESULT_GRADIENT, Role.WEIGHTS, Role.SOURCE_GRADIENT), dx, w, dy);
    }

    /// The primitive of `source`, `result gradient`, `weights gradient`.
    Optional<Primitive> weightGradient(int samples) {
        long x = input(elements, samples);
        long dw = Construction.anyLayout(Elements.FLOAT32, geometry.weight());
        long dy = result(elements, samples);
        Optional<Long> description = WEIGHT.call(
                Construction.ENGINE,
                DIRECT,
                x,
                dw,
                NONE,
                dy,
                geometry.steps(),
                geometry.gaps(),
                geometry.before(),
                geometry.after(),
                NONE,
                Construction.ATTRIBUTES);
        return made(description, List.of(Role.SOURCE, Role.RESULT_GRADIENT, Role.WEIGHTS_GRADIENT), x, dw, dy);
    }

    /// Makes the change from the weight as it lies, float32, to the layout of a primitive.
    Primitive pack(Primitive primitive) {
        long plain = plainWeight();
        Primitive reorder = Construction.reorder(plain, primitive.layout(Role.WEIGHTS));
        Dnnl.destroyLayout(plain);
        return reorder;
    }

    /// Makes the change from the gradient in the layout of a primitive to the weight as it lies.
    Primitive unpack(Primitive primitive) {
        long plain = plainWeight();
        Primitive reorder = Construction.reorder(primitive.layout(Role.WEIGHTS_GRADIENT), plain);
        Dnnl.destroyLayout(plain);
        return reorder;
    }

    private long plainWeight() {
        return Construction.layout(Elements.FLOAT32, geometry.weight(), geometry.weightStrides());
    }

    private long input(Elements type, int samples) {
        return Construction.layout(type, geometry.input(samples), geometry.inputStrides());
    }

    private long result(Elements type, int samples) {
        return Construction.layout(type, geometry.result(samples), geometry.resultStrides());
    }

    private static Optional<Primitive> made(Optional<Long> description, List<Role> operands, long... layouts) {
        Optional<Primitive> primitive = Construction.primitive(description, operands);
        for (long layout : layouts) {
            Dnnl.destroyLayout(layout);
        }
        return primitive;
    }
}
