package gradus.onednn;

import org.junit.jupiter.api.Assumptions;

/// Skips tests where the library is not published for the system.
final class Available {
    private Available() {}

    static void orSkip() {
        Native.problem().ifPresent(problem -> Assumptions.abort("skipped, " + problem));
    }
}
