package gradus.nn.train;

/// A sum over samples and what it is to be divided by.
///
/// @param sum the sum
/// @param count how many samples that sum has, weighted as they are weighted
public record Total(double sum, double count) {
    /// Gives the mean, 0 if nothing counts.
    public double mean() {
        return count == 0 ? 0 : sum / count;
    }

    Total plus(double more, double moreCount) {
        return new Total(sum + more, count + moreCount);
    }
}
