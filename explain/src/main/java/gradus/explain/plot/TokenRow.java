package gradus.explain.plot;

import gradus.core.tensor.Tensor;
import gradus.nn.data.text.Tokenizer;
import gradus.nn.train.TextModel;
import java.util.Arrays;
import java.util.List;

/// A text as a language model reads it.
///
/// @param input the numbers of its tokens, `[1, time]`
/// @param tokens the tokens as text; blanks can be seen
record TokenRow(Tensor input, List<String> tokens) {
    /// Reads a text; of one longer than the context of the model the last part counts.
    ///
    /// @throws IllegalArgumentException if the text is empty
    static TokenRow of(TextModel model, String text) {
        Tokenizer tokenizer = model.input().tokenizer();
        int[] all = tokenizer.encode(text);
        if (all.length == 0) {
            throw new IllegalArgumentException("plot of a text: it must have at least one token, got none");
        }
        int[] read =
                Arrays.copyOfRange(all, Math.max(0, all.length - model.input().context()), all.length);
        List<String> tokens = Arrays.stream(read)
                .mapToObj(token -> tokenizer.decode(new int[] {token}).replace(' ', '␣'))
                .toList();
        float[] numbers = new float[read.length];
        for (int i = 0; i < read.length; i++) {
            numbers[i] = read[i];
        }
        return new TokenRow(Tensor.of(new float[][] {numbers}), tokens);
    }
}
