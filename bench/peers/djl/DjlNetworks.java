import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import gradus.bench.worker.Numbers;
import java.util.List;
import java.util.function.UnaryOperator;

/// The networks of the workloads as blocks of DJL, with the numbers that every peer begins with.
final class DjlNetworks {
    private DjlNetworks() {}

    static Block perceptron(UnaryOperator<NDArray> function, int... sizes) {
        SequentialBlock network = new SequentialBlock();
        for (int i = 1; i < sizes.length; i++) {
            network.add(linear(sizes[i]));
            if (i < sizes.length - 1) {
                network.addSingleton(function::apply);
            }
        }
        return network;
    }

    private static Linear linear(int units) {
        return Linear.builder().setUnits(units).build();
    }

    private static Conv2d convolution(int filters, int kernel, boolean bias) {
        return Conv2d.builder()
                .setFilters(filters)
                .setKernelShape(new Shape(kernel, kernel))
                .optPadding(new Shape(kernel / 2, kernel / 2))
                .optBias(bias)
                .build();
    }

    static Block convolutional() {
        Shape two = new Shape(2, 2);
        return new SequentialBlock()
                .add(convolution(32, 5, true))
                .addSingleton(Activation::relu)
                .add(Pool.maxPool2dBlock(two, two))
                .add(convolution(64, 5, true))
                .addSingleton(Activation::relu)
                .add(Pool.maxPool2dBlock(two, two))
                .add(Blocks.batchFlattenBlock())
                .add(linear(512))
                .addSingleton(Activation::relu)
                .add(linear(10));
    }

    static Block residual() {
        Block body = new SequentialBlock()
                .add(convolution(64, 3, false))
                .add(BatchNorm.builder().build())
                .addSingleton(Activation::relu)
                .add(convolution(64, 3, false))
                .add(BatchNorm.builder().build());
        return new ParallelBlock(
                branches -> new NDList(Activation.relu(
                        branches.get(0).singletonOrThrow().add(branches.get(1).singletonOrThrow()))),
                List.of(body, Blocks.identityBlock()));
    }

    static Block recurrent() {
        return new SequentialBlock()
                .add(LSTM.builder()
                        .setStateSize(256)
                        .setNumLayers(1)
                        .optBatchFirst(true)
                        .optReturnState(false)
                        .build())
                .addSingleton(sequence -> sequence.get(":, -1"))
                .add(linear(10));
    }

    static Block transformer() {
        return new Transformer();
    }

    /// Sets the parameters of an initialized network, in the order of the network of Gradus.
    static void begin(Block network) {
        int place = 0;
        for (Parameter parameter : network.getParameters().values()) {
            NDArray array = parameter.getArray();
            NDManager manager = array.getManager();
            int[] sizes = new int[array.getShape().dimension()];
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = (int) array.getShape().get(i);
            }
            if (parameter.getName().contains("h2h_BIAS")) {
                array.set(new float[sizes[0]]);
                continue;
            }
            switch (parameter.getType()) {
                case WEIGHT -> weight(manager, place++, sizes).copyTo(array);
                case BIAS, BETA -> array.set(Numbers.bias(place++, sizes[0]));
                case GAMMA -> array.set(Numbers.scale(place++, sizes[0]));
                case RUNNING_MEAN, RUNNING_VAR -> {}
                default -> throw new IllegalStateException("no numbers for " + parameter.getName());
            }
        }
    }

    /// Arranges a weight as PyTorch does: outputs first, channels before places.
    private static NDArray weight(NDManager manager, int place, int... sizes) {
        if (sizes.length == 4) {
            int[] last = {sizes[2], sizes[3], sizes[1], sizes[0]};
            return created(manager, place, last).transpose(3, 2, 0, 1).duplicate();
        }
        if (sizes[0] == 512 && sizes[1] == 3136) { // behind 64 pictures of 7×7
            NDArray pictures = created(manager, place, 7, 7, 64, 512);
            return pictures.transpose(3, 2, 0, 1).reshape(512, 3136);
        }
        return created(manager, place, sizes[1], sizes[0]).transpose().duplicate();
    }

    private static NDArray created(NDManager manager, int place, int... sizes) {
        long[] shape = new long[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            shape[i] = sizes[i];
        }
        // 7×7×64 inputs count as sizes of a kernel do
        return manager.create(Numbers.weight(place, sizes), new Shape(shape));
    }

    /// A transformer block that normalises before its parts.
    private static final class Transformer extends AbstractBlock {
        private static final int WIDTH = 256;
        private static final int HEADS = 8;

        private final Block attentionNorm = addChildBlock("norm1", LayerNorm.builder().axis(2).build());
        private final Block joint = addChildBlock("joint", linear(3 * WIDTH));
        private final Block output = addChildBlock("output", linear(WIDTH));
        private final Block innerNorm = addChildBlock("norm2", LayerNorm.builder().axis(2).build());
        private final Block inner = addChildBlock("inner", linear(4 * WIDTH));
        private final Block outer = addChildBlock("outer", linear(WIDTH));

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
            NDArray x = inputs.singletonOrThrow();
            NDArray attended = x.add(attention(store, run(attentionNorm, store, x, training), training));
            NDArray wide = run(inner, store, run(innerNorm, store, attended, training), training);
            return new NDList(attended.add(run(outer, store, Activation.gelu(wide), training)));
        }

        private NDArray attention(ParameterStore store, NDArray x, boolean training) {
            long batch = x.getShape().get(0);
            long length = x.getShape().get(1);
            long size = WIDTH / HEADS;
            NDArray all = run(joint, store, x, training)
                    .reshape(batch, length, 3, HEADS, size)
                    .transpose(2, 0, 3, 1, 4);
            NDArray scores = all.get(0).matMul(all.get(1).transpose(0, 1, 3, 2)).mul(1 / Math.sqrt(size));
            NDArray read = scores.softmax(-1).matMul(all.get(2));
            return run(output, store, read.transpose(0, 2, 1, 3).reshape(batch, length, WIDTH), training);
        }

        private static NDArray run(Block block, ParameterStore store, NDArray x, boolean training) {
            return block.forward(store, new NDList(x), training).singletonOrThrow();
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            return inputs;
        }

        @Override
        public void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
            Shape wide = new Shape(inputs[0].get(0), inputs[0].get(1), 4 * WIDTH);
            for (Block child : List.of(attentionNorm, joint, output, innerNorm, inner)) {
                child.initialize(manager, type, inputs);
            }
            outer.initialize(manager, type, wide);
        }
    }
}
