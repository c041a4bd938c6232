package gradus.examples.architecture;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.io.image.ImageFiles;
import gradus.nn.data.augment.Augmentation;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.Schedule;
import gradus.nn.summary.Summary;
import gradus.nn.train.Goal;
import gradus.nn.train.Scorer;
import gradus.nn.train.Training;
import java.io.PrintStream;
import java.nio.file.Path;

/// Images and the classes they are of: what the programs on digits, clothes and photographs share.
///
/// The network sees the training images for a fixed number of epochs under one cycle of the learning rate; the test
/// images are measured once, at the end, and decide nothing.
///
/// @param train the training images
/// @param test the test images
record ImageClasses(ImageDataset train, ImageDataset test) {
    private static final Key SEED = Key.of(1);

    /// Gives the images of four files named as MNIST's, each pixel less the training mean over the deviation.
    static ImageClasses idx(Path folder, Effort effort) {
        ImageDataset all = ImageFiles.idx(
                folder.resolve("train-images-idx3-ubyte.gz"), folder.resolve("train-labels-idx1-ubyte.gz"));
        ImageDataset test = ImageFiles.idx(
                folder.resolve("t10k-images-idx3-ubyte.gz"), folder.resolve("t10k-labels-idx1-ubyte.gz"));
        return of(all, test, effort);
    }

    static ImageClasses of(ImageDataset all, ImageDataset test, Effort effort) {
        ImageDataset train = all.first(effort.samples(all.size())).standardised();
        return new ImageClasses(train, test.first(effort.samples(test.size())).scaled(train.scaling()));
    }

    /// Gives the same images, the training ones changed a little each time they are read.
    ImageClasses augmented(Augmentation... augmentations) {
        return new ImageClasses(train.augmented(augmentations), test);
    }

    /// Trains a network written in words and gives its accuracy on the test images.
    double accuracy(String words, int epochs, double peakRate, PrintStream out) {
        return measured(trained(words, epochs, peakRate, out), out);
    }

    /// Trains a network written in words.
    Sequential trained(String words, int epochs, double peakRate, PrintStream out) {
        Shape sample = train.sampleTypes().getFirst().shape();
        int classes = train.classNames().size();
        Sequential network = Networks.of(words).build(sample, classes, SEED);
        out.println(Summary.of(network, Shape.of(1).append(sample)));
        int batch = 128;
        int steps = Math.max(2, epochs * Math.ceilDiv(train.size(), batch));
        return Training.of(network, train, CrossEntropy.defaults())
                .optimizer(AdamW.of(peakRate).schedule(Schedule.OneCycle.of(peakRate, steps)))
                .batchSize(batch)
                .epochs(epochs)
                .prefetch(4)
                .seed(1)
                .listener(Lines.to(out))
                .fit()
                .network();
    }

    /// Gives the accuracy of a network on the test images.
    double measured(Layer network, PrintStream out) {
        int classes = train.classNames().size();
        var measures = Goal.of(Loss.CROSS_ENTROPY).measure(network, test, Scorer.accuracy(classes));
        out.println("test: " + measures);
        return measures.get("accuracy");
    }
}
