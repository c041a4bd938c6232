package gradus.nn.data.augment;

import gradus.core.type.Key;

/// Mirrors an image with probability one half, left and right or top and bottom.
///
/// Digits and letters are other things when mirrored; photographs are seldom.
///
/// {@snippet file="SampleSnippets.java" region="Augmentation"}
public enum Flip implements Augmentation {
    /// Left becomes right.
    HORIZONTAL,
    /// Top becomes bottom.
    VERTICAL;

    @Override
    public void apply(Raster sample, Key key) {
        if (key.bits(0) < 0) {
            return;
        }
        switch (this) {
            case HORIZONTAL -> mirrorRows(sample);
            case VERTICAL -> swapRows(sample);
        }
    }

    private static void mirrorRows(Raster sample) {
        float[] values = sample.values();
        int channels = sample.channels();
        for (int row = 0; row < sample.height(); row++) {
            int left = sample.at(row, 0);
            int right = sample.at(row, sample.width() - 1);
            while (left < right) {
                for (int c = 0; c < channels; c++) {
                    float kept = values[left + c];
                    values[left + c] = values[right + c];
                    values[right + c] = kept;
                }
                left += channels;
                right -= channels;
            }
        }
    }

    private static void swapRows(Raster sample) {
        float[] from = sample.values();
        float[] to = sample.spare();
        int width = sample.width() * sample.channels();
        for (int row = 0; row < sample.height(); row++) {
            System.arraycopy(from, row * width, to, (sample.height() - 1 - row) * width, width);
        }
        sample.swap();
    }
}
