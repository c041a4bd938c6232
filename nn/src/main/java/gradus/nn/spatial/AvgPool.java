package gradus.nn.spatial;

import gradus.core.op.Window;
import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorPools.Counting;
import gradus.core.type.DType;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import java.util.ArrayList;
import java.util.List;

/// The mean of each window, each channel by itself: `[batch, spatial…, channels] → [batch, places…, channels]`,
/// for sequences, images and volumes alike.
///
/// Padding counts as zeros or not at all; what rounding up adds behind it never counts. PyTorch counts padding
/// by default, Keras and ONNX do not.
///
/// {@snippet file="SpatialSnippets.java" region="AvgPool"}
///
/// @param options how the window slides
/// @param counting whether padding counts
public record AvgPool(PoolOptions options, Counting counting) implements Layer {
    /// Gives a layer that slides so and counts padding.
    public static AvgPool of(PoolOptions options) {
        return new AvgPool(options, Counting.WITH_PADDING);
    }

    /// Gives a layer over sequences whose window moves by its own size.
    public static AvgPool of1d(int size) {
        return of(PoolOptions.of(size));
    }

    /// Gives a layer over images whose square window moves by its own size.
    public static AvgPool of2d(int size) {
        return of(PoolOptions.of(size, size));
    }

    /// Gives a layer over volumes whose cubic window moves by its own size.
    public static AvgPool of3d(int size) {
        return of(PoolOptions.of(size, size, size));
    }

    /// Gives this layer counting elements of the input only.
    public AvgPool withoutPadding() {
        return new AvgPool(options, Counting.WITHOUT_PADDING);
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        Shape spatial = PoolOptions.spatial("average pool", options.rank(), input);
        Window exact = options.exact(spatial);
        Window window = options.window(spatial);
        if (counting == Counting.WITHOUT_PADDING || window.equals(exact)) {
            return input.windowMean(window, counting);
        }
        return input.wide()
                .windowSum(window)
                .divide(places(spatial, exact, window))
                .as(input.dtype());
    }

    /// How many places of the padded input each window reads: a sum over ones of the padded size.
    private static Tensor places(Shape spatial, Window exact, Window window) {
        List<Window.Axis> axes = new ArrayList<>();
        Shape padded = spatial;
        for (int i = 0; i < spatial.rank(); i++) {
            Window.Axis axis = window.axes().get(i);
            int rounded = axis.high() - exact.axes().get(i).high();
            padded = padded.with(i, exact.axes().get(i).padded(spatial.size(i)));
            axes.add(new Window.Axis(axis.size(), axis.stride(), 0, rounded, axis.dilation()));
        }
        Shape one = Shape.of(1);
        Tensor ones =
                Tensor.fill(new TensorType(DType.FLOAT32, one.append(padded).append(one)), 1);
        return Tensor.of(ones.windowSum(new Window(axes)).literal());
    }

    @Override
    public String toString() {
        return "AvgPool " + options + (counting == Counting.WITHOUT_PADDING ? ", padding not counted" : "");
    }
}
