package gradus.nn.data.text;

import gradus.core.type.DType;
import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.data.Dataset;
import java.util.List;
import java.util.Objects;

/// Windows of a long text as samples of a language model: int64 `[length]`, the tokens, and int64 `[length]`, for each
/// the one that comes next.
///
/// {@snippet file="TableSnippets.java" region="TextWindows"}
public final class TextWindows implements Dataset {
    /// Where window `index` begins.
    private sealed interface Order {
        int start(int index, Key key);

        /// Anywhere, as the key says.
        record Anywhere(int places) implements Order {
            @Override
            public int start(int index, Key key) {
                return key.fold("window").below(places, 0);
            }
        }

        /// One after the other.
        record InTurn(int length) implements Order {
            @Override
            public int start(int index, Key key) {
                return index * length;
            }
        }

        /// The next window of each stream in turn.
        record Streams(int streams, int perStream, int length) implements Order {
            @Override
            public int start(int index, Key key) {
                return (index % streams * perStream + index / streams) * length;
            }
        }
    }

    private final int[] tokens;
    private final int length;
    private final int size;
    private final Order order;

    private TextWindows(int[] tokens, int length, int size, Order order) {
        this.tokens = tokens;
        this.length = length;
        this.size = size;
        this.order = order;
    }

    /// Gives windows that begin anywhere, drawn anew for every epoch.
    ///
    /// @param tokens the text
    /// @param length the tokens of a window
    /// @param samplesPerEpoch how many windows make an epoch
    /// @throws FormatException if the text is not longer than a window
    public static TextWindows random(int[] tokens, int length, int samplesPerEpoch) {
        int windows = windows(tokens, length);
        if (windows < 1 || samplesPerEpoch < 1) {
            throw new IllegalArgumentException(
                    "text windows: an epoch needs at least one sample, got " + samplesPerEpoch);
        }
        return new TextWindows(tokens.clone(), length, samplesPerEpoch, new Order.Anywhere(tokens.length - length));
    }

    /// Gives windows one after the other, without overlap; fewer tokens than a window has are left over at the end.
    ///
    /// @throws FormatException if the text is not longer than a window
    public static TextWindows inOrder(int[] tokens, int length) {
        return new TextWindows(tokens.clone(), length, windows(tokens, length), new Order.InTurn(length));
    }

    /// Gives windows for a network that keeps its state from batch to batch: the text is cut into `streams` pieces
    /// of equal length; row r of batch b holds window b of piece r, so that each row goes on where it stopped. Read
    /// it in the stored order, in batches of exactly `streams`; the state starts anew with each epoch.
    ///
    /// @throws FormatException if a piece is not longer than a window
    public static TextWindows streams(int[] tokens, int length, int streams) {
        int windows = windows(tokens, length);
        if (streams < 1 || windows < streams) {
            throw new FormatException("text windows: " + streams + " streams need at least as many windows of " + length
                    + " tokens, but the text of " + tokens.length + " tokens has " + windows
                    + "; use fewer streams or shorter windows");
        }
        int perStream = windows / streams;
        return new TextWindows(
                tokens.clone(), length, perStream * streams, new Order.Streams(streams, perStream, length));
    }

    private static int windows(int[] tokens, int length) {
        if (length < 1) {
            throw new IllegalArgumentException("text windows: the length must be at least 1, got " + length);
        }
        if (tokens.length <= length) {
            throw new FormatException("text windows: a window of " + length + " tokens and the one after it need "
                    + (length + 1L) + " tokens, but the text has " + tokens.length
                    + "; use a longer text or shorter windows");
        }
        return (tokens.length - 1) / length;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public List<TensorType> sampleTypes() {
        return List.of(TensorType.of(DType.INT64, length), TensorType.of(DType.INT64, length));
    }

    @Override
    public void read(int index, Key key, List<Literal> batch, int row) {
        int start = order.start(Objects.checkIndex(index, size), key);
        long[] input = batch.get(0).longs();
        long[] target = batch.get(1).longs();
        for (int i = 0; i < length; i++) {
            input[row * length + i] = tokens[start + i];
            target[row * length + i] = tokens[start + i + 1];
        }
    }

    @Override
    public String toString() {
        return "TextWindows[" + size + " windows of " + length + " tokens out of " + tokens.length + "]";
    }
}
