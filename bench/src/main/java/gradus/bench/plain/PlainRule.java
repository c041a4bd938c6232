package gradus.bench.plain;

import gradus.bench.worker.Numbers;

/// The function inside a perceptron, and what it learns.
enum PlainRule {
    /// ReLU, and the cross-entropy of ten classes.
    RELU_CLASSES {
        @Override
        float inside(float sum) {
            return Math.max(0, sum);
        }

        @Override
        float slope(float output) {
            return output > 0 ? 1 : 0;
        }

        @Override
        double loss(int row, float[] output, float[] error) {
            float largest = Float.NEGATIVE_INFINITY;
            for (float logit : output) {
                largest = Math.max(largest, logit);
            }
            double total = 0;
            for (float logit : output) {
                total += Math.exp(logit - largest);
            }
            int wanted = CLASSES[row];
            for (int j = 0; j < output.length; j++) {
                error[j] = (float) (Math.exp(output[j] - largest) / total) - (j == wanted ? 1 : 0);
            }
            return Math.log(total) + largest - output[wanted];
        }
    },
    /// Hyperbolic tangent, and the squared error of one number.
    TANH_NUMBER {
        @Override
        float inside(float sum) {
            return (float) Math.tanh(sum);
        }

        @Override
        float slope(float output) {
            return 1 - output * output;
        }

        @Override
        double loss(int row, float[] output, float[] error) {
            float difference = output[0] - NUMBERS[row];
            error[0] = 2 * difference;
            return difference * difference;
        }
    };

    private static final int MOST_ROWS = 64;
    private static final int[] CLASSES = Numbers.classes(MOST_ROWS, 10);
    private static final float[] NUMBERS = Numbers.uniform(Numbers.TARGETS, MOST_ROWS, 0, 1);

    abstract float inside(float sum);

    /// Gives the derivative by the sum where the output is this.
    abstract float slope(float output);

    /// Gives the loss of a row and writes its gradient.
    abstract double loss(int row, float[] output, float[] error);
}
