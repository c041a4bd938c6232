package gradus.nn.data.series;

import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// Windows of a series as samples: float32 `[lookBack, channels]`, the past, and float32 `[horizon, targets]`, what
/// came after it. Windows are in the order of time and share the numbers.
///
/// {@snippet file="TableSnippets.java" region="SeriesWindows"}
public final class SeriesWindows implements Dataset {
    private final float[] values;
    private final int channels;
    private final int[] starts;
    private final int[] targets;
    private final Windows windows;

    private SeriesWindows(Series series, int[] starts, Windows windows) {
        this.channels = series.channels();
        this.values = new float[series.length() * channels];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) series.value(i / channels, i % channels);
        }
        this.starts = starts;
        this.targets = windows.targets().isEmpty()
                ? IntStream.range(0, channels).toArray()
                : windows.targets().stream().mapToInt(series::channel).toArray();
        this.windows = windows;
    }

    /// Gives all windows of a series as it is; [SeriesSplit] standardises and keeps the future apart.
    ///
    /// @throws FormatException if the series is too short for one window or has gaps that are refused
    public static SeriesWindows of(Series series, Windows windows) {
        return of(series, windows, "series");
    }

    static SeriesWindows of(Series series, Windows windows, String what) {
        int span = Math.addExact(windows.lookBack(), windows.horizon());
        if (series.length() < span) {
            throw new FormatException(what + ": a window of " + windows.lookBack() + " + " + windows.horizon()
                    + " times needs at least as many, but there are " + series.length()
                    + "; use a shorter look-back or horizon");
        }
        int[] gapsBefore = gapsBefore(series);
        int[] starts = IntStream.rangeClosed(0, (series.length() - span) / windows.stride())
                .map(i -> i * windows.stride())
                .filter(start -> windows.gaps() == Windows.Gaps.REFUSE || gapsBefore[start + span] == gapsBefore[start])
                .toArray();
        if (windows.gaps() == Windows.Gaps.REFUSE && gapsBefore[series.length()] > 0) {
            throw gap(series, what);
        }
        if (starts.length == 0) {
            throw new FormatException(what + ": at least one window must be without missing numbers, but all "
                    + "have some; fill the gaps or use shorter windows");
        }
        return new SeriesWindows(series, starts, windows);
    }

    /// The number of times with a missing number before each time.
    private static int[] gapsBefore(Series series) {
        int[] before = new int[series.length() + 1];
        for (int t = 0; t < series.length(); t++) {
            boolean gap = false;
            for (int c = 0; c < series.channels(); c++) {
                gap |= Double.isNaN(series.value(t, c));
            }
            before[t + 1] = before[t] + (gap ? 1 : 0);
        }
        return before;
    }

    private static FormatException gap(Series series, String what) {
        int t = 0;
        int c = 0;
        while (!Double.isNaN(series.value(t, c))) {
            c = (c + 1) % series.channels();
            t += c == 0 ? 1 : 0;
        }
        return new FormatException(what + ": every number must be there, but " + series.missing()
                + " are missing, the first in channel '" + series.names().get(c) + "' at time " + t
                + ", counted from 0; fill the gaps, or let windows with gaps be skipped");
    }

    /// Gives how the series was cut.
    public Windows windows() {
        return windows;
    }

    /// Gives the time, counted from 0 in the series, at which the input of a window begins.
    public int start(int index) {
        return starts[Objects.checkIndex(index, starts.length)];
    }

    @Override
    public int size() {
        return starts.length;
    }

    @Override
    public List<TensorType> sampleTypes() {
        return List.of(
                TensorType.float32(windows.lookBack(), channels),
                TensorType.float32(windows.horizon(), targets.length));
    }

    @Override
    public void read(int index, Key key, List<Literal> batch, int row) {
        int from = start(index) * channels;
        int count = windows.lookBack() * channels;
        System.arraycopy(values, from, batch.get(0).floats(), row * count, count);
        float[] wanted = batch.get(1).floats();
        int at = row * windows.horizon() * targets.length;
        for (int t = 0; t < windows.horizon(); t++) {
            int time = from + count + t * channels;
            for (int target : targets) {
                wanted[at++] = values[time + target];
            }
        }
    }

    @Override
    public String toString() {
        return "SeriesWindows[" + starts.length + " windows of " + windows.lookBack() + " + " + windows.horizon()
                + " times, " + channels + " channels, targets " + Arrays.toString(targets) + "]";
    }
}
