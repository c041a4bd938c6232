package gradus.nn.data.augment;

import gradus.core.type.Key;

/// A random change of one sample: a pure function of the sample and the key, so that the result does not depend on
/// threads, on reading ahead, or on what was read before.
///
/// A list of augmentations is applied in its order; number i uses `key.fold(i)`, so that one more at the end does not
/// change the draws of the others. Anyone may implement it.
///
/// {@snippet file="SampleSnippets.java" region="Augmentation"}
@FunctionalInterface
public interface Augmentation {
    /// Changes the values of the raster.
    ///
    /// @param sample the sample, an image with values in 0 … 1 or a series
    /// @param key the random key of this sample, epoch and augmentation
    void apply(Raster sample, Key key);

    /// Applies augmentations one after the other.
    static void applyAll(Iterable<? extends Augmentation> augmentations, Raster sample, Key key) {
        int number = 0;
        for (Augmentation augmentation : augmentations) {
            augmentation.apply(sample, key.fold(number++));
        }
    }
}
