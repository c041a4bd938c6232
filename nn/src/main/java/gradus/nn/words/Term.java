package gradus.nn.words;

import java.util.List;
import java.util.stream.Collectors;

/// A piece of a network in text.
sealed interface Term {
    /// Gives where it begins in the text, from 0.
    int at();

    /// One word with what stands in its parentheses.
    ///
    /// @param word what the word means
    /// @param arguments what it is told
    /// @param body the words inside it, for words that take a network
    /// @param at where it begins
    record Use(Word word, List<Argument> arguments, List<Term> body, int at) implements Term {
        /// Copies the lists.
        public Use {
            arguments = List.copyOf(arguments);
            body = List.copyOf(body);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (Argument argument : arguments) {
                String before = text.isEmpty() ? "" : argument.isPlain() ? "," : ", ";
                text.append(before).append(argument);
            }
            if (!body.isEmpty()) {
                text.append(text.isEmpty() ? "" : ", ").append(print(body));
            }
            return word.name() + (text.isEmpty() ? "" : "(" + text + ")");
        }
    }

    /// Words that stand several times, each time with numbers of their own.
    ///
    /// @param times how often
    /// @param body the words
    /// @param at where it begins
    record Repeat(int times, List<Term> body, int at) implements Term {
        /// Copies the list.
        public Repeat {
            body = List.copyOf(body);
        }

        @Override
        public String toString() {
            return times + "*(" + print(body) + ")";
        }
    }

    /// One thing that a word is told.
    ///
    /// @param parameter what it is for
    /// @param value the value as it was written
    /// @param form how it was written
    /// @param at where it begins
    record Argument(Parameter parameter, String value, Form form, int at) {
        /// How an argument is written.
        enum Form {
            /// `32`: by its place.
            PLACE,
            /// `stride=2`: by its name.
            NAME,
            /// `bidirectional`: the name alone means yes.
            SWITCH
        }

        boolean isPlain() {
            return form == Form.PLACE;
        }

        @Override
        public String toString() {
            return switch (form) {
                case PLACE -> value;
                case NAME -> parameter.name() + "=" + value;
                case SWITCH -> parameter.name();
            };
        }
    }

    /// Gives the text of terms.
    static String print(List<Term> terms) {
        return terms.stream().map(Term::toString).collect(Collectors.joining(" "));
    }
}
