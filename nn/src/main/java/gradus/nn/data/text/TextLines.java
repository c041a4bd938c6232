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

/// Lines, such as names, as samples of a language model of single lines: int64 `[length]`, the line feed and the tokens
/// of the line, int64 `[length]`, the tokens and the line feed that ends them, and bool `[length]`, true where the
/// line is.
///
/// Behind the end, inputs are the line feed and targets are [#IGNORED]: use a loss that ignores that class.
///
/// {@snippet file="TableSnippets.java" region="TextLines"}
public final class TextLines implements Dataset {
    /// The target behind the end of a line.
    public static final long IGNORED = -1;

    private final List<int[]> lines;
    private final int boundary;
    private final int length;

    private TextLines(List<int[]> lines, int boundary, int length) {
        this.lines = lines;
        this.boundary = boundary;
        this.length = length;
    }

    /// Gives the lines, padded to the longest of them.
    ///
    /// @throws FormatException if there are no lines, one is empty, or the tokenizer has no token for one of them
    /// or for the line feed
    public static TextLines of(Tokenizer tokenizer, List<String> lines) {
        int[] end = tokenizer.encode(Character.toString('\n'));
        if (end.length != 1) {
            throw new FormatException("text lines: the line feed must be one token, got " + end.length
                    + "; make the vocabulary of a text with line feeds");
        }
        if (lines.isEmpty()) {
            throw new FormatException("text lines: at least one line is needed, got none");
        }
        List<int[]> encoded = new ArrayList<>();
        int longest = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isEmpty()) {
                throw new FormatException(
                        "text lines: every line needs a character, but line " + (i + 1) + " is empty; leave it out");
            }
            encoded.add(tokenizer.encode(lines.get(i)));
            longest = Math.max(longest, encoded.getLast().length);
        }
        return new TextLines(encoded, end[0], longest + 1);
    }

    /// Gives these lines padded to another length, which counts the line feed.
    ///
    /// @throws FormatException if a line is longer
    public TextLines paddedTo(int wanted) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).length + 1 > wanted) {
                throw new FormatException("text lines: a line and its line feed must fit into " + wanted
                        + " tokens, but line " + (i + 1) + " needs " + (lines.get(i).length + 1)
                        + "; allow more or leave it out");
            }
        }
        return new TextLines(lines, boundary, wanted);
    }

    /// Gives the tokens of a padded line, with its line feed.
    public int length() {
        return length;
    }

    /// Gives the token of the line feed, which begins and ends a line.
    public int boundary() {
        return boundary;
    }

    @Override
    public int size() {
        return lines.size();
    }

    @Override
    public List<TensorType> sampleTypes() {
        TensorType tokens = TensorType.of(DType.INT64, length);
        return List.of(tokens, tokens, TensorType.of(DType.BOOL, length));
    }

    @Override
    public void read(int index, Key key, List<Literal> batch, int row) {
        int[] line = lines.get(index);
        long[] input = batch.get(0).longs();
        long[] target = batch.get(1).longs();
        byte[] mask = batch.get(2).bytes();
        int at = row * length;
        Arrays.fill(input, at, at + length, boundary);
        Arrays.fill(target, at, at + length, IGNORED);
        Arrays.fill(mask, at, at + line.length + 1, (byte) 1);
        Arrays.fill(mask, at + line.length + 1, at + length, (byte) 0);
        for (int i = 0; i < line.length; i++) {
            input[at + i + 1] = line[i];
            target[at + i] = line[i];
        }
        target[at + line.length] = boundary;
    }

    @Override
    public String toString() {
        return "TextLines[" + lines.size() + " lines of at most " + (length - 1) + " tokens]";
    }
}
