package gradus.bench.plain;

import gradus.bench.worker.Numbers;
import gradus.bench.worker.Session;

/// A multilayer perceptron and its gradient descent in plain loops, sample by sample, as one writes them first: the
/// weight of a unit is a row.
final class PlainPerceptron implements Session {
    private final int[] sizes;
    private final PlainRule rule;
    private final float[] inputs;
    private final int rows;
    private final float rate;
    private final float[][] weights;
    private final float[][] biases;
    private final float[][] weightGradients;
    private final float[][] biasGradients;
    private final float[][] outputs;
    private final float[][] errors;
    private double loss;

    /// Gives the perceptron with the numbers that every peer begins with.
    ///
    /// @param rule the function inside, and the loss
    /// @param rows the samples of the only batch
    /// @param rate the learning rate
    /// @param sizes the sizes of the layers, that of the input first
    PlainPerceptron(PlainRule rule, int rows, float rate, int... sizes) {
        this.sizes = sizes;
        this.rule = rule;
        this.rows = rows;
        this.rate = rate;
        inputs = Numbers.pairs(rows, sizes[0]);
        int layers = sizes.length - 1;
        weights = new float[layers][];
        biases = new float[layers][];
        weightGradients = new float[layers][];
        biasGradients = new float[layers][];
        outputs = new float[layers + 1][];
        errors = new float[layers + 1][];
        outputs[0] = new float[sizes[0]];
        for (int l = 0; l < layers; l++) {
            weights[l] = transposed(Numbers.weight(2 * l, sizes[l], sizes[l + 1]), sizes[l], sizes[l + 1]);
            biases[l] = Numbers.bias(2 * l + 1, sizes[l + 1]);
            weightGradients[l] = new float[weights[l].length];
            biasGradients[l] = new float[sizes[l + 1]];
            outputs[l + 1] = new float[sizes[l + 1]];
            errors[l + 1] = new float[sizes[l + 1]];
        }
    }

    private static float[] transposed(float[] matrix, int rows, int columns) {
        float[] other = new float[matrix.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                other[j * rows + i] = matrix[i * columns + j];
            }
        }
        return other;
    }

    @Override
    public void step() {
        loss = 0;
        for (int row = 0; row < rows; row++) {
            System.arraycopy(inputs, row * sizes[0], outputs[0], 0, sizes[0]);
            forward();
            int last = sizes.length - 1;
            loss += rule.loss(row, outputs[last], errors[last]) / rows;
            backward();
        }
        for (int l = 0; l < weights.length; l++) {
            move(weights[l], weightGradients[l]);
            move(biases[l], biasGradients[l]);
        }
    }

    private void forward() {
        for (int l = 0; l < weights.length; l++) {
            float[] in = outputs[l];
            float[] out = outputs[l + 1];
            float[] weight = weights[l];
            for (int j = 0; j < out.length; j++) {
                float sum = biases[l][j];
                for (int i = 0; i < in.length; i++) {
                    sum += in[i] * weight[j * in.length + i];
                }
                out[j] = l + 1 < weights.length ? rule.inside(sum) : sum;
            }
        }
    }

    private void backward() {
        for (int l = weights.length - 1; l >= 0; l--) {
            float[] in = outputs[l];
            float[] error = errors[l + 1];
            float[] gradient = weightGradients[l];
            for (int j = 0; j < error.length; j++) {
                biasGradients[l][j] += error[j];
                for (int i = 0; i < in.length; i++) {
                    gradient[j * in.length + i] += error[j] * in[i];
                }
            }
            if (l > 0) {
                through(weights[l], error, in, errors[l]);
            }
        }
    }

    private void through(float[] weight, float[] error, float[] in, float[] before) {
        for (int i = 0; i < in.length; i++) {
            float sum = 0;
            for (int j = 0; j < error.length; j++) {
                sum += error[j] * weight[j * in.length + i];
            }
            before[i] = sum * rule.slope(in[i]);
        }
    }

    private void move(float[] values, float[] gradients) {
        for (int i = 0; i < values.length; i++) {
            values[i] -= rate * gradients[i] / rows;
            gradients[i] = 0;
        }
    }

    @Override
    public double value() {
        return loss;
    }
}
