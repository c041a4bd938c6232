package gradus.nn.train;

import gradus.nn.generation.TokenReader;
import java.util.ArrayList;
import java.util.List;

/// Reads a text by asking the network about its last tokens anew for each one.
///
/// A window that is not full yet is filled up behind with token 0: the answer at the last token read is right only if
/// no place of the network sees a later one. [Causality] looks whether that is so.
final class WindowReader implements TokenReader {
    private final Predictor predictor;
    private final int context;
    private final List<Integer> read = new ArrayList<>();

    WindowReader(Predictor predictor, int context) {
        this.predictor = predictor;
        this.context = context;
    }

    @Override
    public float[] read(int token) {
        read.add(token);
        if (read.size() > context) {
            read.removeFirst();
        }
        float[] features = new float[context];
        for (int i = 0; i < read.size(); i++) {
            features[i] = read.get(i);
        }
        double[] results = predictor.predict(features);
        int width = results.length / context;
        float[] logits = new float[width];
        for (int i = 0; i < width; i++) {
            logits[i] = (float) results[(read.size() - 1) * width + i];
        }
        return logits;
    }

    @Override
    public void reset() {
        read.clear();
    }
}
