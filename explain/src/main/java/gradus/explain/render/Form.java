package gradus.explain.render;

/// What stands for a named number in a formula.
public enum Form {
    /// Its name, such as `W¹[2,1]`.
    SYMBOLS,
    /// Its value.
    NUMBERS
}
