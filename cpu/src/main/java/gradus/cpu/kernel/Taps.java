package gradus.cpu.kernel;

import java.util.stream.IntStream;

/// Which places of an axis each result along it reads: `sources[first[i] … first[i + 1] − 1]` for result i.
public final class Taps {
    private static final int[] ONE = {0};

    final int[] first;
    final int[] sources;
    final int size;

    private Taps(int[] first, int[] sources, int size) {
        this.first = first;
        this.sources = sources;
        this.size = size;
    }

    /// An axis of size 1 that reads itself.
    public static Taps none() {
        return new Taps(new int[] {0, 1}, ONE, 1);
    }

    /// What a window reads of an axis of `size`: `i · stride − low + p · dilation` for p from 0, padding left
    /// out.
    public static Taps reading(int results, int size, int window, int stride, int low, int dilation) {
        int[][] read = new int[results][];
        for (int i = 0; i < results; i++) {
            int start = i * stride - low;
            read[i] = IntStream.range(0, window)
                    .map(p -> start + p * dilation)
                    .filter(at -> at >= 0 && at < size)
                    .toArray();
        }
        return joined(read, size);
    }

    /// The reverse: for each place of an axis of `size` which of the `results` read it, in the order of the
    /// window.
    public static Taps spreading(int results, int size, int window, int stride, int low, int dilation) {
        int[][] readers = new int[size][];
        for (int at = 0; at < size; at++) {
            int from = at + low;
            readers[at] = IntStream.range(0, window)
                    .map(p -> from - p * dilation)
                    .filter(moved -> moved >= 0 && moved % stride == 0 && moved / stride < results)
                    .map(moved -> moved / stride)
                    .toArray();
        }
        return joined(readers, results);
    }

    private static Taps joined(int[][] each, int size) {
        int[] first = new int[each.length + 1];
        for (int i = 0; i < each.length; i++) {
            first[i + 1] = first[i] + each[i].length;
        }
        int[] sources = IntStream.range(0, each.length)
                .flatMap(i -> IntStream.of(each[i]))
                .toArray();
        return new Taps(first, sources, size);
    }

    /// The number of results.
    public int results() {
        return first.length - 1;
    }

    /// The number of reads of all results together.
    public int reads() {
        return sources.length;
    }

    /// Says whether every place is read by one result, in their order.
    boolean readsEachOnce() {
        boolean once = sources.length == size;
        for (int i = 0; i < sources.length && once; i++) {
            once = sources[i] == i;
        }
        return once;
    }

    /// The most places that one result reads.
    int most() {
        int most = 0;
        for (int i = 0; i < results(); i++) {
            most = Math.max(most, first[i + 1] - first[i]);
        }
        return most;
    }
}
