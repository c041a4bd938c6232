package gradus.nn.train;

/// How badly a sample comes back from an autoencoder.
///
/// @param error the error of its reconstruction, 0 for a perfect one: of a row the mean over its columns of squared
///     differences in standard deviations and of cross-entropies ([ReconstructionInput.Rows]), of a picture the mean
///     squared difference per pixel and channel on the scale 0 … 1 ([ReconstructionInput.Pictures])
/// @param share the share of held-out samples with a smaller error, 0 to 1 ([HeldOutErrors])
public record AnomalyScore(double error, double share) {
    /// Says whether no held-out sample has a larger error.
    public boolean isBeyond() {
        return share >= 1;
    }
}
