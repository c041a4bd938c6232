package gradus.examples.book;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.data.ArrayDataset;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.Schedule;
import gradus.nn.optim.Sgd;
import gradus.nn.train.Training;
import java.util.LinkedHashMap;
import java.util.Map;

/// Chapter 6: batches, rates and rules that remember.
public final class Descent {
    private Descent() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(new Page(System.out));
    }

    static void show(Page page) {
        rates(page);
        page.space();
        momentum(page);
        page.space();
        adam(page);
        page.space();
        batches(page);
        page.space();
        rules(page);
    }

    private static void rates(Page page) {
        // snippet rates
        for (double rate : new double[] {0.001, 0.01, 0.039, 0.041}) {
            double a = 10; // C = ½(a² + 50 b²), a long narrow valley
            double b = 1;
            for (int step = 0; step < 100; step++) {
                a -= rate * a;
                b -= rate * 50 * b;
            }
            page.line("rate %.3f: a %8.5f, b %9.5f", rate, a, b);
        }
        // end
    }

    private static void momentum(Page page) {
        // snippet momentum
        double a = 10;
        double b = 1;
        double speedOfA = 0;
        double speedOfB = 0;
        for (int step = 0; step < 100; step++) {
            speedOfA = 0.8 * speedOfA + a; // what is left of the old speed, and the new gradient
            speedOfB = 0.8 * speedOfB + 50 * b;
            a -= 0.03 * speedOfA;
            b -= 0.03 * speedOfB;
        }
        page.line("momentum 0.8, rate 0.03: a %.5f, b %.5f", a, b);
        // end
    }

    private static void adam(Page page) {
        // snippet adam
        double a = 10;
        double mean = 0;
        double square = 0;
        for (int step = 1; step <= 3; step++) {
            double gradient = a;
            mean = 0.9 * mean + 0.1 * gradient;
            square = 0.999 * square + 0.001 * gradient * gradient;
            double meanNow = mean / (1 - Math.pow(0.9, step)); // both began at zero: put right
            double squareNow = square / (1 - Math.pow(0.999, step));
            a -= 0.5 * meanNow / (Math.sqrt(squareNow) + 1e-8);
            page.line("step %d: mean %.4f, root of the square %.4f, a %.4f", step, meanNow, Math.sqrt(squareNow), a);
        }
        // end
    }

    private static ArrayDataset waves() {
        // snippet waves
        int rows = 256;
        float[] x = new float[rows];
        float[] y = new float[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = (float) (4 * Key.of(1).uniform(i) - 2);
            y[i] = (float) (Math.sin(2 * x[i]) + 0.1 * Key.of(2).normal(i));
        }
        var data = ArrayDataset.ofValues(x, 1, y);
        // end
        return data;
    }

    private static void batches(Page page) {
        var data = waves();
        // snippet batches
        for (int batch : new int[] {256, 32, 4}) {
            var network = Networks.mlp(16).activation(Activation.TANH).build(Shape.of(1), 1, Key.of(1));
            var run = Training.of(network, data, Loss.MEAN_SQUARED_ERROR)
                    .optimizer(Sgd.of(0.1))
                    .batchSize(batch)
                    .epochs(20)
                    .fit();
            var last = run.history().getLast();
            page.line("batches of %3d: %4d steps, loss %.2f", batch, last.step(), last.trainingLoss());
        }
        // end
    }

    private static void rules(Page page) {
        var data = waves();
        // snippet rules
        Map<String, Optimizer> rules = new LinkedHashMap<>();
        rules.put("plain", Sgd.of(0.05));
        rules.put("momentum", Sgd.of(0.05).momentum(0.9));
        rules.put("Adam", Adam.of(0.03));
        rules.put("falling rate", Adam.of(0.03).schedule(Schedule.CosineDecay.of(0.03, 480)));
        rules.forEach((name, rule) -> {
            var network = Networks.mlp(16).activation(Activation.TANH).build(Shape.of(1), 1, Key.of(1));
            var run = Training.of(network, data, Loss.MEAN_SQUARED_ERROR)
                    .optimizer(rule)
                    .epochs(60) // of 8 steps
                    .fit();
            page.line("%-12s loss %.3f", name, run.history().getLast().trainingLoss());
        });
        // end
    }
}
