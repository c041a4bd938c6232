package gradus.nn.data;

/// What a column of a table is, which decides whether and how it becomes numbers.
///
/// {@snippet file="TableSnippets.java" region="TableOptions"}
public enum ColumnType {
    /// Numbers, standardised.
    NUMBER,
    /// A few texts that recur, one-hot or embedded.
    CATEGORY,
    /// Two texts such as yes and no, one number.
    BOOLEAN,
    /// Dates or times, several numbers.
    DATE,
    /// Free text, not used.
    TEXT,
    /// Names of rows (numbers or texts that hardly recur), not used.
    IDENTIFIER,
    /// One value or none, not used.
    CONSTANT,
    /// Left out on request.
    IGNORED;

    /// Says whether a network gets this column.
    public boolean isUsed() {
        return switch (this) {
            case NUMBER, CATEGORY, BOOLEAN, DATE -> true;
            case TEXT, IDENTIFIER, CONSTANT, IGNORED -> false;
        };
    }
}
