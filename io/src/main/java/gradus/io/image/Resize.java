package gradus.io.image;

import gradus.nn.data.image.ImageSize;

/// Scales images by a triangle filter as wide as the scale demands, one axis after the other: bilinear where an image
/// grows, a weighted mean where it shrinks, so that nothing is skipped.
final class Resize {
    private Resize() {}

    /// The part of an image that is shown, in pixels.
    private record Window(double top, double left, double height, double width) {}

    static byte[] fit(byte[] pixels, ImageSize from, ImageSize to, Fit fit) {
        if (from.equals(to)) {
            return pixels;
        }
        double tall = (double) from.height() / to.height();
        double broad = (double) from.width() / to.width();
        return switch (fit) {
            case STRETCH, REFUSE -> scaled(pixels, from, to, new Window(0, 0, from.height(), from.width()));
            case CROP -> {
                double step = Math.min(tall, broad);
                double height = step * to.height();
                double width = step * to.width();
                yield scaled(
                        pixels,
                        from,
                        to,
                        new Window((from.height() - height) / 2, (from.width() - width) / 2, height, width));
            }
            case PAD -> padded(pixels, from, to, Math.max(tall, broad));
        };
    }

    private static byte[] padded(byte[] pixels, ImageSize from, ImageSize to, double step) {
        int height = Math.clamp(Math.round(from.height() / step), 1, to.height());
        int width = Math.clamp(Math.round(from.width() / step), 1, to.width());
        ImageSize inner = new ImageSize(height, width, to.channels());
        byte[] small = scaled(pixels, from, inner, new Window(0, 0, from.height(), from.width()));
        byte[] result = new byte[to.count()];
        int top = (to.height() - height) / 2;
        int left = (to.width() - width) / 2;
        int line = width * to.channels();
        for (int row = 0; row < height; row++) {
            System.arraycopy(small, row * line, result, ((top + row) * to.width() + left) * to.channels(), line);
        }
        return result;
    }

    private static byte[] scaled(byte[] pixels, ImageSize from, ImageSize to, Window window) {
        int channels = from.channels();
        float[][] across = weights(window.left(), window.width(), to.width(), from.width());
        float[][] down = weights(window.top(), window.height(), to.height(), from.height());
        float[] wide = new float[from.height() * to.width() * channels];
        for (int row = 0; row < from.height(); row++) {
            for (int column = 0; column < to.width(); column++) {
                float[] weight = across[column];
                int first = (int) weight[0];
                for (int c = 0; c < channels; c++) {
                    float sum = 0;
                    for (int k = 1; k < weight.length; k++) {
                        sum += weight[k] * (pixels[(row * from.width() + first + k - 1) * channels + c] & 0xFF);
                    }
                    wide[(row * to.width() + column) * channels + c] = sum;
                }
            }
        }
        byte[] result = new byte[to.count()];
        int line = to.width() * channels;
        for (int row = 0; row < to.height(); row++) {
            float[] weight = down[row];
            int first = (int) weight[0];
            for (int at = 0; at < line; at++) {
                float sum = 0;
                for (int k = 1; k < weight.length; k++) {
                    sum += weight[k] * wide[(first + k - 1) * line + at];
                }
                result[row * line + at] = (byte) Math.clamp(Math.round(sum), 0, 255);
            }
        }
        return result;
    }

    /// For each place of the result: the first place that counts, then the weights from there on.
    private static float[][] weights(double start, double length, int places, int size) {
        double step = length / places;
        double reach = Math.max(step, 1);
        float[][] weights = new float[places][];
        for (int i = 0; i < places; i++) {
            double centre = start + (i + 0.5) * step;
            int first = Math.clamp((long) Math.floor(centre - reach + 0.5), 0, size - 1);
            int end = Math.clamp((long) Math.floor(centre + reach + 0.5), first + 1, size);
            weights[i] = new float[end - first + 1];
            weights[i][0] = first;
            double sum = 0;
            for (int k = first; k < end; k++) {
                double weight = Math.max(1 - Math.abs(k + 0.5 - centre) / reach, 0);
                weights[i][k - first + 1] = (float) weight;
                sum += weight;
            }
            for (int k = 1; k < weights[i].length; k++) {
                weights[i][k] = (float) (weights[i][k] / sum);
            }
        }
        return weights;
    }
}
