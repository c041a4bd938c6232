package gradus.nn.data.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The characters that stand for the 256 bytes in byte-level vocabularies: visible characters of Latin-1 for
/// themselves, all other bytes in order as U+0100 and on. Source: the encoder of GPT-2, Radford et al., 2019.
final class ByteCharacters {
    private static final char[] OF_BYTE = table();
    private static final Map<Character, Integer> OF_CHARACTER = inverse();

    /// The most bytes of a character in UTF-8.
    static final int MOST_BYTES = 4;

    private ByteCharacters() {}

    private static char[] table() {
        char[] table = new char[256];
        char next = 0x100;
        for (int b = 0; b < 256; b++) {
            boolean visible = b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE;
            table[b] = visible ? (char) b : next++;
        }
        return table;
    }

    private static Map<Character, Integer> inverse() {
        Map<Character, Integer> inverse = new HashMap<>();
        for (int b = 0; b < 256; b++) {
            inverse.put(OF_BYTE[b], b);
        }
        return Map.copyOf(inverse);
    }

    static String encode(String text) {
        StringBuilder characters = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            characters.append(OF_BYTE[b & 0xFF]);
        }
        return characters.toString();
    }

    /// Gives how many bytes at the end begin a character and do not end it, 0 to 3.
    ///
    /// @param bytes the last bytes, four or fewer where the text has no more
    static int unfinished(List<Integer> bytes) {
        for (int back = 1; back <= Math.min(MOST_BYTES - 1, bytes.size()); back++) {
            int b = bytes.get(bytes.size() - back);
            boolean follows = b >= 0x80 && b < 0xC0;
            if (!follows) {
                int wanted = b >= 0xF0 && b < 0xF8 ? 4 : b >= 0xE0 && b < 0xF0 ? 3 : b >= 0xC0 && b < 0xE0 ? 2 : 1;
                return wanted > back ? back : 0;
            }
        }
        return 0;
    }

    /// Gives the tokens without the last characters that stand for bytes of an unfinished character.
    static List<String> whole(List<String> tokens) {
        List<Integer> bytes = new ArrayList<>();
        for (int i = tokens.size() - 1; i >= 0 && bytes.size() < MOST_BYTES; i--) {
            String token = tokens.get(i);
            if (!isBytes(token)) {
                break;
            }
            for (int c = token.length() - 1; c >= 0 && bytes.size() < MOST_BYTES; c--) {
                bytes.addFirst(OF_CHARACTER.getOrDefault(token.charAt(c), 0));
            }
        }
        List<String> whole = new ArrayList<>(tokens);
        for (int left = unfinished(bytes); left > 0; ) {
            String last = whole.removeLast();
            int cut = Math.min(left, last.length());
            if (cut < last.length()) {
                whole.add(last.substring(0, last.length() - cut));
            }
            left -= cut;
        }
        return whole;
    }

    private static boolean isBytes(String token) {
        return token.chars().allMatch(c -> OF_CHARACTER.containsKey((char) c));
    }

    /// The text of tokens; one with other characters stands for itself, broken characters become U+FFFD.
    static String decode(List<String> tokens) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String token : tokens) {
            if (isBytes(token)) {
                token.chars().forEach(c -> bytes.write(OF_CHARACTER.getOrDefault((char) c, 0)));
            } else {
                bytes.writeBytes(token.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
