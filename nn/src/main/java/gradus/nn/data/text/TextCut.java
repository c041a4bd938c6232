package gradus.nn.data.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A step that cuts a text into pieces, within which pairs are merged, or changes the pieces.
public sealed interface TextCut {
    /// Gives what makes pieces of pieces, prepared for many texts.
    UnaryOperator<List<String>> cutter();

    /// Cuts at the places where a regular expression matches, with the classes of Unicode.
    ///
    /// @param expression the regular expression
    /// @param keep which pieces are kept
    record Split(String expression, Keep keep) implements TextCut {
        /// The expression of GPT-2: contractions, words, numbers and other signs with the blank before them,
        /// blanks.
        public static final String GPT2 =
                "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

        /// Which pieces are kept.
        public enum Keep {
            /// What matches and what lies between.
            ALL,
            /// What matches.
            MATCHES,
            /// What lies between.
            GAPS
        }

        /// Checks the expression.
        ///
        /// @throws java.util.regex.PatternSyntaxException if it is none
        public Split {
            Pattern.compile(expression, Pattern.UNICODE_CHARACTER_CLASS);
        }

        @Override
        public UnaryOperator<List<String>> cutter() {
            Pattern pattern = Pattern.compile(expression, Pattern.UNICODE_CHARACTER_CLASS);
            return pieces -> cut(pattern, pieces);
        }

        private List<String> cut(Pattern pattern, List<String> pieces) {
            List<String> cut = new ArrayList<>();
            for (String piece : pieces) {
                Matcher matcher = pattern.matcher(piece);
                int end = 0;
                while (matcher.find()) {
                    add(cut, piece.substring(end, matcher.start()), Keep.MATCHES);
                    add(cut, matcher.group(), Keep.GAPS);
                    end = matcher.end();
                }
                add(cut, piece.substring(end), Keep.MATCHES);
            }
            return cut;
        }

        private void add(List<String> cut, String piece, Keep unless) {
            if (!piece.isEmpty() && keep != unless) {
                cut.add(piece);
            }
        }
    }

    /// Puts a blank before each piece that does not begin with one.
    record PrefixBlank() implements TextCut {
        @Override
        public UnaryOperator<List<String>> cutter() {
            return pieces -> pieces.stream()
                    .map(piece -> piece.startsWith(" ") ? piece : " " + piece)
                    .toList();
        }
    }

    /// Writes each byte of the UTF-8 text as a visible character.
    record Bytes() implements TextCut {
        @Override
        public UnaryOperator<List<String>> cutter() {
            return pieces -> pieces.stream().map(ByteCharacters::encode).toList();
        }
    }

    /// Writes blanks as another sign.
    ///
    /// @param sign the sign, usually `▁`
    /// @param prefix which pieces get a sign before them if they have none
    record Marked(String sign, Prefix prefix) implements TextCut {
        /// Which pieces get a sign before them.
        public enum Prefix {
            /// All of them.
            ALWAYS,
            /// The first one.
            FIRST,
            /// None.
            NEVER
        }

        @Override
        public UnaryOperator<List<String>> cutter() {
            return this::marked;
        }

        private List<String> marked(List<String> pieces) {
            List<String> marked = new ArrayList<>();
            for (String piece : pieces) {
                String text = piece.replace(" ", sign);
                boolean wanted = prefix == Prefix.ALWAYS || prefix == Prefix.FIRST && marked.isEmpty();
                marked.add(wanted && !text.startsWith(sign) ? sign + text : text);
            }
            return marked;
        }
    }
}
