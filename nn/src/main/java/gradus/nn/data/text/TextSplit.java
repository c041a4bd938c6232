package gradus.nn.data.text;

/// A text cut in two: what comes first is for training, the rest for validation.
///
/// {@snippet file="DataSnippets.java" region="TextModel"}
///
/// @param train the beginning
/// @param validation the rest
public record TextSplit(String train, String validation) {
    /// Cuts a text.
    ///
    /// @param share the share of characters for training, rounded down
    /// @throws IllegalArgumentException if the share is not between 0 and 1 or leaves a part empty
    public static TextSplit of(String text, double share) {
        int cut = share > 0 && share < 1 ? (int) (text.length() * share) : 0;
        if (cut > 0 && Character.isLowSurrogate(text.charAt(cut))) {
            cut--;
        }
        if (cut == 0) {
            throw new IllegalArgumentException(
                    "text split: the share must lie between 0 and 1 and leave no part empty, got " + share + " of "
                            + text.length() + " characters");
        }
        return new TextSplit(text.substring(0, cut), text.substring(cut));
    }

    /// Gives the tokens that are the characters of the training text, and one for all others.
    public CharacterVocabulary characters() {
        return CharacterVocabulary.of(train).withUnknown(Unknown.REPLACE);
    }
}
