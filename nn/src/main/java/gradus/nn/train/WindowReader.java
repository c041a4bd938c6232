package gradus.nn.train;

import gradus.nn.generation.TokenReader;
import java.util.ArrayList;
import java.util.List;

/// Reads a text by asking the network about its last tokens anew for each one.
///
/// A window that is not full yet is filled up behind with token 0: the answer at the last token read is right only if
/// no place of the network sees a later one. [#requireCausal] looks whether that is so.
final class WindowReader implements TokenReader {
    private final Predictor predictor;
    private final int context;
    private final List<Integer> read = new ArrayList<>();

    WindowReader(Predictor predictor, int context) {
        this.predictor = predictor;
        this.context = context;
    }

    /// Asks the network about two windows that differ in their last token, and says whether an answer before it
    /// does.
    ///
    /// @throws IllegalArgumentException if one does, for then each place sees what it is to foretell
    static void requireCausal(Predictor predictor, int context, int tokens) {
        if (context < 2 || tokens < 2) {
            return;
        }
        float[] window = new float[context];
        double[] before = predictor.predict(window);
        window[context - 1] = tokens - 1;
        double[] after = predictor.predict(window);
        int width = before.length / context;
        for (int place = 0; place < context - 1; place++) {
            for (int i = place * width; i < (place + 1) * width; i++) {
                if (Double.compare(before[i], after[i]) != 0) {
                    throw new IllegalArgumentException("text model: no place of the network may see a later token, but"
                            + " the answer at place " + place + " of " + context + " changes with the last token; use"
                            + " causal attention, causal padding or a recurrent layer that reads forward");
                }
            }
        }
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
