package gradus.bench.plain;

import gradus.bench.worker.Session;
import gradus.bench.worker.Worker;
import java.io.IOException;

/// The process of plain Java loops.
public final class PlainPeer {
    private PlainPeer() {}

    /// Serves the workload whose name is the only argument.
    ///
    /// @throws IOException if the bench can't be heard
    public static void main(String[] arguments) throws IOException {
        Session session = switch (arguments[0]) {
            case "W1" -> new PlainPerceptron(PlainRule.RELU_CLASSES, 64, 0.01f, 784, 128, 10);
            case "W2" -> new PlainPerceptron(PlainRule.TANH_NUMBER, 16, 0.01f, 2, 8, 8, 1);
            default -> throw new IllegalArgumentException("plain loops: do W1 and W2, not " + arguments[0]);
        };
        Worker.serve("plain Java loops, one thread, Java " + Runtime.version(), session);
    }
}
