package gradus.nn.data.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The characters that stand for the 256 bytes in byte-level vocabularies: visible characters of Latin-1 for
/// themselves, all other bytes in order as U+0100 and on. Source: the encoder of GPT-2, Radford et al., 2019.
final class ByteCharacters {
    private static final char[] OF_BYTE = table();
    private static final Map<Character, Integer> OF_CHARACTER = inverse();

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

    /// The text of tokens; one with other characters stands for itself, broken characters become U+FFFD.
    static String decode(List<String> tokens) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String token : tokens) {
            if (token.chars().allMatch(c -> OF_CHARACTER.containsKey((char) c))) {
                token.chars().forEach(c -> bytes.write(OF_CHARACTER.getOrDefault((char) c, 0)));
            } else {
                bytes.writeBytes(token.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
