package gradus.nn.train;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.data.image.ImageArray;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.layer.Layer;
import gradus.nn.metric.ClassificationReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A trained network that says what pictures show, with their size, the scaling of their bytes and the labels.
/// Thread-safe for prediction.
public final class ImageModel implements Model {
    private static final int CHUNK = 256;

    private final Layer network;
    private final ImageInput input;
    private final Provenance provenance;
    private final Predictor predictor;

    /// Joins the parts.
    ///
    /// @param network the trained network: `[n, height, width, channels]` to a logit per label
    /// @param input what turns pictures into numbers
    /// @param provenance how it came to be
    /// @throws IllegalArgumentException if the network does not take such pictures or has not one answer for each
    /// label
    public ImageModel(Layer network, ImageInput input, Provenance provenance) {
        this.network = network;
        this.input = input;
        this.provenance = provenance;
        List<Integer> labels = List.of(input.labels().size());
        this.predictor = new Demand("image model", input.size().shape(), labels, "one output for each label")
                .predictor(network, (Tensor logits) -> logits.softmax(-1));
    }

    /// Reads a model for images from a file; see [Model#load].
    ///
    /// @throws gradus.core.type.FormatException if it is not a whole and sound model file, or one for other data
    public static ImageModel load(Path file) {
        return Model.load(file).as(ImageModel.class, file);
    }

    @Override
    public Layer network() {
        return network;
    }

    /// Gives what turns pictures into numbers.
    public ImageInput input() {
        return input;
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public Shape sample() {
        return input.size().shape();
    }

    /// Gives the answer for one picture of the model's size, a byte per pixel and channel.
    ///
    /// @throws IllegalArgumentException if the bytes are not those of one picture
    public Prediction.OfClass predict(byte[] pixels) {
        if (pixels.length != input.size().count()) {
            throw new IllegalArgumentException("image model: a picture must have " + input.size() + " = "
                    + input.size().count() + " bytes, got " + pixels.length);
        }
        int[] none = {0};
        return predict(ImageDataset.of(ImageArray.of(input.size(), pixels), none, input.labels()))
                .getFirst();
    }

    /// Gives the answers for pictures of the model's size; their own scaling and changes do not count.
    ///
    /// @throws IllegalArgumentException if they are of another size
    public List<Prediction.OfClass> predict(ImageDataset images) {
        double[] results = probabilities(images);
        int width = input.labels().size();
        List<Prediction.OfClass> answers = new ArrayList<>();
        for (int i = 0; i < results.length; i += width) {
            answers.add(Prediction.OfClass.of(input.labels(), Arrays.copyOfRange(results, i, i + width)));
        }
        return answers;
    }

    private double[] probabilities(ImageDataset images) {
        if (!images.imageSize().equals(input.size())) {
            throw new IllegalArgumentException(
                    "image model: pictures must be of " + input.size() + ", got " + images.imageSize());
        }
        ImageDataset plain = images.augmented().scaled(input.scaling());
        int width = input.size().count();
        int labels = input.labels().size();
        double[] results = new double[images.size() * labels];
        for (int first = 0; first < images.size(); first += CHUNK) {
            int rows = Math.min(CHUNK, images.size() - first);
            float[] features = new float[rows * width];
            for (int row = 0; row < rows; row++) {
                plain.read(first + row, Key.of(0), features, row * width);
            }
            System.arraycopy(predictor.predict(features), 0, results, first * labels, rows * labels);
        }
        return results;
    }

    /// Measures the model on pictures whose classes are known and named in the model's order.
    public Evaluation evaluate(ImageDataset images) {
        int[] classes = new int[images.size()];
        Arrays.setAll(classes, images::classOf);
        ClassificationReport report = ClassificationReport.of(input.labels(), classes, probabilities(images));
        return new Evaluation(classes.length, report.values(), report.toString());
    }
}
