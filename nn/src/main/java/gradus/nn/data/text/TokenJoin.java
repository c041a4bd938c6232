package gradus.nn.data.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A step from the texts of tokens back to the text; what is left after all steps is put together.
public sealed interface TokenJoin {
    /// Gives the changed texts.
    List<String> apply(List<String> tokens);

    /// Gives the texts without the last bytes that begin a character and do not end it, as far as this step knows
    /// bytes.
    default List<String> whole(List<String> tokens) {
        return tokens;
    }

    /// Visible characters become the bytes they stand for, bytes become text; bytes that are no character become
    /// U+FFFD.
    record Bytes() implements TokenJoin {
        @Override
        public List<String> apply(List<String> tokens) {
            return List.of(ByteCharacters.decode(tokens));
        }

        @Override
        public List<String> whole(List<String> tokens) {
            return ByteCharacters.whole(tokens);
        }
    }

    /// Tokens such as `<0x0A>` become the bytes they name; a run that is no text becomes a U+FFFD for each byte.
    record NamedBytes() implements TokenJoin {
        private static final Pattern NAMED = Pattern.compile("<0x([0-9A-Fa-f]{2})>");

        @Override
        public List<String> apply(List<String> tokens) {
            List<String> joined = new ArrayList<>();
            ByteArrayOutputStream run = new ByteArrayOutputStream();
            for (String token : tokens) {
                Matcher matcher = NAMED.matcher(token);
                if (matcher.matches()) {
                    run.write(Integer.parseInt(matcher.group(1), 16));
                } else {
                    flush(run, joined);
                    joined.add(token);
                }
            }
            flush(run, joined);
            return joined;
        }

        @Override
        public List<String> whole(List<String> tokens) {
            List<Integer> bytes = new ArrayList<>();
            for (int i = tokens.size() - 1; i >= 0 && bytes.size() < ByteCharacters.MOST_BYTES; i--) {
                Matcher matcher = NAMED.matcher(tokens.get(i));
                if (!matcher.matches()) {
                    break;
                }
                bytes.addFirst(Integer.parseInt(matcher.group(1), 16));
            }
            return tokens.subList(0, tokens.size() - ByteCharacters.unfinished(bytes));
        }

        private static void flush(ByteArrayOutputStream run, List<String> joined) {
            if (run.size() == 0) {
                return;
            }
            try {
                joined.add(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(run.toByteArray()))
                        .toString());
            } catch (CharacterCodingException _) {
                joined.add("\uFFFD".repeat(run.size()));
            }
            run.reset();
        }
    }

    /// All texts become one.
    record Fuse() implements TokenJoin {
        @Override
        public List<String> apply(List<String> tokens) {
            return List.of(String.join("", tokens));
        }
    }

    /// One text in place of another in every token.
    ///
    /// @param from what is replaced
    /// @param to by what
    record Replace(String from, String to) implements TokenJoin {
        @Override
        public List<String> apply(List<String> tokens) {
            return tokens.stream().map(token -> token.replace(from, to)).toList();
        }
    }

    /// Takes a text away from the beginning and the end of every token, at most so many times.
    ///
    /// @param text what
    /// @param start how many times at the beginning
    /// @param stop how many times at the end
    record Strip(String text, int start, int stop) implements TokenJoin {
        /// Checks that there is something to take away.
        ///
        /// @throws IllegalArgumentException if it is empty
        public Strip {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("strip: what is taken away must not be empty");
            }
        }

        @Override
        public List<String> apply(List<String> tokens) {
            return tokens.stream().map(this::stripped).toList();
        }

        private String stripped(String token) {
            String left = token;
            for (int i = 0; i < start && left.startsWith(text); i++) {
                left = left.substring(text.length());
            }
            for (int i = 0; i < stop && left.endsWith(text); i++) {
                left = left.substring(0, left.length() - text.length());
            }
            return left;
        }
    }

    /// Signs become blanks; one that was put before the first token is taken away.
    ///
    /// @param sign the sign, usually `▁`
    /// @param prefix which pieces had got a sign before them
    record Marked(String sign, TextCut.Marked.Prefix prefix) implements TokenJoin {
        @Override
        public List<String> apply(List<String> tokens) {
            List<String> joined = new ArrayList<>();
            for (String token : tokens) {
                boolean added = joined.isEmpty() && prefix != TextCut.Marked.Prefix.NEVER && token.startsWith(sign);
                joined.add((added ? token.substring(sign.length()) : token).replace(sign, " "));
            }
            return joined;
        }
    }

    /// The sign at the end of a word becomes a blank, after the last word nothing.
    ///
    /// @param suffix the sign, usually `</w>`
    record WordEnd(String suffix) implements TokenJoin {
        @Override
        public List<String> apply(List<String> tokens) {
            List<String> joined = new ArrayList<>();
            for (int i = 0; i < tokens.size(); i++) {
                joined.add(
                        suffix.isEmpty()
                                ? tokens.get(i)
                                : tokens.get(i).replace(suffix, i + 1 < tokens.size() ? " " : ""));
            }
            return joined;
        }
    }

    /// A blank between tokens: what is done where nothing else is said.
    record Blanks() implements TokenJoin {
        @Override
        public List<String> apply(List<String> tokens) {
            return List.of(String.join(" ", tokens));
        }
    }
}
