package gradus.nn.data.image;

/// Where the pixels of images come from: an array in memory, files of a folder. Anyone may implement it; reading must
/// be safe from several threads and give the same pixels each time.
///
/// {@snippet file="SampleSnippets.java" region="ImageDataset"}
public interface ImageSource {
    /// Gives the number of images.
    int count();

    /// Gives the size that all images have.
    ImageSize imageSize();

    /// Writes the bytes of an image, row by row, the channels of a pixel side by side, to the start of `into`.
    ///
    /// @param index the image, 0 … count − 1
    /// @param into at least as many bytes as the image has
    void read(int index, byte[] into);
}
