package gradus.io.model;

import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.core.type.ShapeException;
import gradus.io.json.Json;
import gradus.io.json.RecordJson;
import gradus.io.safetensors.SafetensorsFile;
import gradus.nn.data.Preprocessing;
import gradus.nn.data.text.Tokenizer;
import gradus.nn.layer.Layer;
import gradus.nn.train.HeldOutErrors;
import gradus.nn.train.ImageInput;
import gradus.nn.train.ImageModel;
import gradus.nn.train.Model;
import gradus.nn.train.ModelFormat;
import gradus.nn.train.Provenance;
import gradus.nn.train.ReconstructionInput;
import gradus.nn.train.ReconstructionModel;
import gradus.nn.train.SeriesInput;
import gradus.nn.train.SeriesModel;
import gradus.nn.train.TableModel;
import gradus.nn.train.TextInput;
import gradus.nn.train.TextModel;
import gradus.nn.train.TrainState;
import gradus.nn.train.Trust;
import gradus.nn.train.Version;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/// Keeps models and training states as `.gradus` files, see [Container].
///
/// | kind | entries |
/// |---|---|
/// | `model` | `network.json`, `preprocessing.json`, `provenance.json`, `weights.safetensors`, maybe `trust.json` |
/// | `image-model` | the same with `input.json`, the size, scaling and labels, in place of the preprocessing |
/// | `text-model` | without `trust.json`; the same with the tokenizer and the context in `input.json` |
/// | `series-model` | the same with the channels, their scaling, look-back, horizon and targets in `input.json` |
/// | `reconstruction-model` | the same with features or picture size in `input.json`; held-out errors in `errors.json`
/// |
/// | `checkpoint` | `progress.json`, `tensors.json`, `tensors.safetensors` |
///
/// The weights of a model are named by their paths in the network, such as `layers.0.weight`; those of a checkpoint
/// have `weights.parameters.`, `weights.statistics.`, `optimizer.`, `best.parameters.` or `best.statistics.` before
/// it. Weights of 8 bits ([gradus.nn.compress.Int8]) are kept as such, in `codes.json` and `codes.bin`. Numbers keep
/// their bits, and the same model gives the same bytes.
///
/// Layers of Gradus are written under short names (`batch-norm`), other records under the full names of their classes.
/// When such a network is read the classes must be given: nothing is made by a name in a file.
public final class GradusFormat implements ModelFormat {
    private static final String MODEL = "model";
    private static final String IMAGE_MODEL = "image-model";
    private static final String TEXT_MODEL = "text-model";
    private static final String SERIES_MODEL = "series-model";
    private static final String RECONSTRUCTION_MODEL = "reconstruction-model";
    private static final List<String> MODELS =
            List.of(MODEL, IMAGE_MODEL, TEXT_MODEL, SERIES_MODEL, RECONSTRUCTION_MODEL);
    private static final String CHECKPOINT = "checkpoint";
    private static final String NETWORK = "network.json";
    private static final String PREPROCESSING = "preprocessing.json";
    private static final String INPUT = "input.json";
    private static final String ERRORS = "errors.json";
    private static final String TRUST = "trust.json";
    private static final String PROVENANCE = "provenance.json";
    private static final String WEIGHTS = "weights.safetensors";
    private static final String PROGRESS = "progress.json";
    private static final String NUMBERS = "tensors.json";
    private static final String TENSORS = "tensors.safetensors";
    private static final RecordJson PLAIN = RecordJson.create().withLeaf(Tokenizer.class, new TokenizerForm());

    /// Gives the format; there is nothing to choose.
    public GradusFormat() {}

    /// @throws java.io.UncheckedIOException if the file cannot be written
    /// @throws FormatException if network and preprocessing do not fit together
    /// @throws IllegalArgumentException if a layer holds what has no form in a file
    @Override
    public void save(Model model, Path file) {
        switch (model) {
            case TableModel table -> save(table, file);
            case ImageModel images -> save(images, file);
            case TextModel texts -> save(TEXT_MODEL, texts, PLAIN.toJson(TextInput.class, texts.input()), file);
            case SeriesModel series ->
                save(SERIES_MODEL, series, PLAIN.toJson(SeriesInput.class, series.input()), file);
            case ReconstructionModel back -> save(back, file);
        }
    }

    private static void save(ReconstructionModel model, Path file) {
        InputCheck.requireFit(model.network(), model.input(), "write " + file);
        Map<String, byte[]> documents = new LinkedHashMap<>();
        documents.put(INPUT, Json.toBytes(PLAIN.toJson(ReconstructionInput.class, model.input())));
        documents.put(ERRORS, Json.toBytes(PLAIN.toJson(HeldOutErrors.class, model.heldOut())));
        save(RECONSTRUCTION_MODEL, model, documents, file);
    }

    private static void save(String kind, Model model, JsonNode input, Path file) {
        save(kind, model, Map.of(INPUT, Json.toBytes(input)), file);
    }

    private static void save(String kind, Model model, Map<String, byte[]> documents, Path file) {
        NetworkForm.Parts parts = NetworkForm.parts(model.network());
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(NETWORK, Json.toBytes(parts.network()));
        entries.putAll(documents);
        entries.put(PROVENANCE, Json.toBytes(PLAIN.toJson(Provenance.class, model.provenance())));
        entries.put(
                WEIGHTS,
                SafetensorsFile.of(Int8Form.put(parts.tensors(), entries)).toBytes());
        container(kind, entries).write(file);
    }

    private static void save(TableModel model, Path file) {
        ModelCheck.requireFit(model.network(), model.preprocessing(), "write " + file);
        Map<String, byte[]> documents = new LinkedHashMap<>();
        documents.put(PREPROCESSING, Json.toBytes(PLAIN.toJson(Preprocessing.class, model.preprocessing())));
        put(model.trust(), documents);
        save(MODEL, model, documents, file);
    }

    private static void save(ImageModel model, Path file) {
        Map<String, byte[]> documents = new LinkedHashMap<>();
        documents.put(INPUT, Json.toBytes(PLAIN.toJson(ImageInput.class, model.input())));
        put(model.trust(), documents);
        save(IMAGE_MODEL, model, documents, file);
    }

    private static void put(Trust trust, Map<String, byte[]> documents) {
        if (!trust.equals(Trust.NONE)) {
            documents.put(TRUST, Json.toBytes(PLAIN.toJson(Trust.class, trust)));
        }
    }

    @Override
    public Model load(Path file, List<Class<? extends Record>> ownLayers) {
        Container container = Container.read(file);
        String where = "read " + file;
        if (container.kind().equals(CHECKPOINT)) {
            throw new FormatException(where + ": a model is needed, but this file holds a checkpoint; it is a training"
                    + " that can go on, resume it or name a model");
        }
        if (!MODELS.contains(container.kind())) {
            container.requireKind(MODEL, file.toString());
        }
        Provenance provenance =
                PLAIN.fromJson(Provenance.class, json(container, PROVENANCE, file), where + ": " + PROVENANCE);
        Entries entries = new Entries(container, file, ownLayers);
        return switch (container.kind()) {
            case IMAGE_MODEL ->
                entries.joined(
                        ImageInput.class,
                        (network, input) -> new ImageModel(network, input, entries.trust(), provenance));
            case TEXT_MODEL ->
                entries.joined(TextInput.class, (network, input) -> new TextModel(network, input, provenance));
            case SERIES_MODEL ->
                entries.joined(SeriesInput.class, (network, input) -> new SeriesModel(network, input, provenance));
            case RECONSTRUCTION_MODEL -> reconstruction(entries, provenance, where);
            default -> table(entries, provenance, where);
        };
    }

    private static ReconstructionModel reconstruction(Entries entries, Provenance provenance, String where) {
        ReconstructionInput input = entries.part(ReconstructionInput.class, INPUT);
        HeldOutErrors errors = entries.part(HeldOutErrors.class, ERRORS);
        Layer network = entries.network();
        InputCheck.requireFit(network, input, where);
        return new ReconstructionModel(network, input, errors, provenance);
    }

    private static TableModel table(Entries entries, Provenance provenance, String where) {
        Preprocessing preprocessing = entries.part(Preprocessing.class, PREPROCESSING);
        Layer network = entries.network();
        ModelCheck.requireFit(network, preprocessing, where);
        try {
            return new TableModel(network, preprocessing, entries.trust(), provenance);
        } catch (IllegalArgumentException e) {
            throw new FormatException(where + ": " + TRUST + ": " + e.getMessage(), e);
        }
    }

    /// The documents of a model file.
    private record Entries(Container container, Path file, List<Class<? extends Record>> ownLayers) {
        <T> T part(Class<T> type, String name) {
            return PLAIN.fromJson(type, json(container, name, file), "read " + file + ": " + name);
        }

        /// Gives what is known about trust; files of older versions say nothing.
        Trust trust() {
            return container.entries().containsKey(TRUST) ? part(Trust.class, TRUST) : Trust.NONE;
        }

        /// Gives the model of the network and what goes into it.
        <T> Model joined(Class<T> type, BiFunction<Layer, T, Model> join) {
            T input = part(type, INPUT);
            Layer network = network();
            try {
                return join.apply(network, input);
            } catch (IllegalArgumentException | ShapeException e) {
                throw new FormatException(
                        "read " + file + ": " + e.getMessage()
                                + "; do network.json and input.json come from one model?",
                        e);
            }
        }

        Layer network() {
            String where = "read " + file;
            Map<String, Literal> tensors = Int8Form.all(container, tensors(container, WEIGHTS, file), where);
            return NetworkForm.network(
                    new NetworkForm.Parts(json(container, NETWORK, file), tensors), ownLayers, where);
        }
    }

    /// @throws java.io.UncheckedIOException if the file cannot be written
    @Override
    public void save(TrainState state, Path file) {
        StateForm.Parts parts = StateForm.parts(state);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(PROGRESS, Json.toBytes(parts.progress()));
        entries.put(NUMBERS, Json.toBytes(parts.numbers()));
        entries.put(TENSORS, SafetensorsFile.of(parts.tensors()).toBytes());
        container(CHECKPOINT, entries).write(file);
    }

    @Override
    public TrainState loadState(Path file) {
        Container container = Container.read(file);
        if (MODELS.contains(container.kind())) {
            throw new FormatException("read " + file + ": a checkpoint is needed, but this file holds a "
                    + container.kind().replace('-', ' ')
                    + "; a model lacks what training needs to go on, name the checkpoint of its run");
        }
        container.requireKind(CHECKPOINT, file.toString());
        StateForm.Parts parts = new StateForm.Parts(
                json(container, PROGRESS, file), json(container, NUMBERS, file), tensors(container, TENSORS, file));
        return StateForm.state(parts, "read " + file);
    }

    private static Container container(String kind, Map<String, byte[]> entries) {
        return new Container(kind, "Gradus " + Version.current(), entries);
    }

    private static JsonNode json(Container container, String name, Path file) {
        return Json.parse(container.entry(name, file.toString()), "read " + file + ": " + name);
    }

    private static Map<String, Literal> tensors(Container container, String name, Path file) {
        return SafetensorsFile.read(container.entry(name, file.toString()), name + " of " + file)
                .tensors();
    }
}
