package gradus.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pictures of the chapter on plots are what its program draws. Places may differ by half a unit of the page and
/// shades by a fiftieth, for other processors round the last digits of a training otherwise.
final class PlotsChapterTest {
    private static final List<String> PICTURES = List.of("gelu.svg", "schedule.svg", "loss.svg", "gates.svg");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");

    @Test
    void pictures_of_the_guide_are_those_that_its_program_draws(@TempDir Path folder) throws Exception {
        try (var out = new PrintStream(OutputStream.nullOutputStream())) {
            PlotsChapter.show(out, folder);
        }
        Path kept = Path.of(System.getProperty("gradus.root", ".."))
                .toAbsolutePath()
                .resolve("docs/plots");
        for (String picture : PICTURES) {
            String drawn = Files.readString(folder.resolve(picture));
            if (System.getProperty("gradus.golden", "compare").equals("write")) {
                Files.writeString(kept.resolve(picture), drawn);
            }
            String before = Files.readString(kept.resolve(picture));
            String way = picture + ": if the change is meant, draw it anew with -Dgradus.golden=write";
            assertThat(NUMBER.matcher(drawn).replaceAll("#"))
                    .as(way)
                    .isEqualTo(NUMBER.matcher(before).replaceAll("#"));
            List<Double> places = numbers(drawn);
            List<Double> wanted = numbers(before);
            for (int i = 0; i < wanted.size(); i++) {
                double free = Math.abs(wanted.get(i)) <= 1 ? 0.02 : 0.5;
                assertThat(Math.abs(places.get(i) - wanted.get(i))).as(way).isLessThanOrEqualTo(free);
            }
        }
    }

    private static List<Double> numbers(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(Double::valueOf)
                .toList();
    }
}
