package gradus.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a chapter says that its program prints is what it prints.
final class ChaptersTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```text\\n(.*?)^```$");

    @FunctionalInterface
    private interface Chapter {
        void show(PrintStream out) throws Exception;
    }

    @Test
    void programs_print_what_their_chapters_say(@TempDir Path folder) throws Exception {
        check("1-datum", Datum::show);
        check("2-graph", GraphChapter::show);
        check("3-gradient", GradientChapter::show);
        check("4-plan", PlanChapter::show);
        check("5-kernel", KernelChapter::show);
        check("6-step", StepChapter::show);
        check("7-file", out -> FileChapter.show(out, folder));
        check("8-networks", NetworksChapter::show);
        check("9-images", out -> ImagesChapter.show(out, folder));
        check("10-sequences", SequencesChapter::show);
        check("11-transformers", out -> TransformersChapter.show(out, folder));
        check("12-goals", GoalsChapter::show);
        check("13-training", TrainingChapter::show);
        check("14-data", out -> DataChapter.show(out, folder));
        check("15-doctor", DoctorChapter::show);
        check("16-plots", out -> PlotsChapter.show(out, folder));
        check("17-check", CheckChapter::show);
        check("18-explain", ExplainChapter::show);
        check("19-formats", out -> FormatsChapter.show(out, folder, models()));
        check("20-settings", SettingsChapter::show);
        check("21-runs", out -> RunsChapter.show(out, folder.resolve("runs")));
        check("22-transfer", TransferChapter::show);
        check("23-java", JavaChapter::show);
    }

    private static Path models() {
        return Path.of(System.getProperty("gradus.root", "..")).resolve("golden/pretrained");
    }

    private static void check(String name, Chapter chapter) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            chapter.show(out);
        }
        String printed = bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
        Path root = Path.of(System.getProperty("gradus.root", "..")).toAbsolutePath();
        String text = Files.readString(root.resolve("docs/guide/" + name + ".md"));
        var blocks = BLOCK.matcher(text).results().map(block -> block.group(1)).toList();
        assertThat(blocks)
                .as(name)
                .isNotEmpty()
                .allSatisfy(block -> assertThat(printed).contains(block));
    }
}
