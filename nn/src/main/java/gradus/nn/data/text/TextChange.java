package gradus.nn.data.text;

import java.text.Normalizer;
import java.util.Locale;

/// A change of the text before it is cut into tokens.
public sealed interface TextChange {
    /// Gives the changed text.
    String apply(String text);

    /// Unicode normalisation.
    ///
    /// @param form `NFC`, `NFD`, `NFKC` or `NFKD`
    record Unicode(Normalizer.Form form) implements TextChange {
        @Override
        public String apply(String text) {
            return Normalizer.normalize(text, form);
        }
    }

    /// Small letters.
    record LowerCase() implements TextChange {
        @Override
        public String apply(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }

    /// Something before a text that is not empty.
    ///
    /// @param text what
    record Prepend(String text) implements TextChange {
        @Override
        public String apply(String given) {
            return given.isEmpty() ? given : text + given;
        }
    }

    /// One text in place of another, everywhere.
    ///
    /// @param from what is replaced
    /// @param to by what
    record Replace(String from, String to) implements TextChange {
        /// Checks that there is something to look for.
        ///
        /// @throws IllegalArgumentException if it is empty
        public Replace {
            if (from.isEmpty()) {
                throw new IllegalArgumentException("replace: what is replaced must not be empty");
            }
        }

        @Override
        public String apply(String text) {
            return text.replace(from, to);
        }
    }
}
