package gradus.nn.data.image;

import gradus.core.type.Key;
import gradus.nn.data.DatasetSplit;
import gradus.nn.data.augment.Augmentation;
import java.util.List;

/// Training, validation and test images. What is learned from pixels is learned from the training images only, and
/// only they are augmented.
///
/// {@snippet file="SampleSnippets.java" region="ImageSplit"}
///
/// @param train the images to learn from
/// @param validation the images to choose by, perhaps none
/// @param test the images to judge by, perhaps none
public record ImageSplit(ImageDataset train, ImageDataset validation, ImageDataset test) {
    /// Checks that the parts are alike.
    ///
    /// @throws IllegalArgumentException if they differ in size or scaling, or number their classes otherwise
    public ImageSplit {
        for (ImageDataset part : List.of(validation, test)) {
            if (!part.imageSize().equals(train.imageSize()) || !part.scaling().equals(train.scaling())) {
                throw new IllegalArgumentException("image split: all parts must have the size and the scaling of the"
                        + " training images, " + train.imageSize() + " and " + train.scaling() + ", got "
                        + part.imageSize() + " and " + part.scaling() + "; scale by part.scaled(train.scaling())");
            }
            if (!part.numbersClassesAs(train.classNames())) {
                throw new IllegalArgumentException("image split: all parts must have the classes of the training"
                        + " images in their order, " + train.classNames() + ", got " + part.classNames()
                        + "; read a folder by withClasses(train.classNames()), IDX files with these names");
            }
        }
    }

    /// Deals images at random so that every class has about the same share of every part. Random changes of the
    /// images are those of the training images only. Images that were standardised by all their pixels are
    /// standardised anew by those of the training images; any other scaling stays.
    ///
    /// @throws IllegalArgumentException if the shares are no shares of 1, or one of them leaves no image for its
    /// part
    public static ImageSplit of(ImageDataset images, double train, double validation, double test, Key key) {
        DatasetSplit parts = DatasetSplit.stratified(images, images::classOf, List.of(train, validation, test), key);
        ImageSplit split = new ImageSplit(
                images.rows(parts.train().sources()),
                images.augmented().rows(parts.validation().sources()),
                images.augmented().rows(parts.test().sources()));
        boolean plain =
                images.scaling().equals(ImageScaling.unit(images.imageSize().channels()));
        return !plain && images.scaling().equals(ImageScaling.standard(images)) ? split.standardised() : split;
    }

    /// Gives the split with all parts scaled to mean 0 and deviation 1 of the training images.
    public ImageSplit standardised() {
        return scaled(ImageScaling.standard(train));
    }

    /// Gives the split with all parts scaled in one way, such as that of a model that learns on.
    public ImageSplit scaled(ImageScaling scaling) {
        return new ImageSplit(train.scaled(scaling), validation.scaled(scaling), test.scaled(scaling));
    }

    /// Gives the split with random changes of the training images.
    public ImageSplit augmented(Augmentation... changes) {
        return new ImageSplit(train.augmented(changes), validation, test);
    }
}
