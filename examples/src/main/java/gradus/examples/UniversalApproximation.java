package gradus.examples;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.data.ArrayDataset;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Schedule;
import gradus.nn.train.Training;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A network with one hidden layer fits `sin x` on [−π, π] the better, the more units it has.
public final class UniversalApproximation {
    private static final int POINTS = 128;
    private static final int BATCH = 16;

    private UniversalApproximation() {}

    /// Trains networks of 1, 2, 4, 8, 16 and 32 hidden units.
    public static void main(String... args) {
        errors(400, System.out, 1, 2, 4, 8, 16, 32);
    }

    /// Gives the root mean squared error on points between those of training, one per width.
    static List<Double> errors(int epochs, PrintStream out, int... widths) {
        ArrayDataset data = ArrayDataset.ofValues(points(0), 1, sines(points(0)));
        int steps = epochs * POINTS / BATCH;
        List<Double> errors = new ArrayList<>();
        for (int width : widths) {
            Layer start = Networks.mlp(width).activation(Activation.TANH).build(Shape.of(1), 1, Key.of(0));
            var run = Training.of(start, data, Loss.MEAN_SQUARED_ERROR)
                    .optimizer(Adam.of(0.02).schedule(Schedule.CosineDecay.of(0.02, steps)))
                    .batchSize(BATCH)
                    .epochs(epochs)
                    .fit();
            double error = error(run.network());
            out.printf(Locale.ROOT, "%3d hidden units: root mean squared error %.5f%n", width, error);
            errors.add(error);
        }
        return errors;
    }

    private static double error(Layer network) {
        float[] x = points(0.5f);
        Tensor wanted = Tensor.of(sines(x)).reshape(-1, 1);
        Tensor found = network.forward(Tensor.of(x).reshape(-1, 1), Context.inference());
        return found.subtract(wanted).square().mean().sqrt().item();
    }

    private static float[] points(float shift) {
        float[] x = new float[POINTS];
        for (int i = 0; i < POINTS; i++) {
            x[i] = (float) (2 * Math.PI * (i + shift) / POINTS - Math.PI);
        }
        return x;
    }

    private static float[] sines(float[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = (float) Math.sin(x[i]);
        }
        return y;
    }
}
