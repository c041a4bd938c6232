import module gradus.io;
import module gradus.nn;

import gradus.core.type.Key; // java.security has a Key too

/// Trains on handwritten digits: ./gradus run examples/programs/DigitsCnn.java FOLDER [EPOCHS]
///
/// The folder has the four files of MNIST, such as `train-images-idx3-ubyte.gz`. One epoch names 0.982 of
/// the test images right.
void main(String... args) {
    var folder = Path.of(args.length > 0 ? args[0] : "mnist");
    var images = read(folder, "train");
    var data = ImageSplit.of(images, 0.9, 0.1, 0, Key.of(42)).standardised();
    var net = Networks.of("conv(16,3) relu maxpool(2) conv(32,3) relu maxpool(2) dropout(.25) "
            + "dense(64) relu dense(classes)");
    var run = Training.of(net, data)
            .optimizer(Adam.of(2e-3))
            .epochs(args.length > 1 ? Integer.parseInt(args[1]) : 3)
            .listener(event -> {
                if (event instanceof TrainEvent.EpochDone done) {
                    IO.println(done.report());
                }
            })
            .fit();
    IO.println(run.report());
    IO.println("Test\n" + run.model().evaluate(read(folder, "t10k")));
    run.model().save(Path.of("digits.gradus"));
}

ImageDataset read(Path folder, String part) {
    return ImageFiles.idx(
            folder.resolve(part + "-images-idx3-ubyte.gz"), folder.resolve(part + "-labels-idx1-ubyte.gz"));
}
