package gradus.io.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gradus.core.type.FormatException;
import gradus.nn.data.text.CharacterVocabulary;
import gradus.nn.data.text.TextLines;
import gradus.nn.data.text.TextSplit;
import gradus.nn.data.text.TextWindows;
import gradus.testkit.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFilesTest {
    @TempDir
    Path folder;

    @Test
    void shakespeare_has_65_characters_and_the_known_parts() {
        String text = TextFiles.read(Shared.path("data/tinyshakespeare/input.txt"));
        TextSplit parts = TextSplit.of(text, 0.9);
        assertThat(parts.train()).hasSize(1_003_854);
        assertThat(parts.validation()).hasSize(111_540);
        CharacterVocabulary vocabulary = CharacterVocabulary.of(parts.train());
        assertThat(vocabulary.size()).isEqualTo(65);
        assertThat(vocabulary.encode("First Citizen:")).startsWith(18, 47, 56, 57, 58, 1, 15, 47, 58);
        assertThat(vocabulary.decode(vocabulary.encode(parts.validation()))).isEqualTo(parts.validation());
        assertThat(TextWindows.random(vocabulary.encode(parts.train()), 64, 1000)
                        .size())
                .isEqualTo(1000);
    }

    @Test
    void names_are_lines_of_27_tokens() {
        Path file = Shared.path("data/names/names.txt");
        String text = TextFiles.read(file);
        CharacterVocabulary vocabulary = CharacterVocabulary.of(text);
        assertThat(vocabulary.size()).isEqualTo(27);
        TextLines names = TextLines.of(vocabulary, TextFiles.lines(file));
        assertThat(names.size()).isEqualTo(32_033);
        assertThat(names.length()).isEqualTo(16);
        assertThat(names.boundary()).isZero();
    }

    @Test
    void bad_text_is_refused() throws IOException {
        Path file = folder.resolve("a.txt");
        Files.write(file, new byte[0]);
        refused(file, "read " + file + ": a text is needed, but the file is empty");
        Files.write(file, "gr\u00FCn".getBytes(StandardCharsets.ISO_8859_1));
        refused(file, "read " + file + ": text must be UTF-8, but some bytes are no such characters; save it as UTF-8");
        Files.write(file, new byte[] {0x1F, (byte) 0x8B, 8});
        refused(file, "read " + file + ": the gzip packing ends too early; the file is cut off, fetch it again");
        Files.writeString(file, " \n \n");
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> TextFiles.lines(file))
                .withMessage("read " + file + ": a line of text is needed, but all are empty");
        Files.writeString(file, "\uFEFFa \n\n b");
        assertThat(TextFiles.lines(file)).containsExactly("a", "b");
        refused(
                folder.resolve("b.txt"),
                "read " + folder.resolve("b.txt") + ": there is no such file; did you mean 'a.txt'?");
    }

    private static void refused(Path file, String message) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> TextFiles.read(file))
                .withMessage(message);
    }
}
