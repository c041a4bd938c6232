package gradus.nn.train;

import gradus.nn.generation.TokenReader;
import java.util.List;

/// A reading that never proposes some tokens.
///
/// @param reader the reading
/// @param tokens the tokens that never follow
record Without(TokenReader reader, List<Integer> tokens) implements TokenReader {
    @Override
    public float[] read(int next) {
        float[] logits = reader.read(next).clone();
        tokens.forEach(token -> logits[token] = Float.NEGATIVE_INFINITY);
        return logits;
    }

    @Override
    public void reset() {
        reader.reset();
    }
}
