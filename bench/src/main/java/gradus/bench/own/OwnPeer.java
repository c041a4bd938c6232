package gradus.bench.own;

import gradus.bench.worker.Session;
import gradus.bench.worker.Worker;
import gradus.bench.worker.Workload;
import gradus.core.spi.Backends;
import gradus.core.type.Shape;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.Sgd;
import java.io.IOException;

/// The process of Gradus.
public final class OwnPeer {
    private OwnPeer() {}

    /// Serves the workload whose name is the only argument. The property `gradus.threads` says with how many
    /// threads.
    ///
    /// @throws IOException if the bench can't be heard
    public static void main(String[] arguments) throws IOException {
        Session session = session(Workload.of(arguments[0]));
        Worker.serve("Gradus, " + Backends.standard().description() + ", Java " + Runtime.version(), session);
    }

    /// Gives a workload made ready.
    static Session session(Workload workload) {
        return switch (workload) {
            case W1 -> classifier(Sgd.of(0.01));
            case W1A -> classifier(Adam.of(1e-3));
            case W2 -> {
                Samples samples = Samples.ofNumbers(16, Shape.of(2), Shape.of(1));
                yield new OwnTraining(OwnNetworks.regression(), samples, Loss.MEAN_SQUARED_ERROR, Sgd.of(0.01));
            }
            case W3 -> {
                Samples samples = Samples.ofNumbers(256, Shape.of(1024), Shape.of(1024));
                yield new OwnTraining(OwnNetworks.wide(), samples, Loss.MEAN_SQUARED_ERROR, Adam.of(1e-4));
            }
            case W4 -> {
                Samples samples = Samples.ofClasses(64, 10, 28, 28, 1);
                yield new OwnTraining(OwnNetworks.convolutional(), samples, Loss.CROSS_ENTROPY, Adam.of(1e-4));
            }
            case W4B -> same(OwnNetworks.residual(), 8, Shape.of(56, 56, 64), Sgd.of(0.01));
            case W5 -> {
                Samples samples = Samples.ofClasses(32, 10, 64, 64);
                yield new OwnTraining(OwnNetworks.recurrent(), samples, Loss.CROSS_ENTROPY, Adam.of(1e-3));
            }
            case W6 -> same(OwnNetworks.transformer(), 8, Shape.of(128, 256), Adam.of(1e-4));
            case W7 -> new OwnPrediction(OwnNetworks.classifier(), Shape.of(784));
            case W7B -> new OwnPrediction(OwnNetworks.convolutional(), Shape.of(28, 28, 1));
            case W8_GEMM_512 -> OwnKernel.product(512);
            case W8_GEMM_1024 -> OwnKernel.product(1024);
            case W8_GEMM_2048 -> OwnKernel.product(2048);
            case W8_GELU -> OwnKernel.gelu(10_000_000);
            case W8_SOFTMAX -> OwnKernel.softmax(1024, 1024);
            case W8_ATTENTION -> OwnKernel.attention(8, 8, 1024, 64);
        };
    }

    private static Session classifier(Optimizer optimizer) {
        return new OwnTraining(OwnNetworks.classifier(), Samples.ofClasses(64, 10, 784), Loss.CROSS_ENTROPY, optimizer);
    }

    private static Session same(Layer network, int size, Shape shape, Optimizer optimizer) {
        return new OwnTraining(network, Samples.ofNumbers(size, shape, shape), Loss.MEAN_SQUARED_ERROR, optimizer);
    }
}
