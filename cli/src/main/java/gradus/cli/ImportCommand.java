package gradus.cli;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.io.pretrained.Pretrained;
import gradus.io.torch.Imported;
import gradus.io.torch.TorchWeights;
import gradus.nn.data.image.ImageScaling;
import gradus.nn.data.image.ImageSize;
import gradus.nn.layer.Layer;
import gradus.nn.network.Networks;
import gradus.nn.train.ImageInput;
import gradus.nn.train.ImageModel;
import gradus.nn.train.Model;
import gradus.nn.train.Provenance;
import gradus.nn.train.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus import`.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a model file of weights that another system trained: a folder with config.json, weights and tokenizer"
                    + " of a language model, or the state dict of a PyTorch network of images as safetensors,"
                    + " with the network in words. Prints which tensor became which."
        })
final class ImportCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "WEIGHTS", description = "A file *.safetensors, an index of several, or a folder.")
    private Path weights = Path.of("");

    @Option(names = "--network", paramLabel = "WORDS", description = "The network in words.")
    private Optional<String> network = Optional.empty();

    @Option(names = "--image", paramLabel = "HxWxC", description = "The size of images: 28x28x1.")
    private Optional<String> image = Optional.empty();

    @Option(names = "--labels", split = ",", paramLabel = "NAME", description = "The classes in order.")
    private List<String> labels = List.of();

    @Option(
            names = "--mean",
            split = ",",
            paramLabel = "NUMBER",
            description = "What was subtracted from pixels between 0 and 1, for each channel. Default: 0.")
    private List<Double> mean = List.of();

    @Option(
            names = "--std",
            split = ",",
            paramLabel = "NUMBER",
            description = "By what pixels were divided then, for each channel. Default: 1.")
    private List<Double> deviation = List.of();

    @Option(
            names = "--module",
            paramLabel = "HERE=THERE",
            description = "Which module is which part, where modules are alike: --module layers.0=encoder.fc1."
                    + " May be given again.")
    private Map<String, String> modules = new LinkedHashMap<>();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The model file.")
    private Path out = Path.of("");

    ImportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        boolean folder = network.isEmpty() && Files.exists(weights.resolve("config.json"));
        Model model = folder ? languageModel() : imageModel();
        model.save(out);
        session.screen().say("Model: " + out);
        return 0;
    }

    private Model languageModel() {
        if (image.isPresent() || !labels.isEmpty() || !mean.isEmpty() || !deviation.isEmpty() || !modules.isEmpty()) {
            throw new IllegalArgumentException("import: " + weights
                    + " says by config.json what the model is; leave all other options than --out out");
        }
        return switch (Pretrained.load(weights)) {
            case Pretrained.Writing(Model writing) -> writing;
            case Pretrained.Reading _ ->
                throw new IllegalArgumentException("import: a model file holds a model that answers, and " + weights
                        + " gives vectors for texts; read it by gradus.io.pretrained");
        };
    }

    private ImageModel imageModel() {
        String words = network.orElseThrow(() -> needed("--network WORDS", "what the tensors are for"));
        ImageSize size = size(image.orElseThrow(() -> needed("--image HxWxC", "the size of images")));
        if (labels.size() < 2) {
            throw needed("--labels A,B,…", "the names of two classes or more, got " + labels.size());
        }
        ImageInput input = new ImageInput(
                size, new ImageScaling(each("--mean", mean, 0.0, size), each("--std", deviation, 1.0, size)), labels);
        Shape sample = size.shape();
        Layer start = Networks.of(words).build(sample, labels.size(), Key.of(0));
        Imported<Layer> imported = TorchWeights.open(weights).withNames(modules).into(start, sample);
        session.screen().say(imported.table().stripTrailing());
        if (!imported.unused().isEmpty()) {
            session.screen()
                    .remark("the network has no use for " + String.join(", ", imported.unused())
                            + "; if it should, it is not the network that was trained");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("architecture", words);
        Provenance provenance =
                new Provenance(Version.current(), weights.toString(), "", settings, Map.of("ended", "imported"));
        return new ImageModel(imported.network(), input, provenance);
    }

    private IllegalArgumentException needed(String option, String what) {
        return new IllegalArgumentException(
                "import: " + weights + " holds tensors only; " + option + " must say " + what);
    }

    private static ImageSize size(String text) {
        if (!text.matches("\\d{1,5}x\\d{1,5}x\\d")) {
            throw new IllegalArgumentException(
                    "--image: the size must be height, width and channels, as in 28x28x1, got " + text);
        }
        int[] sizes =
                Arrays.stream(text.split("x", -1)).mapToInt(Integer::parseInt).toArray();
        return new ImageSize(sizes[0], sizes[1], sizes[2]);
    }

    private static List<Double> each(String option, List<Double> given, double otherwise, ImageSize size) {
        if (!given.isEmpty() && given.size() != 1 && given.size() != size.channels()) {
            throw new IllegalArgumentException(option + ": one number or one for each of " + size.channels()
                    + " channels is needed, got " + given.size());
        }
        double one = given.isEmpty() ? otherwise : given.getFirst();
        return given.size() > 1 ? given : Collections.nCopies(size.channels(), one);
    }
}
