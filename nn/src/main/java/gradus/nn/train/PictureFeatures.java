package gradus.nn.train;

import gradus.core.type.Key;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageSize;

/// The numbers by which a picture is compared with those of training: the mean and the roughness of each channel in the
/// cells of a grid, which is as fine as leaves at most 64 numbers, so that their whole covariance counts
/// ([TrainingRegion]): 5 × 5 cells of grey pictures, 3 × 3 of coloured ones.
///
/// The roughness of a cell is the mean of how far its pixels are from their right neighbours and from the lower
/// ones. It tells noise from photographs, whose means are the same.
final class PictureFeatures {
    private final ImageSize size;
    private final int side;

    PictureFeatures(ImageSize size) {
        this.size = size;
        int finest = (int) Math.sqrt(TrainingRegion.MOST_JOINT / (2.0 * size.channels()));
        this.side = Math.clamp(Math.min(size.height(), size.width()), 1, Math.max(1, finest));
    }

    /// Gives how many numbers a picture has.
    int width() {
        return 2 * side * side * size.channels();
    }

    /// Gives those of one picture as it is scaled, its means and then its roughnesses.
    float[] of(ImageDataset images, int index) {
        float[] pixels = new float[size.count()];
        images.read(index, Key.of(0), pixels, 0);
        int half = width() / 2;
        double[] sums = new double[width()];
        int[] counts = new int[side * side];
        int line = size.width() * size.channels();
        for (int at = 0; at < pixels.length; at++) {
            int y = at / line;
            int x = at % line / size.channels();
            int cell = y * side / size.height() * side + x * side / size.width();
            int feature = cell * size.channels() + at % size.channels();
            counts[cell] += at % size.channels() == 0 ? 1 : 0;
            sums[feature] += pixels[at];
            if (x + 1 < size.width()) {
                sums[half + feature] += Math.abs(pixels[at + size.channels()] - pixels[at]);
            }
            if (y + 1 < size.height()) {
                sums[half + feature] += Math.abs(pixels[at + line] - pixels[at]);
            }
        }
        float[] features = new float[width()];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) (sums[i] / counts[i % half / size.channels()]);
        }
        return features;
    }
}
