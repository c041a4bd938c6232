package gradus.nn.data.image;

import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.data.Dataset;
import gradus.nn.data.augment.Augmentation;
import gradus.nn.data.augment.Raster;
import java.util.List;

/// Images as samples for autoencoders: the image, corrupted or not, and as target the image itself.
///
/// {@snippet file="SampleSnippets.java" region="Reconstruction"}
///
/// @param images the images; their scaling and augmentations hold for both parts
/// @param corruption what is done to the first part only, on scaled numbers; none for a plain autoencoder
public record Reconstruction(ImageDataset images, List<Augmentation> corruption) implements Dataset {
    /// Copies the list.
    public Reconstruction {
        corruption = List.copyOf(corruption);
    }

    /// Gives samples for a plain autoencoder, or with corruptions for a denoising one.
    public static Reconstruction of(ImageDataset images, Augmentation... corruption) {
        return new Reconstruction(images, List.of(corruption));
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public List<TensorType> sampleTypes() {
        TensorType image = new TensorType(DType.FLOAT32, images.imageSize().shape());
        return List.of(image, image);
    }

    @Override
    public void read(int index, Key key, List<Literal> batch, int row) {
        ImageSize size = images.imageSize();
        float[] target = batch.get(1).floats();
        int at = row * size.count();
        images.read(index, key, target, at);
        float[] input = batch.get(0).floats();
        System.arraycopy(target, at, input, at, size.count());
        if (!corruption.isEmpty()) {
            Raster raster = new Raster(size.height(), size.width(), size.channels());
            System.arraycopy(target, at, raster.values(), 0, size.count());
            Augmentation.applyAll(corruption, raster, key.fold("corrupt"));
            System.arraycopy(raster.values(), 0, input, at, size.count());
        }
    }
}
