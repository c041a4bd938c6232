package gradus.nn.data.image;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// How bytes become numbers: `(byte / 255 − mean) / deviation`, channel by channel. It is plain data, kept with a
/// model, because a network must see new images as it saw those of training.
///
/// {@snippet file="SampleSnippets.java" region="ImageScaling"}
///
/// @param mean one number per channel, on the scale 0 … 1
/// @param deviation one number above 0 per channel, on the same scale
public record ImageScaling(List<Double> mean, List<Double> deviation) {
    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if there are not as many means as deviations, none, or one is not finite or
    ///     a deviation not above 0
    public ImageScaling {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        boolean fit = !mean.isEmpty() && mean.size() == deviation.size();
        for (int c = 0; fit && c < mean.size(); c++) {
            fit = Double.isFinite(mean.get(c)) && deviation.get(c) > 0 && Double.isFinite(deviation.get(c));
        }
        if (!fit) {
            throw new IllegalArgumentException(
                    "image scaling: each channel needs a finite mean and a finite deviation above 0, got means " + mean
                            + " and deviations " + deviation);
        }
    }

    /// Gives the scaling to 0 … 1.
    public static ImageScaling unit(int channels) {
        return new ImageScaling(Collections.nCopies(channels, 0.0), Collections.nCopies(channels, 1.0));
    }

    /// Gives the scaling to −1 … 1.
    public static ImageScaling centred(int channels) {
        return new ImageScaling(Collections.nCopies(channels, 0.5), Collections.nCopies(channels, 0.5));
    }

    /// Gives the scaling to mean 0 and deviation 1 over all pixels of these images, channel by channel. They must
    /// be training images and no others. A channel that is the same everywhere keeps deviation 1.
    ///
    /// @throws IllegalArgumentException if there are no images
    public static ImageScaling standard(ImageDataset images) {
        if (images.size() == 0) {
            throw new IllegalArgumentException("image scaling: mean and deviation need at least one image, got none");
        }
        int channels = images.imageSize().channels();
        long[][] histogram = new long[channels][256];
        byte[] pixels = new byte[images.imageSize().count()];
        for (int i = 0; i < images.size(); i++) {
            images.pixels(i, pixels);
            for (int at = 0; at < pixels.length; at++) {
                histogram[at % channels][pixels[at] & 0xFF]++;
            }
        }
        double[] mean = new double[channels];
        double[] deviation = new double[channels];
        for (int c = 0; c < channels; c++) {
            double count = Arrays.stream(histogram[c]).sum();
            double sum = 0;
            for (int level = 0; level < 256; level++) {
                sum += level / 255.0 * histogram[c][level];
            }
            mean[c] = sum / count;
            double squares = 0;
            for (int level = 0; level < 256; level++) {
                double off = level / 255.0 - mean[c];
                squares += off * off * histogram[c][level];
            }
            double found = Math.sqrt(squares / count);
            deviation[c] = found > 1e-9 ? found : 1;
        }
        return new ImageScaling(
                Arrays.stream(mean).boxed().toList(),
                Arrays.stream(deviation).boxed().toList());
    }

    /// Gives the number of channels.
    public int channels() {
        return mean.size();
    }

    /// Gives the number for each byte: `[channel][byte]`.
    float[][] table() {
        float[][] table = new float[channels()][256];
        for (int c = 0; c < table.length; c++) {
            for (int level = 0; level < 256; level++) {
                table[c][level] = (float) (level / 255.0);
            }
            scale(table[c], 256, c, 1);
        }
        return table;
    }

    /// Scales numbers on the scale 0 … 1 in place.
    ///
    /// @param values the numbers, channels of a pixel side by side
    public void scale(float[] values) {
        for (int c = 0; c < channels(); c++) {
            scale(values, values.length, c, channels());
        }
    }

    private void scale(float[] values, int count, int channel, int step) {
        float factor = (float) (1 / deviation.get(channel));
        float offset = (float) (-mean.get(channel) / deviation.get(channel));
        for (int i = step == 1 ? 0 : channel; i < count; i += step) {
            values[i] = values[i] * factor + offset;
        }
    }

    /// Gives the byte that a scaled number stands for, the nearest one in 0 … 255: the way back to a picture.
    public byte toByte(float value, int channel) {
        double level = (value * deviation.get(channel) + mean.get(channel)) * 255;
        return (byte) Math.clamp(Math.round(level), 0, 255);
    }
}
