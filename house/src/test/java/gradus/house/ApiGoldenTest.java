package gradus.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The public surface changes only on purpose: `make golden` writes it anew and the difference is read in review.
final class ApiGoldenTest {
    static Stream<String> modules() {
        return Repository.MODULES.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modules")
    void public_surface_is_the_recorded_one(String module) throws IOException {
        Path golden = Repository.root().resolve("golden/api/" + module + ".txt");
        String surface = PublicSurface.of("gradus." + module).text();
        if (System.getProperty("gradus.golden", "compare").equals("write")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, surface);
        }
        assertThat(golden)
                .as("recorded surface of gradus.%s (make golden writes it)", module)
                .exists();
        assertThat(surface.lines())
                .as(
                        "public surface of gradus.%s; if the change is meant, run `make golden` and commit %s",
                        module, Repository.name(golden))
                .containsExactlyElementsOf(Repository.lines(golden));
    }
}
