package gradus.nn.train;

/// What happens when an update would not be finite.
public enum NonFinite {
    /// Training ends with an error that names the tensor.
    RAISE,
    /// The update is left out: parameters, statistics and the optimizer's state stay as they were, and its loss is
    /// not counted. The share of updates left out is reported as `skipped`. An epoch in which none was finite ends
    /// training with an error.
    SKIP
}
