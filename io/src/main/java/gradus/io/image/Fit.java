package gradus.io.image;

/// How an image of another size is made to fit.
public enum Fit {
    /// The middle is cut out, as large as the wanted proportions allow, and scaled.
    CROP,
    /// Height and width are scaled apart, which changes proportions.
    STRETCH,
    /// The whole image is scaled and stands in the middle; the rest is black.
    PAD,
    /// It is not: an image of another size is an error.
    REFUSE
}
