package gradus.nn.loss;

/// How a loss over a batch is made of its elements, and so how the losses of its parts join to that of the whole.
public enum Reduction {
    /// Their mean: parts join by their mean, weighted by their counts.
    MEAN,
    /// Their sum: parts add up.
    SUM
}
