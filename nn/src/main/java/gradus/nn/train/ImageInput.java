package gradus.nn.train;

import gradus.nn.data.image.ImageScaling;
import gradus.nn.data.image.ImageSize;
import java.util.List;
import java.util.Set;

/// What turns a picture into the numbers that a network takes, and its answers into labels.
///
/// @param size the size that pictures are brought to
/// @param scaling how bytes become numbers
/// @param labels the names of the classes in order
public record ImageInput(ImageSize size, ImageScaling scaling, List<String> labels) {
    /// Checks that all are of the same channels and labels differ.
    public ImageInput {
        labels = List.copyOf(labels);
        if (scaling.channels() != size.channels()) {
            throw new IllegalArgumentException("image input: the scaling must be for as many channels as images have, "
                    + size.channels() + ", got " + scaling.channels());
        }
        if (labels.size() < 2 || Set.copyOf(labels).size() != labels.size()) {
            throw new IllegalArgumentException("image input: two or more different labels are needed, got " + labels);
        }
    }
}
