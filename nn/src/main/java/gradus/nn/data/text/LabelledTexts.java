package gradus.nn.data.text;

import gradus.core.type.DType;
import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Texts with a class each: samples of three parts, int64 `[length]` with zeros after the end, the int64 class, and
/// bool `[length]`, true where the text is. Of a longer text only the beginning is used.
///
/// {@snippet file="TableSnippets.java" region="LabelledTexts"}
public final class LabelledTexts implements Dataset {
    private final List<int[]> texts;
    private final int[] classes;
    private final int length;

    private LabelledTexts(List<int[]> texts, int[] classes, int length) {
        this.texts = texts;
        this.classes = classes;
        this.length = length;
    }

    /// Gives the texts as tokens.
    ///
    /// @param texts the texts
    /// @param classes the class of each text
    /// @param length the most tokens of a text that are used
    /// @throws FormatException if a text has no token
    /// @throws IllegalArgumentException if there are no texts, not as many classes, or no room for a token
    public static LabelledTexts of(Tokenizer tokenizer, List<String> texts, int[] classes, int length) {
        if (texts.isEmpty() || classes.length != texts.size() || length < 1) {
            throw new IllegalArgumentException(
                    "texts: at least one text, one class for each and a length of at least 1 are needed, got "
                            + texts.size() + " texts, " + classes.length + " classes, length " + length);
        }
        List<int[]> encoded = new ArrayList<>();
        for (int i = 0; i < classes.length; i++) {
            int[] tokens = tokenizer.encode(texts.get(i));
            if (tokens.length == 0) {
                throw new FormatException("texts: every text needs a token, but text " + (i + 1) + ", \""
                        + texts.get(i).strip() + "\", has none; leave it out");
            }
            encoded.add(Arrays.copyOf(tokens, Math.min(length, tokens.length)));
        }
        return new LabelledTexts(encoded, classes.clone(), length);
    }

    @Override
    public int size() {
        return classes.length;
    }

    @Override
    public List<TensorType> sampleTypes() {
        return List.of(
                TensorType.of(DType.INT64, length), TensorType.of(DType.INT64), TensorType.of(DType.BOOL, length));
    }

    @Override
    public void read(int index, Key key, List<Literal> batch, int row) {
        int[] tokens = texts.get(index);
        long[] input = batch.get(0).longs();
        byte[] mask = batch.get(2).bytes();
        int at = row * length;
        for (int i = 0; i < length; i++) {
            input[at + i] = i < tokens.length ? tokens[i] : 0;
            mask[at + i] = (byte) (i < tokens.length ? 1 : 0);
        }
        batch.get(1).longs()[row] = classes[index];
    }
}
