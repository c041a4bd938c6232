package gradus.explain.doctor;

import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Some samples of a data set, evenly spread over it, as arrays.
///
/// @param indices the numbers of the samples
/// @param parts one array per part of a sample, the first axis counts the samples
record Rows(List<Integer> indices, List<Literal> parts) {
    /// So many samples show a share of 1 % and an error rate to ± 1 %.
    static final int MOST = 2000;

    /// So many numbers are read in a blink and fit beside a training.
    private static final int MOST_NUMBERS = 2_000_000;

    private static final int FEWEST = 64;

    /// Reads at most so many samples, fewer of large ones.
    static Rows of(Dataset data, int most) {
        int width = Math.max(
                1, data.sampleTypes().stream().mapToInt(TensorType::count).sum());
        int count = Math.min(Math.min(most, data.size()), Math.max(FEWEST, MOST_NUMBERS / width));
        List<Integer> indices = IntStream.range(0, count)
                .mapToObj(i -> (int) ((long) i * data.size() / count))
                .toList();
        return read(data, indices);
    }

    /// Reads these samples.
    static Rows read(Dataset data, List<Integer> indices) {
        List<Literal> parts = data.sampleTypes().stream()
                .map(type -> Literal.zeros(type.with(Shape.of(indices.size()).append(type.shape()))))
                .toList();
        for (int row = 0; row < indices.size(); row++) {
            data.read(indices.get(row), Key.of(0).fold(row), parts, row);
        }
        return new Rows(List.copyOf(indices), parts);
    }

    int count() {
        return indices.size();
    }

    /// Says whether the first part is numbers; else it is tokens or the like, of which little can be said.
    boolean hasFeatures() {
        return count() > 0 && parts.getFirst().type().dtype().isFloating() && width() > 0;
    }

    /// Gives the numbers of the first part of a sample.
    int width() {
        return count() == 0 ? 0 : parts.getFirst().count() / count();
    }

    /// Gives the axes of the first part of a sample: 1 for columns, more for pictures and sequences.
    int featureRank() {
        return parts.getFirst().type().shape().rank() - 1;
    }

    double feature(int row, int column) {
        return parts.getFirst().get(row * width() + column);
    }

    double[] column(int column) {
        return IntStream.range(0, count())
                .mapToDouble(row -> feature(row, column))
                .toArray();
    }

    /// Says whether there is one target per sample: a class or a number.
    boolean hasTarget() {
        return parts.size() > 1 && count() > 0 && parts.get(1).count() == count();
    }

    /// Says whether the target is a class number.
    boolean hasClasses() {
        return hasTarget() && !parts.get(1).type().dtype().isFloating();
    }

    /// Says whether the target is one number.
    boolean hasValues() {
        return hasTarget() && parts.get(1).type().dtype().isFloating();
    }

    double target(int row) {
        return parts.get(1).get(row);
    }

    double[] targets() {
        return IntStream.range(0, count()).mapToDouble(this::target).toArray();
    }

    /// Gives how many classes there are, if class numbers are not absurd.
    int classes() {
        return (int) Math.min(1e6, Arrays.stream(targets()).max().orElse(-1) + 1);
    }

    /// Gives a sum of the bits of each sample, by which equal samples are found.
    List<Long> marks() {
        return IntStream.range(0, count()).mapToObj(this::mark).toList();
    }

    private long mark(int row) {
        long mark = 1;
        for (Literal part : parts) {
            int width = part.count() / count();
            for (int i = 0; i < width; i++) {
                mark = mixed(mark, Double.doubleToLongBits(part.get(row * width + i) + 0.0));
            }
        }
        return mark;
    }

    /// Mixes bits well enough that different samples have different sums.
    static long mixed(long sum, long more) {
        long mixed = (31 * sum + more) * 0xBF58476D1CE4E5B9L;
        return mixed ^ mixed >>> 29;
    }
}
