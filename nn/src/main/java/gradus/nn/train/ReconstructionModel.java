package gradus.nn.train;

import gradus.core.spi.Backend;
import gradus.core.spi.Backends;
import gradus.core.type.Shape;
import gradus.nn.data.EncodedTable;
import gradus.nn.data.FeatureOutputs;
import gradus.nn.data.Features;
import gradus.nn.data.Row;
import gradus.nn.data.Table;
import gradus.nn.data.image.ImageArray;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageScaling;
import gradus.nn.layer.Layer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A trained autoencoder: it gives rows or pictures back and says by the error how unlike those of training they are.
/// Thread-safe for prediction.
///
/// {@snippet file="CourseSnippets.java" region="ReconstructionModel"}
public final class ReconstructionModel implements Model {
    private final Layer network;
    private final ReconstructionInput input;
    private final HeldOutErrors heldOut;
    private final Provenance provenance;
    private final Reconstructor reconstructor;

    /// Joins the parts.
    ///
    /// @param network the trained network: samples to what [ReconstructionInput#output] says
    /// @param input what goes in and comes back
    /// @param heldOut the errors of samples that it did not learn from
    /// @param provenance how it came to be
    public ReconstructionModel(Layer network, ReconstructionInput input, HeldOutErrors heldOut, Provenance provenance) {
        this(network, input, heldOut, provenance, Backends.standard());
    }

    ReconstructionModel(
            Layer network, ReconstructionInput input, HeldOutErrors heldOut, Provenance provenance, Backend backend) {
        this.network = network;
        this.input = input;
        this.heldOut = heldOut;
        this.provenance = provenance;
        this.reconstructor = new Reconstructor(network, input, backend);
    }

    /// Reads an autoencoder from a file; see [Model#load].
    ///
    /// @throws gradus.core.type.FormatException if it is not a whole and sound model file, or another model
    public static ReconstructionModel load(Path file) {
        return Model.load(file).as(ReconstructionModel.class, file);
    }

    @Override
    public Layer network() {
        return network;
    }

    /// Gives what goes in and comes back.
    public ReconstructionInput input() {
        return input;
    }

    /// Gives the errors of samples that it did not learn from.
    public HeldOutErrors heldOut() {
        return heldOut;
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public Shape sample() {
        return input.sample();
    }

    /// Gives back one row by column name; an empty text is a missing value.
    ///
    /// @throws gradus.core.type.FormatException if a column is missing or a cell is not what its column needs
    /// @throws IllegalArgumentException if the model is one of pictures
    public RowReconstruction reconstruct(Map<String, String> cells) {
        return reconstruct(rows().encode(Row.of(cells))).getFirst();
    }

    /// Gives back all rows of a table.
    ///
    /// @throws gradus.core.type.FormatException if a column is missing or a cell is not what its column needs
    /// @throws IllegalArgumentException if the model is one of pictures
    public List<RowReconstruction> reconstruct(Table table) {
        return reconstruct(rows().encode(table));
    }

    /// Gives back rows that were encoded by this model's features.
    ///
    /// @throws IllegalArgumentException if the model is one of pictures
    public List<RowReconstruction> reconstruct(EncodedTable encoded) {
        FeatureOutputs outputs = new FeatureOutputs(rows());
        List<RowReconstruction> all = new ArrayList<>();
        reconstructor.ask(encoded.features(), back -> {
            for (int row = 0; row < back.count(); row++) {
                Map<String, Double> errors = new LinkedHashMap<>();
                for (int column = 0; column < back.columns(); column++) {
                    errors.put(rows().columns().get(column), back.error(row, column));
                }
                all.add(new RowReconstruction(
                        heldOut.score(back.error(row)), outputs.cells(back.values(), back.at(row)), errors));
            }
        });
        return all;
    }

    /// Gives the scores of the rows of a table.
    ///
    /// @throws gradus.core.type.FormatException if a column is missing or a cell is not what its column needs
    /// @throws IllegalArgumentException if the model is one of pictures
    public List<AnomalyScore> score(Table table) {
        return scores(reconstructor.errors(rows().encode(table).features()));
    }

    /// Gives the scores of pictures of the model's size; their own scaling, changes and classes do not count.
    ///
    /// @throws IllegalArgumentException if they are of another size, or the model is one of rows
    public List<AnomalyScore> score(ImageDataset images) {
        requirePictures();
        return scores(reconstructor.errors(images));
    }

    /// Gives pictures back, with the classes of those given.
    ///
    /// @throws IllegalArgumentException if they are of another size, take more than 2 GiB, or the model is one of
    /// rows
    public ImageDataset reconstruct(ImageDataset images) {
        requirePictures();
        int count = images.imageSize().count();
        ImageScaling unit = ImageScaling.unit(images.imageSize().channels());
        long bytes = (long) images.size() * count;
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "autoencoder: the pictures that come back must take less than 2 GiB, but "
                            + images.size() + " of " + images.imageSize() + " take " + bytes
                            + " bytes; give them in parts, as by range");
        }
        byte[] pixels = new byte[(int) bytes];
        reconstructor.ask(images, back -> {
            for (int i = 0; i < back.count() * count; i++) {
                double value = back.values()[back.at(i / count) + i % count];
                pixels[back.first() * count + i] = unit.toByte((float) value, 0);
            }
        });
        int[] classes = new int[images.size()];
        Arrays.setAll(classes, images::classOf);
        return ImageDataset.of(ImageArray.of(images.imageSize(), pixels), classes, images.classNames());
    }

    private List<AnomalyScore> scores(double[] errors) {
        return Arrays.stream(errors).mapToObj(heldOut::score).toList();
    }

    /// Measures how well rows come back.
    ///
    /// @throws gradus.core.type.FormatException if there are no rows, a column is missing or a cell is not what its
    ///     column needs
    /// @throws IllegalArgumentException if the model is one of pictures
    public Evaluation evaluate(Table table) {
        return ReconstructionReport.of(rows(), heldOut, table, reconstruct(table));
    }

    /// Measures how well pictures come back.
    ///
    /// @throws gradus.core.type.FormatException if there are none
    /// @throws IllegalArgumentException if they are of another size, or the model is one of rows
    public Evaluation evaluate(ImageDataset images) {
        return ReconstructionReport.of(heldOut, score(images));
    }

    private Features rows() {
        return switch (input) {
            case ReconstructionInput.Rows(var features) -> features;
            case ReconstructionInput.Pictures(var size) ->
                throw new IllegalArgumentException(
                        "autoencoder: it gives back pictures of " + size + ", not rows of a table");
        };
    }

    private void requirePictures() {
        switch (input) {
            case ReconstructionInput.Pictures _ -> {}
            case ReconstructionInput.Rows _ ->
                throw new IllegalArgumentException("autoencoder: it gives back rows of a table, not pictures");
        }
    }
}
