package gradus.examples.architecture;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.nn.data.Dataset;
import gradus.nn.data.Reshaped;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.loss.Loss;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.ClipGlobalNorm;
import gradus.nn.optim.Schedule;
import gradus.nn.recurrent.Lstm;
import gradus.nn.train.Goal;
import gradus.nn.train.Scorer;
import gradus.nn.train.Training;
import java.io.PrintStream;

/// An LSTM that reads a digit row by row, from the top, and says at the end which it was.
final class MnistRowsLstm {
    private MnistRowsLstm() {}

    /// The network: the last output of the LSTM through a linear map.
    record RowReader(Lstm rows, Linear head) implements Layer {
        @Override
        public Tensor forward(Tensor images, Context context) {
            Tensor read = rows.forward(images, context); // [batch, 28, 128]
            return head.forward(read.at(1, 27), context);
        }
    }

    static Result run(Folders folders, Effort effort, PrintStream out) {
        ImageClasses digits = ImageClasses.idx(folders.data().resolve("mnist"), effort);
        Key key = Key.of(1);
        RowReader network = new RowReader(Lstm.of(28, 128, key.fold("rows")), Linear.of(128, 10, key.fold("head")));
        int epochs = effort.epochs(12);
        int steps = Math.max(2, epochs * Math.ceilDiv(digits.train().size(), 128));
        RowReader trained = Training.of(network, rows(digits.train()), Loss.CROSS_ENTROPY)
                .optimizer(AdamW.of(4e-3)
                        .schedule(Schedule.OneCycle.of(4e-3, steps))
                        .after(ClipGlobalNorm.of(1)))
                .batchSize(128)
                .epochs(epochs)
                .prefetch(4)
                .seed(1)
                .listener(Lines.to(out))
                .fit()
                .network();
        Goal<Layer> goal = Goal.of(Loss.CROSS_ENTROPY);
        double accuracy =
                goal.measure(trained, rows(digits.test()), Scorer.accuracy(10)).get("accuracy");
        return Result.atLeast(0.986, "test accuracy", accuracy);
    }

    private static Dataset rows(ImageDataset images) {
        return Reshaped.of(images, 28, 28);
    }
}
