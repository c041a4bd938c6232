package gradus.examples.guide;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.io.tensorboard.Note;
import gradus.io.tensorboard.TensorBoard;
import gradus.nn.data.ArrayDataset;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.summary.NetworkGraph;
import gradus.nn.train.BestStates;
import gradus.nn.train.ListenerFailure;
import gradus.nn.train.ModelFormat;
import gradus.nn.train.Run;
import gradus.nn.train.Scorer;
import gradus.nn.train.TrainEvent;
import gradus.nn.train.TrainListener;
import gradus.nn.train.TrainState;
import gradus.nn.train.Training;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// Chapter 21: runs.
public final class RunsChapter {
    private RunsChapter() {}

    /// Prints what the chapter shows and writes its files into the folder that is named, or the working directory.
    public static void main(String... args) throws IOException {
        show(System.out, Path.of(args.length > 0 ? args[0] : ""));
    }

    static void show(PrintStream out, Path folder) throws IOException {
        // snippet listener
        TrainListener best = event -> {
            if (event instanceof TrainEvent.EpochDone(var report, boolean isBest) && isBest && report.epoch() > 25) {
                out.println("epoch " + report.epoch() + " is the best so far");
            }
        };
        var run = training().listener(best).fit();
        out.println(run.reason());
        // end
        stop(out);
        failure(out);
        board(folder.resolve("board"));
        states(out, folder.resolve("best"));
    }

    private static void stop(PrintStream out) {
        // snippet stop
        var enough = new AtomicBoolean();
        TrainListener accurate = event -> {
            if (event instanceof TrainEvent.EpochDone(var report, var _)) {
                enough.set(report.validation().get("accuracy") > 0.9);
            }
        };
        Run<Layer> ended = training().until(enough::get).listener(accurate).fit();
        out.println(ended.reason() + ", " + (ended.history().size() < 30));
        // end
    }

    private static void failure(PrintStream out) {
        // snippet failure
        TrainListener mail = event -> {
            if (event instanceof TrainEvent.Finished) {
                throw new IllegalStateException("the server does not answer");
            }
        };
        training()
                .listener(mail.orLeftOut((ListenerFailure failure) -> out.println(failure)))
                .fit();
        // end
    }

    private static void board(Path folder) {
        // snippet board
        Training<Layer, Run<Layer>> training = training();
        try (TensorBoard board = TensorBoard.withWeights(folder)) {
            board.events().write(NetworkGraph.of(training.network(), Shape.of(1, 2)));
            board.events().write(0, Note.Words.table("settings", training.settings()));
            training.listener(board).fit();
        }
        // end
    }

    private static void states(PrintStream out, Path folder) throws IOException {
        // snippet states
        var rank = BestStates.Rank.of("accuracy"); // the larger, the better
        training().listener(BestStates.in(folder, 3, rank, out::println)).fit();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> kept = files.toList();
            TrainState state = ModelFormat.installed().loadState(kept.getFirst());
            Layer network = state.weights().into(training().network());
            out.println(kept.size() + " states, " + network.getClass().getSimpleName());
        }
        // end
    }

    private static Training<Layer, Run<Layer>> training() {
        // snippet training
        Random random = new Random(1);
        float[] points = new float[400]; // 200 points, x and y
        int[] classes = new int[200];
        for (int i = 0; i < 200; i++) {
            points[2 * i] = random.nextFloat(-1, 1);
            points[2 * i + 1] = random.nextFloat(-1, 1);
            classes[i] = points[2 * i] * points[2 * i + 1] > 0 ? 1 : 0;
        }
        ArrayDataset data = ArrayDataset.ofClasses(points, 2, classes);
        Layer network = Networks.mlp(16).build(Shape.of(2), 2, Key.of(1));
        var training = Training.of(network, data, Loss.CROSS_ENTROPY)
                .optimizer(Adam.of(0.02))
                .validation(data, Scorer.accuracy(2))
                .epochs(30);
        // end
        return training;
    }
}
