package gradus.io.image;

import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/// Keeps what a reader says of missing pixels, which it would fill in silently.
final class Warnings implements IIOReadWarningListener {
    private String text = "";

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        String lower = warning.toLowerCase(Locale.ROOT);
        if (lower.contains("truncated")
                || lower.contains("premature")
                || lower.contains("corrupt")
                || lower.contains("end of file")) {
            text = warning;
        }
    }

    /// The last warning of missing pixels, empty if there was none.
    String text() {
        return text;
    }
}
