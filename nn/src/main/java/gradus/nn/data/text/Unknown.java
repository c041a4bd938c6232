package gradus.nn.data.text;

/// What becomes of a character that the training text did not have.
public enum Unknown {
    /// It is an error that says where it stands.
    REFUSE,
    /// It becomes a token of its own, printed as U+FFFD, that stands for all such characters.
    REPLACE
}
