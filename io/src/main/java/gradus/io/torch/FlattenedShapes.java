package gradus.io.torch;

import gradus.core.graph.Build;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.layer.Context;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.Layer;
import gradus.nn.layer.LayerTrace;
import gradus.nn.layer.Linear;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which parts of a network read flattened places: there the order of numbers differs, because channels come last here
/// and first in PyTorch.
final class FlattenedShapes {
    private FlattenedShapes() {}

    /// Gives, by the path of a part, the sizes `[place…, channels]` that its numbers had before they were
    /// flattened.
    ///
    /// @param network the network
    /// @param sample the shape of a sample
    /// @param dtype the type of samples
    static Map<String, Shape> of(Layer network, Shape sample, DType dtype) {
        LayerTrace trace = new LayerTrace();
        Tensor input = Tensor.of(Build.input("input", new TensorType(dtype, sample.inserting(0, 2))));
        trace.during(() -> network.forward(input, Context.inference()));
        Map<String, Shape> found = new LinkedHashMap<>();
        Shape before = input.shape();
        Shape flattened = Shape.of();
        for (LayerTrace.Pass pass : trace.passes()) {
            if (pass.part() instanceof Flatten && before.rank() > 2) {
                flattened = before.slice(1, before.rank());
            } else if (flattened.rank() > 0) {
                found.put(pass.path(), flattened);
                flattened = pass.part() instanceof Linear ? Shape.of() : flattened;
            }
            before = pass.output().map(Tensor::shape).orElse(before);
        }
        return found;
    }

    /// Gives a tensor whose first axis counts flattened numbers with these in our order.
    ///
    /// @param theirs `[channels · place…, …]`
    /// @param places `[place…, channels]`
    static Tensor reordered(Tensor theirs, Shape places) {
        List<Integer> sizes = new ArrayList<>(List.of(places.size(-1)));
        List<Integer> order = new ArrayList<>();
        for (int axis = 0; axis < places.rank() - 1; axis++) {
            sizes.add(places.size(axis));
            order.add(axis + 1);
        }
        order.add(0);
        for (int axis = 1; axis < theirs.rank(); axis++) {
            order.add(sizes.size());
            sizes.add(theirs.size(axis));
        }
        int[] apart = sizes.stream().mapToInt(Integer::intValue).toArray();
        return theirs.reshape(apart).transpose(order).reshape(theirs.shape());
    }
}
