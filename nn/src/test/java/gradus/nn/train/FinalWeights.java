package gradus.nn.train;

import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.nn.data.ArrayDataset;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.network.Normalization;
import gradus.nn.optim.AdamW;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Trains a network that is wide enough to be shared among threads, and prints a hash of all its last numbers.
///
/// Arguments: batches to read ahead, and the step at which the run is stopped and continued (0 for never).
final class FinalWeights {
    private static final int WIDTH = 40;
    private static final int ROWS = 1100;

    private FinalWeights() {}

    public static void main(String[] arguments) {
        int prefetch = Integer.parseInt(arguments[0]);
        long stop = Long.parseLong(arguments[1]);
        var training = training().prefetch(prefetch);
        Run<Sequential> run = stop == 0
                ? training.fit()
                : training.resume(training.steps(stop).fit().state());
        System.out.println(hash(run.state().weights()));
    }

    static Training<Sequential, Run<Sequential>> training() {
        Key key = Key.of(9);
        float[] features = new float[ROWS * WIDTH];
        int[] classes = new int[ROWS];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) key.normal(i);
        }
        for (int i = 0; i < ROWS; i++) {
            classes[i] = features[i * WIDTH] > features[i * WIDTH + 1] ? 1 : 0;
        }
        Sequential network = Networks.mlp(300, 200)
                .normalization(Normalization.BATCH)
                .dropout(0.1)
                .build(Shape.of(WIDTH), 10, key);
        return Training.of(network, ArrayDataset.ofClasses(features, WIDTH, classes), Loss.CROSS_ENTROPY)
                .batchSize(256)
                .optimizer(AdamW.of(0.003))
                .seed(4)
                .epochs(2);
    }

    static String hash(Weights weights) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            weights.parameters().values().forEach(literal -> add(literal, digest));
            weights.statistics().values().forEach(literal -> add(literal, digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(Literal literal, MessageDigest digest) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * literal.count());
        bytes.asFloatBuffer().put(literal.floats());
        digest.update(bytes);
    }
}
