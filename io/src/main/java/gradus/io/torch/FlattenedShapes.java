package gradus.io.torch;

import gradus.core.graph.Build;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.attention.MaskedLayer;
import gradus.nn.attention.PatchEmbedding;
import gradus.nn.attention.PositionalEmbedding;
import gradus.nn.layer.Context;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.Layer;
import gradus.nn.layer.LayerTrace;
import gradus.nn.layer.Linear;
import gradus.nn.recurrent.RecurrentLayer;
import gradus.nn.spatial.AdaptiveAvgPool;
import gradus.nn.spatial.AdaptiveMaxPool;
import gradus.nn.spatial.AvgPool;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.ConvTranspose;
import gradus.nn.spatial.MaxPool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which parts of a network read flattened places: there the order of numbers differs, because channels come last here
/// and first in PyTorch. It does not differ where features come last in both: in sequences of embedded tokens, of
/// recurrent layers and of attention.
final class FlattenedShapes {
    private static final int IMAGE_RANK = 4;

    private FlattenedShapes() {}

    /// Gives, by the path of a part, the sizes `[place…, channels]` that its numbers had before they were
    /// flattened, if PyTorch has the channels first there.
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
        boolean channelsFirst = before.rank() >= IMAGE_RANK;
        for (LayerTrace.Pass pass : trace.passes()) {
            channelsFirst = areChannelsFirst(pass.part()).orElse(channelsFirst);
            if (pass.part() instanceof Flatten && channelsFirst && before.rank() > 2) {
                flattened = before.slice(1, before.rank());
            } else if (flattened.rank() > 0) {
                found.put(pass.path(), flattened);
                flattened = pass.part() instanceof Linear ? Shape.of() : flattened;
            }
            before = pass.output().map(Tensor::shape).orElse(before);
        }
        return found;
    }

    /// Says where PyTorch has the channels of what a part gives; empty if where they were before.
    private static Optional<Boolean> areChannelsFirst(Object part) {
        return switch (part) {
            case Conv _, ConvTranspose _, AvgPool _, MaxPool _, AdaptiveAvgPool _, AdaptiveMaxPool _ ->
                Optional.of(true);
            case Embedding _, PatchEmbedding _, PositionalEmbedding _, RecurrentLayer _, MaskedLayer _ ->
                Optional.of(false);
            default -> Optional.empty();
        };
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
