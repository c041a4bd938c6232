package gradus.nn.train;

import gradus.core.spi.Backend;
import gradus.core.spi.Backends;
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
    private final Layer network;
    private final ImageInput input;
    private final Trust trust;
    private final Provenance provenance;
    private final Backend backend;
    private final PictureFeatures pictures;
    private final Predictor predictor;

    /// Joins the parts of a model that knows nothing of how far its answers can be trusted.
    ///
    /// @throws IllegalArgumentException if the network does not take such pictures or has not one answer for each
    /// label
    public ImageModel(Layer network, ImageInput input, Provenance provenance) {
        this(network, input, Trust.NONE, provenance);
    }

    /// Joins the parts.
    ///
    /// @param network the trained network: `[n, height, width, channels]` to a logit per label
    /// @param input what turns pictures into numbers
    /// @param trust when its answers can be trusted
    /// @param provenance how it came to be
    /// @throws IllegalArgumentException if the network does not take such pictures, has not one answer for each
    /// label, or if the training region looks at features that such pictures have not
    public ImageModel(Layer network, ImageInput input, Trust trust, Provenance provenance) {
        this(network, input, trust, provenance, Backends.standard());
    }

    ImageModel(Layer network, ImageInput input, Trust trust, Provenance provenance, Backend backend) {
        this.network = network;
        this.input = input;
        this.trust = trust;
        this.provenance = provenance;
        this.backend = backend;
        this.pictures = new PictureFeatures(input.size());
        trust.requireFit(pictures.width());
        List<Integer> labels = List.of(input.labels().size());
        this.predictor = new Demand("image model", input.size().shape(), labels, "one output for each label")
                .predictor(network, logits -> trust.scaled(logits).softmax(-1), backend);
    }

    /// Gives this model with another account of how it came to be.
    ImageModel with(Provenance whole) {
        return new ImageModel(network, input, trust, whole, backend);
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

    /// Gives what is known about when its answers can be trusted.
    public Trust trust() {
        return trust;
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public Shape sample() {
        return input.size().shape();
    }

    /// Gives the answer for one picture of the model's size, a byte per pixel and channel. Its novelty, where the
    /// model knows where its training pictures lay, has a distance only.
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
        ImageDataset plain = plain(images);
        int labels = input.labels().size();
        List<Prediction.OfClass> answers = new ArrayList<>();
        predictor.predict(plain, (first, count, results) -> {
            for (int i = 0; i < count; i++) {
                double[] row = Arrays.copyOfRange(results, i * labels, (i + 1) * labels);
                answers.add(told(Prediction.OfClass.of(input.labels(), row), plain, first + i));
            }
        });
        return answers;
    }

    /// Gives an answer with how unlike the training pictures its picture is, where it is known how they were.
    private Prediction.OfClass told(Prediction.OfClass answer, ImageDataset plain, int index) {
        return trust.region()
                .map(region -> answer.with(new Novelty(region.distance(pictures.of(plain, index), 0), 0, 0)))
                .orElse(answer);
    }

    private ImageDataset plain(ImageDataset images) {
        if (!images.imageSize().equals(input.size())) {
            throw new IllegalArgumentException(
                    "image model: pictures must be of " + input.size() + ", got " + images.imageSize());
        }
        return images.augmented().scaled(input.scaling());
    }

    /// Measures the model on pictures whose classes are known and named in the model's order.
    ///
    /// @throws IllegalArgumentException if they are of another size or number their classes otherwise
    public Evaluation evaluate(ImageDataset images) {
        if (!images.numbersClassesAs(input.labels())) {
            throw new IllegalArgumentException("image model: the classes of pictures must be those of the model in"
                    + " their order, " + input.labels() + ", got " + images.classNames()
                    + "; read a folder by withClasses(model.input().labels()), IDX files with these names");
        }
        int labels = input.labels().size();
        int[] classes = new int[images.size()];
        Arrays.setAll(classes, images::classOf);
        double[] probabilities = new double[images.size() * labels];
        predictor.predict(
                plain(images),
                (first, _, results) -> System.arraycopy(results, 0, probabilities, first * labels, results.length));
        ClassificationReport report = ClassificationReport.of(input.labels(), classes, probabilities);
        return new Evaluation(classes.length, report.values(), report.toString());
    }
}
