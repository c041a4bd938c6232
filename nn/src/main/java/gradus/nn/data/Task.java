package gradus.nn.data;

/// What a network learns to predict.
///
/// {@snippet file="TableSnippets.java" region="TargetTable"}
public enum Task {
    /// A number.
    REGRESSION,
    /// One of two classes.
    BINARY,
    /// One of three or more classes.
    MULTICLASS;

    /// Says whether the target is a class.
    public boolean isClassification() {
        return this != REGRESSION;
    }
}
