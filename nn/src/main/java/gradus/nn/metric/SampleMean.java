package gradus.nn.metric;

/// A running mean over samples: each sample weighs the same, however the samples were batched.
///
/// A smaller last batch counts by its size, unlike in a mean of batch means. Sums are compensated (Neumaier),
/// so the error does not grow with the number of samples. It has state and is not thread-safe.
public final class SampleMean {
    private double sum;
    private double lost;
    private long samples;

    /// Makes a mean of no samples yet.
    public SampleMean() {}

    /// Adds one sample.
    public void add(double value) {
        addBatch(value, 1);
    }

    /// Adds a batch by its own mean and its number of samples.
    ///
    /// @throws IllegalArgumentException if `count` is negative
    public void addBatch(double mean, long count) {
        if (count < 0) {
            throw new IllegalArgumentException("sample mean: a batch has at least 0 samples, got " + count);
        }
        if (count == 0) {
            return;
        }
        double term = mean * count;
        double next = sum + term;
        if (Double.isFinite(next)) {
            lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
        }
        sum = next;
        samples += count;
    }

    /// Gives the sum over all samples.
    public double sum() {
        return sum + lost;
    }

    /// Gives the mean over all samples, NaN when there is none.
    public double value() {
        return samples == 0 ? Double.NaN : sum() / samples;
    }

    /// Gives how many samples were added.
    public long samples() {
        return samples;
    }
}
