package gradus.nn.data.series;

import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Sequences of different lengths with a class each: samples of three parts, float32 `[longest, channels]` with zeros
/// after the end, the int64 class, and bool `[longest]`, true where the sequence is.
///
/// {@snippet file="TableSnippets.java" region="Sequences"}
public final class Sequences implements Dataset {
    private final List<float[]> sequences;
    private final int channels;
    private final int[] classes;
    private final int longest;

    private Sequences(List<float[]> sequences, int channels, int[] classes, int longest) {
        this.sequences = sequences;
        this.channels = channels;
        this.classes = classes;
        this.longest = longest;
    }

    /// Gives the sequences, padded to the longest of them. The arrays are not copied.
    ///
    /// @param sequences each `[length, channels]`, time by time
    /// @param channels the numbers at each time
    /// @param classes the class of each sequence
    /// @throws IllegalArgumentException if a sequence is empty or does not hold whole times, or there are not as
    /// many classes
    public static Sequences of(List<float[]> sequences, int channels, int... classes) {
        if (channels < 1 || classes.length != sequences.size() || classes.length == 0) {
            throw new IllegalArgumentException(
                    "sequences: at least one sequence, one class for each and one channel are needed, got "
                            + sequences.size() + " sequences, " + classes.length + " classes, " + channels
                            + " channels");
        }
        int longest = 0;
        for (int i = 0; i < classes.length; i++) {
            int count = sequences.get(i).length;
            if (count == 0 || count % channels != 0) {
                throw new IllegalArgumentException("sequences: each must have at least one time of " + channels
                        + " numbers, but number " + i + " has " + count + " numbers");
            }
            longest = Math.max(longest, count / channels);
        }
        return new Sequences(List.copyOf(sequences), channels, classes.clone(), longest);
    }

    /// Gives these sequences padded to a greater length, so that parts of different data sets are alike.
    ///
    /// @throws IllegalArgumentException if a sequence is longer
    public Sequences paddedTo(int length) {
        if (length < longest) {
            throw new IllegalArgumentException("sequences: the padded length must be at least that of the longest, "
                    + longest + ", got " + length);
        }
        return new Sequences(sequences, channels, classes, length);
    }

    /// Gives the sequences in groups of about equal size and similar length, shortest first, each group padded to
    /// its own longest only: less is computed on padding. A network that takes any length trains on one after the
    /// other.
    ///
    /// @throws IllegalArgumentException if there are more groups than sequences
    public List<Sequences> buckets(int count) {
        if (count < 1 || count > size()) {
            throw new IllegalArgumentException(
                    "sequences: the number of groups must lie in 1 … " + size() + ", got " + count);
        }
        List<Integer> order = IntStream.range(0, size())
                .boxed()
                .sorted(Comparator.comparingInt(this::length))
                .toList();
        List<Sequences> groups = new ArrayList<>();
        for (int g = 0; g < count; g++) {
            int begin = (int) ((long) g * size() / count);
            int end = (int) ((g + 1L) * size() / count);
            List<Integer> chosen = order.subList(begin, end);
            groups.add(of(
                    chosen.stream().map(sequences::get).toList(),
                    channels,
                    chosen.stream().mapToInt(i -> classes[i]).toArray()));
        }
        return groups;
    }

    /// Gives the length of a sequence without padding.
    public int length(int index) {
        return sequences.get(index).length / channels;
    }

    @Override
    public int size() {
        return classes.length;
    }

    @Override
    public List<TensorType> sampleTypes() {
        return List.of(
                TensorType.float32(longest, channels), TensorType.of(DType.INT64), TensorType.of(DType.BOOL, longest));
    }

    @Override
    public void read(int index, Key key, List<Literal> batch, int row) {
        float[] sequence = sequences.get(index);
        float[] into = batch.get(0).floats();
        int at = row * longest * channels;
        System.arraycopy(sequence, 0, into, at, sequence.length);
        Arrays.fill(into, at + sequence.length, at + longest * channels, 0f);
        batch.get(1).longs()[row] = classes[index];
        byte[] mask = batch.get(2).bytes();
        Arrays.fill(mask, row * longest, row * longest + length(index), (byte) 1);
        Arrays.fill(mask, row * longest + length(index), (row + 1) * longest, (byte) 0);
    }
}
