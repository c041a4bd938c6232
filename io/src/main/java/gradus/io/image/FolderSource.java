package gradus.io.image;

import gradus.nn.data.image.ImageSize;
import gradus.nn.data.image.ImageSource;
import java.nio.file.Path;
import java.util.List;

/// Images of files, decoded each time they are read.
///
/// @param files the files
/// @param imageSize the size they are made to have
/// @param fit how
record FolderSource(List<Path> files, ImageSize imageSize, Fit fit) implements ImageSource {
    @Override
    public int count() {
        return files.size();
    }

    @Override
    public void read(int index, byte[] into) {
        byte[] pixels = ImageDecoder.decode(files.get(index), imageSize, fit);
        System.arraycopy(pixels, 0, into, 0, pixels.length);
    }
}
