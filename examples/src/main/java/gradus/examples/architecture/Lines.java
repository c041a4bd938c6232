package gradus.examples.architecture;

import gradus.nn.train.TrainEvent;
import gradus.nn.train.TrainListener;
import java.io.PrintStream;

/// Prints a line after each epoch.
record Lines(PrintStream out, long start) implements TrainListener {
    static Lines to(PrintStream out) {
        return new Lines(out, System.nanoTime());
    }

    @Override
    public void on(TrainEvent event) {
        if (event instanceof TrainEvent.EpochDone done) {
            out.printf(
                    "epoch %d: loss %.4f %s, %.0f s%n",
                    done.report().epoch(),
                    done.report().trainingLoss(),
                    done.report().validation(),
                    (System.nanoTime() - start) / 1e9);
        }
    }
}
