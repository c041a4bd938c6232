package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.type.DTypeException;
import gradus.core.type.ShapeException;
import java.util.function.Supplier;

/// Runs the layers inside a layer, so that an error of shapes or element types says in which of them it happened, by
/// the path that its parameters have: `layers.4, Linear 128 → 10: …`. Layers that hold others call them through this.
public final class Inner {
    private Inner() {}

    /// Gives the output of an inner layer.
    ///
    /// @param name the component that holds it, such as `body`
    /// @throws ShapeException if shapes do not fit inside, with the path
    /// @throws DTypeException if element types do not fit inside, with the path
    public static Tensor forward(String name, Layer layer, Tensor input, Context context) {
        try {
            return LayerTrace.through(name, layer, () -> layer.forward(input, context));
        } catch (ShapeException | DTypeException e) {
            throw inside(e, name, layer);
        }
    }

    /// Gives the output of an inner layer of a list.
    ///
    /// @param list the component that holds the list, such as `layers`
    /// @param index the layer's place in it
    /// @throws ShapeException if shapes do not fit inside, with the path
    /// @throws DTypeException if element types do not fit inside, with the path
    public static Tensor forward(String list, int index, Layer layer, Tensor input, Context context) {
        try {
            return LayerTrace.through(list, index, layer, () -> layer.forward(input, context));
        } catch (ShapeException | DTypeException e) {
            throw inside(e, list + "." + index, layer);
        }
    }

    /// Gives the result of a part that takes more than an input, such as a mask.
    ///
    /// @param name the component that holds it
    /// @param part what is run, for its name
    /// @param pass runs it
    /// @throws ShapeException if shapes do not fit inside, with the path
    /// @throws DTypeException if element types do not fit inside, with the path
    public static <T> T during(String name, Object part, Supplier<T> pass) {
        try {
            return LayerTrace.through(name, part, pass);
        } catch (ShapeException | DTypeException e) {
            throw inside(e, name, part);
        }
    }

    private static RuntimeException inside(RuntimeException error, String name, Object part) {
        return switch (error) {
            case ShapeException e -> e.inside(name, part);
            case DTypeException e -> e.inside(name, part);
            default -> error;
        };
    }
}
