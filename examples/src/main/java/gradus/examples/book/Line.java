package gradus.examples.book;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.nn.exact.LeastSquares;

/// Chapter 1: `y = kx`, fitted by small steps.
public final class Line {
    private Line() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(new Page(System.out));
    }

    static void show(Page page) {
        losses(page);
        page.space();
        // snippet run
        descend(0.1, 4, page);
        // end
        page.space();
        // snippet overshoot
        descend(1, 3, page);
        // end
        page.space();
        manyPoints(page);
    }

    private static void losses(Page page) {
        // snippet losses
        double x = 2;
        double y = 4;
        for (double k = 0; k <= 4; k++) {
            double prediction = k * x;
            double loss = (prediction - y) * (prediction - y);
            page.line("k = %.0f: prediction %.0f, loss %2.0f", k, prediction, loss);
        }
        // end
    }

    // snippet descend
    static void descend(double rate, int steps, Page page) {
        double x = 2;
        double y = 4;
        double k = 1;
        for (int step = 1; step <= steps; step++) {
            double error = k * x - y;
            double gradient = 2 * error * x; // how the loss changes with k
            k = k - rate * gradient;
            page.line("step %d: gradient %7.3f, k becomes %.4f", step, gradient, k);
        }
    }
    // end

    private static void manyPoints(Page page) {
        // snippet points
        int rows = 40;
        double[] x = new double[rows];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = 2 * Key.of(1).uniform(i) - 1; // between −1 and 1
            y[i] = 3 * x[i] + 0.5 + 0.1 * Key.of(2).normal(i); // a line with some noise
        }
        // end
        // snippet line
        double k = 0;
        double b = 0;
        for (int step = 0; step <= 200; step++) {
            double slopeOfK = 0;
            double slopeOfB = 0;
            double loss = 0;
            for (int i = 0; i < rows; i++) {
                double error = k * x[i] + b - y[i];
                loss += error * error / rows;
                slopeOfK += 2 * error * x[i] / rows;
                slopeOfB += 2 * error / rows;
            }
            if (step % 50 == 0) {
                page.line("step %3d: k %.4f, b %.4f, loss %.4f", step, k, b, loss);
            }
            k -= 0.1 * slopeOfK;
            b -= 0.1 * slopeOfB;
        }
        // end
        page.space();
        exact(rows, x, y, page);
    }

    private static void exact(int rows, double[] x, double[] y, Page page) {
        // snippet exact
        double[][] design = new double[rows][];
        for (int i = 0; i < rows; i++) {
            design[i] = new double[] {x[i], 1}; // k stands before x, b before 1
        }
        var exact = LeastSquares.solve(Tensor.of(design), Tensor.of(y));
        page.line(
                "exactly:  k %.4f, b %.4f",
                exact.coefficients().get(0), exact.coefficients().get(1));
        // end
    }
}
