package gradus.nn.generation;

/// A reading of one sequence: tokens go in one after another, and what may follow comes out. Transformers keep keys and
/// values of what was read, recurrent networks their state. One thread reads at a time.
///
/// {@snippet file="DataSnippets.java" region="Generation"}
public interface TokenReader {
    /// Reads one more token and gives the logits of the next one, one per token of the vocabulary.
    ///
    /// @param token its number in the vocabulary
    /// @throws IndexOutOfBoundsException if the vocabulary has no such token
    float[] read(int token);

    /// Forgets what was read, so that a new sequence begins.
    void reset();
}
