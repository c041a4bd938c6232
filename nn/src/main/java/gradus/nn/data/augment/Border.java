package gradus.nn.data.augment;

/// What stands beyond the border of an image.
///
/// {@snippet file="SampleSnippets.java" region="Augmentation"}
public enum Border {
    /// Zeros: black in an image.
    BLACK,
    /// The nearest place of the image.
    EDGE,
    /// The image mirrored at its outermost row or column, which is not repeated.
    REFLECT;

    /// Gives the place within 0 … size − 1 that stands for `place`, or −1 for none.
    int source(int place, int size) {
        if (place >= 0 && place < size) {
            return place;
        }
        return switch (this) {
            case BLACK -> -1;
            case EDGE -> Math.clamp(place, 0, size - 1);
            case REFLECT -> reflected(place, size);
        };
    }

    private static int reflected(int place, int size) {
        if (size == 1) {
            return 0;
        }
        int period = 2 * (size - 1);
        int folded = Math.floorMod(place, period);
        return folded < size ? folded : period - folded;
    }
}
