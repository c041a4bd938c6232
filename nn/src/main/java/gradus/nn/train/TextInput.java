package gradus.nn.train;

import gradus.nn.data.text.Tokenizer;

/// What turns a text into the tokens that a network takes.
///
/// @param tokenizer turns text into tokens and back
/// @param context how many tokens the network sees at once, at least 1
public record TextInput(Tokenizer tokenizer, int context) {
    /// Checks the number.
    public TextInput {
        if (context < 1) {
            throw new IllegalArgumentException("text input: the context must be at least 1 token, got " + context);
        }
    }
}
