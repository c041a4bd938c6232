package gradus.nn.spatial;

import gradus.core.tensor.Tensor;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;

/// The largest number of each window, each channel by itself: `[batch, spatial…, channels] → [batch, places…,
/// channels]`, for sequences, images and volumes alike.
///
/// The gradient goes to the first of equals in row-major order; NaN is larger than any number; padding is smaller.
///
/// {@snippet file="NetworkSnippets.java" region="MaxPool"}
///
/// @param options how the window slides
public record MaxPool(PoolOptions options) implements Layer {
    /// Gives a layer that slides so.
    public static MaxPool of(PoolOptions options) {
        return new MaxPool(options);
    }

    /// Gives a layer over sequences whose window moves by its own size.
    public static MaxPool of1d(int size) {
        return of(PoolOptions.of(size));
    }

    /// Gives a layer over images whose square window moves by its own size.
    public static MaxPool of2d(int size) {
        return of(PoolOptions.of(size, size));
    }

    /// Gives a layer over volumes whose cubic window moves by its own size.
    public static MaxPool of3d(int size) {
        return of(PoolOptions.of(size, size, size));
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        return input.windowMax(options.window(PoolOptions.spatial("max pool", options.rank(), input)));
    }

    @Override
    public String toString() {
        return "MaxPool " + options;
    }
}
