package gradus.io.file;

import java.io.UncheckedIOException;
import java.nio.file.Path;

/// A program that writes a megabyte and ends with 3 if it cannot.
final class WriteMuch {
    private WriteMuch() {}

    public static void main(String[] arguments) {
        try {
            AtomicFile.write(Path.of(arguments[0]), new byte[1 << 20]);
        } catch (UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(3);
        }
    }
}
