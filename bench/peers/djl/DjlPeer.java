import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import gradus.bench.worker.Numbers;
import gradus.bench.worker.Session;
import gradus.bench.worker.Worker;
import java.io.IOException;
import java.util.Locale;
import java.util.function.BinaryOperator;

/// The process of LibTorch by the Deep Java Library: its Trainer, gradient collector, optimizers and losses, around
/// networks of its operations. Arguments: workload, threads.
public final class DjlPeer {
    private DjlPeer() {}

    /// Serves the workload.
    public static void main(String[] arguments) throws IOException {
        System.setProperty("ai.djl.pytorch.num_threads", arguments[1]);
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        Engine engine = Engine.getEngine("PyTorch");
        NDManager manager = NDManager.newBaseManager();
        Session session = session(arguments[0], manager);
        Worker.serve(
                "LibTorch " + engine.getVersion() + " by DJL " + Engine.getDjlVersion() + ", Java " + Runtime.version(),
                session);
    }

    private static Session session(String workload, NDManager manager) {
        return switch (workload.toLowerCase(Locale.ROOT)) {
            case "w1" -> classes(manager, DjlNetworks.perceptron(Activation::relu, 784, 128, 10), 64, sgd(), 64, 784);
            case "w1a" ->
                classes(manager, DjlNetworks.perceptron(Activation::relu, 784, 128, 10), 64, adam(1e-3f), 64, 784);
            case "w2" -> {
                Block network = DjlNetworks.perceptron(Activation::tanh, 2, 8, 8, 1);
                yield numbers(network, pairs(manager, 16, 2), targets(manager, 16, 1), sgd());
            }
            case "w3" -> {
                Block network = DjlNetworks.perceptron(Activation::relu, 1024, 2048, 2048, 1024);
                yield numbers(network, pairs(manager, 256, 1024), targets(manager, 256, 1024), adam(1e-4f));
            }
            case "w4" -> classes(manager, DjlNetworks.convolutional(), 64, adam(1e-4f), 64, 28, 28, 1);
            case "w4b" -> {
                NDArray x = pairs(manager, 8, 56, 56, 64).transpose(0, 3, 1, 2).duplicate();
                NDArray y = targets(manager, 8, 56, 56, 64).transpose(0, 3, 1, 2).duplicate();
                yield numbers(DjlNetworks.residual(), x, y, sgd());
            }
            case "w5" -> classes(manager, DjlNetworks.recurrent(), 32, adam(1e-3f), 32, 64, 64);
            case "w6" ->
                numbers(
                        DjlNetworks.transformer(),
                        pairs(manager, 8, 128, 256),
                        targets(manager, 8, 128, 256),
                        adam(1e-4f));
            case "w7" -> new Answer(manager, DjlNetworks.perceptron(Activation::relu, 784, 128, 10), pairs(manager, 1, 784));
            case "w7b" ->
                new Answer(
                        manager,
                        DjlNetworks.convolutional(),
                        pairs(manager, 1, 28, 28, 1).transpose(0, 3, 1, 2).duplicate());
            case "w8-gemm-512" -> product(manager, 512);
            case "w8-gemm-1024" -> product(manager, 1024);
            case "w8-gemm-2048" -> product(manager, 2048);
            case "w8-gelu" -> {
                NDArray x = manager.create(Numbers.uniform(Numbers.PARAMETERS, 10_000_000, 0, 3));
                yield new Kernel(x, x, (a, b) -> a.getNDArrayInternal().gelu());
            }
            case "w8-softmax" -> {
                NDArray x = manager.create(Numbers.uniform(Numbers.PARAMETERS, 1 << 20, 0, 3), new Shape(1024, 1024));
                yield new Kernel(x, x, (a, b) -> a.softmax(-1));
            }
            default -> throw new IllegalArgumentException("DJL: no workload is called " + workload);
        };
    }

    private static Session product(NDManager manager, int size) {
        Shape square = new Shape(size, size);
        return new Kernel(
                manager.create(Numbers.uniform(Numbers.PARAMETERS, size * size, 0, 1), square),
                manager.create(Numbers.uniform(Numbers.PARAMETERS + 1, size * size, 0, 1), square),
                NDArray::matMul);
    }

    private static NDArray pairs(NDManager manager, int... sizes) {
        return manager.create(Numbers.pairs(sizes[0], count(sizes) / sizes[0]), shape(sizes));
    }

    private static NDArray targets(NDManager manager, int... sizes) {
        return manager.create(Numbers.uniform(Numbers.TARGETS, count(sizes), 0, 1), shape(sizes));
    }

    private static int count(int... sizes) {
        int count = 1;
        for (int size : sizes) {
            count *= size;
        }
        return count;
    }

    private static Shape shape(int... sizes) {
        long[] longs = new long[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            longs[i] = sizes[i];
        }
        return new Shape(longs);
    }

    private static Optimizer sgd() {
        return Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.01f)).build();
    }

    private static Optimizer adam(float rate) {
        return Optimizer.adam().optLearningRateTracker(Tracker.fixed(rate)).build();
    }

    private static Session classes(NDManager manager, Block network, int rows, Optimizer optimizer, int... input) {
        NDArray x = pairs(manager, input);
        if (input.length == 4) {
            x = x.transpose(0, 3, 1, 2).duplicate();
        }
        int[] classes = Numbers.classes(rows, 10);
        long[] wanted = new long[rows];
        for (int i = 0; i < rows; i++) {
            wanted[i] = classes[i];
        }
        return new Updates(network, x, manager.create(wanted), Loss.softmaxCrossEntropyLoss(), optimizer);
    }

    /// The weight 1 makes it the mean of squares, of which DJL takes the half by default.
    private static Session numbers(Block network, NDArray x, NDArray y, Optimizer optimizer) {
        return new Updates(network, x, y, Loss.l2Loss("L2Loss", 1), optimizer);
    }

    /// A training by DJL's Trainer with one batch.
    private static final class Updates implements Session {
        private final Trainer trainer;
        private final NDList input;
        private final NDList target;
        private final Loss loss;
        private double last;

        Updates(Block network, NDArray x, NDArray y, Loss loss, Optimizer optimizer) {
            Model model = Model.newInstance("bench");
            model.setBlock(network);
            trainer = model.newTrainer(new DefaultTrainingConfig(loss).optOptimizer(optimizer));
            trainer.initialize(x.getShape());
            DjlNetworks.begin(network);
            input = new NDList(x);
            target = new NDList(y);
            this.loss = loss;
        }

        @Override
        public void step() {
            try (GradientCollector collector = trainer.newGradientCollector();
                    NDManager own = trainer.getManager().newSubManager()) {
                NDList answer = trainer.forward(input);
                NDArray value = loss.evaluate(target, answer);
                collector.backward(value);
                last = value.getFloat();
                own.attachAll(value);
                answer.attach(own);
            }
            trainer.step();
        }

        @Override
        public double value() {
            return last;
        }
    }

    /// The answer of a network to one input.
    private static final class Answer implements Session {
        private final Block network;
        private final ParameterStore store;
        private final NDList input;
        private NDArray answer;

        Answer(NDManager manager, Block network, NDArray x) {
            this.network = network;
            network.initialize(manager, x.getDataType(), x.getShape());
            DjlNetworks.begin(network);
            network.freezeParameters(true);
            store = new ParameterStore(manager, false);
            input = new NDList(x);
        }

        @Override
        public void step() {
            if (answer != null) {
                answer.close();
            }
            answer = network.forward(store, input, false).singletonOrThrow();
        }

        @Override
        public double value() {
            return Numbers.meanSize(answer.toFloatArray());
        }
    }

    /// An operation.
    private static final class Kernel implements Session {
        private final NDArray left;
        private final NDArray right;
        private final BinaryOperator<NDArray> operation;
        private NDArray result;

        Kernel(NDArray left, NDArray right, BinaryOperator<NDArray> operation) {
            this.left = left;
            this.right = right;
            this.operation = operation;
        }

        @Override
        public void step() {
            if (result != null) {
                result.close();
            }
            result = operation.apply(left, right);
        }

        @Override
        public double value() {
            return Numbers.meanSize(result.toFloatArray());
        }
    }
}
