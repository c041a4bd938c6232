package gradus.onednn;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// Skips tests where the library is not published for the system.
final class Available {
    private Available() {}

    static void orSkip() {
        Native.problem().ifPresent(problem -> Assumptions.abort("skipped, " + problem));
    }

    static void withBfloat16OrSkip() {
        orSkip();
        Assumptions.assumeTrue(Dnnl.multipliesBfloat16(), "skipped, this processor has no instructions for bfloat16");
    }

    /// Gives what the library computes fast on every processor with AVX2; others may have its plain loops only.
    static <T> T orSkip(Optional<T> bound) {
        String processor = System.getProperty("os.arch");
        return processor.equals("amd64")
                ? bound.orElseThrow()
                : bound.orElseGet(() -> Assumptions.abort("skipped, oneDNN has no fast loops on " + processor));
    }
}
