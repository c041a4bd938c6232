package gradus.explain.doctor;

import gradus.core.graph.Node;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.Movement;
import gradus.core.op.UnaryFn;

/// The function that a network ends with, and so what it can answer at all.
enum End {
    /// A softmax: between 0 and 1, each row sums to 1.
    SOFTMAX(0, 1),
    /// A sigmoid: between 0 and 1.
    SIGMOID(0, 1),
    /// A tanh: between −1 and 1.
    TANH(-1, 1),
    /// A ReLU: nothing below 0.
    RELU(0, Double.POSITIVE_INFINITY),
    /// Anything else: every number.
    OPEN(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    private final double least;
    private final double largest;

    End(double least, double largest) {
        this.least = least;
        this.largest = largest;
    }

    /// Gives the function that an answer ends with, past reshapes and casts.
    static End of(Node answer) {
        Node node = answer;
        while (node.op() instanceof Movement || node.op() instanceof Elementwise.Cast || isIdentity(node)) {
            node = node.input(0);
        }
        if (node.op() instanceof Fused.Softmax) {
            return SOFTMAX;
        }
        if (!(node.op() instanceof Elementwise.Unary(UnaryFn fn))) {
            return OPEN;
        }
        return fn == UnaryFn.SIGMOID ? SIGMOID : fn == UnaryFn.TANH ? TANH : fn == UnaryFn.RELU ? RELU : OPEN;
    }

    private static boolean isIdentity(Node node) {
        return node.op() instanceof Elementwise.Unary(UnaryFn fn) && fn == UnaryFn.IDENTITY;
    }

    /// Says whether it gives probabilities.
    boolean givesProbabilities() {
        return this == SOFTMAX || this == SIGMOID;
    }

    /// Gives how far a number lies outside of what can be answered.
    double beyond(double number) {
        return Math.max(0, Math.max(least - number, number - largest));
    }

    /// Gives the range in words.
    String range() {
        return largest == Double.POSITIVE_INFINITY
                ? "at least " + Numbers.brief(least)
                : "between " + Numbers.brief(least) + " and " + Numbers.brief(largest);
    }
}
