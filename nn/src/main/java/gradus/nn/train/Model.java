package gradus.nn.train;

import gradus.core.type.FormatException;
import gradus.core.type.Shape;
import gradus.nn.data.TargetEncoder;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A trained network with all it needs to answer: what turns raw input into numbers and numbers into answers, and how
/// it came to be. Which kind it is depends on what goes in; all are thread-safe for prediction.
///
/// {@snippet file="DataSnippets.java" region="Model"}
public sealed interface Model permits TableModel, ImageModel, TextModel, SeriesModel, ReconstructionModel {
    /// Gives the trained network.
    Layer network();

    /// Gives how the model came to be.
    Provenance provenance();

    /// Gives the shape of one sample as the network takes it.
    Shape sample();

    /// Gives what a measurement of this model counts, in the plural: rows, images, windows of a series, or tokens.
    default String counted() {
        return switch (this) {
            case TableModel _ -> "rows";
            case ImageModel _ -> "images";
            case TextModel _ -> "tokens";
            case SeriesModel _ -> "windows";
            case ReconstructionModel back ->
                switch (back.input()) {
                    case ReconstructionInput.Rows _ -> "rows";
                    case ReconstructionInput.Pictures _ -> "images";
                };
        };
    }

    /// Gives what its network was trained for: how it is asked and judged, by the loss that the settings of its
    /// training name. Noise that was put on what goes in is left out.
    default Goal<Layer> goal() {
        return switch (this) {
            case TableModel _, ImageModel _, TextModel _, SeriesModel _ ->
                Goal.of(TrainedLoss.of(provenance(), usualLoss()).loss());
            case ReconstructionModel back -> new Reconstructing(back.input(), 0);
        };
    }

    /// Gives what this model does not tell about its goal, in a sentence, so that [#goal] took what is usual.
    default Optional<String> goalNote() {
        return switch (this) {
            case TableModel _, ImageModel _, TextModel _, SeriesModel _ ->
                TrainedLoss.of(provenance(), usualLoss()).note();
            case ReconstructionModel _ -> Optional.empty();
        };
    }

    private Loss usualLoss() {
        return switch (this) {
            case TableModel table ->
                switch (table.preprocessing().target()) {
                    case TargetEncoder.Classes _ -> Loss.CROSS_ENTROPY;
                    case TargetEncoder.Scaled _ -> Loss.MEAN_SQUARED_ERROR;
                };
            case ImageModel _, TextModel _ -> Loss.CROSS_ENTROPY;
            case SeriesModel _, ReconstructionModel _ -> Loss.MEAN_SQUARED_ERROR;
        };
    }

    /// Gives a model that answers by another network, with all else as it is. The temperature, the training
    /// region and held-out errors stay those of the network that was.
    ///
    /// @param network takes and gives what the network of this model does
    /// @param account how it came to be
    default Model withNetwork(Layer network, Provenance account) {
        return switch (this) {
            case TableModel table -> new TableModel(network, table.preprocessing(), table.trust(), account);
            case ImageModel images -> new ImageModel(network, images.input(), images.trust(), account);
            case TextModel text -> new TextModel(network, text.input(), account);
            case SeriesModel series -> new SeriesModel(network, series.input(), account);
            case ReconstructionModel back -> new ReconstructionModel(network, back.input(), back.heldOut(), account);
        };
    }

    /// Writes this model to a file, whole or not at all.
    ///
    /// @throws java.io.UncheckedIOException if the file cannot be written
    default void save(Path file) {
        ModelFormat.installed().save(this, file);
    }

    /// Gives this model as one of a kind.
    ///
    /// @param kind the kind
    /// @param file where it was read from, for messages
    /// @throws FormatException if it is of another kind
    default <M extends Model> M as(Class<M> kind, Path file) {
        if (!kind.isInstance(this)) {
            throw new FormatException("read " + file + ": " + words(kind) + " is needed, but this file holds "
                    + words(getClass()) + "; load it by Model.load");
        }
        return kind.cast(this);
    }

    private static String words(Class<?> kind) {
        String words =
                kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return (words.startsWith("i") ? "an " : "a ") + words;
    }

    /// Reads a model of any kind from a file.
    ///
    /// @param file the file
    /// @param ownLayers the records among the network's layers that are not part of Gradus: a file can name a
    /// class, but only those given here are ever made from it; records that these declare as components need not be
    /// given
    /// @throws FormatException if it is not a whole and sound model file, or a class is not given
    static Model load(Path file, List<Class<? extends Record>> ownLayers) {
        return ModelFormat.installed().load(file, ownLayers);
    }

    /// Reads a model of any kind from a file.
    @SafeVarargs
    static Model load(Path file, Class<? extends Record>... ownLayers) {
        List<Class<? extends Record>> own = new ArrayList<>();
        for (Class<? extends Record> layer : ownLayers) {
            own.add(layer);
        }
        return load(file, own);
    }
}
