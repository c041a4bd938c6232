package gradus.nn.train;

import gradus.core.spi.Backend;
import gradus.core.spi.Backends;
import gradus.core.tensor.Tensor;
import gradus.core.type.Shape;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.EncodedTable;
import gradus.nn.data.Preprocessing;
import gradus.nn.data.Row;
import gradus.nn.data.Table;
import gradus.nn.data.TargetEncoder;
import gradus.nn.layer.Layer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A trained network that answers for rows of a table, with what turns a row into features. Thread-safe for
/// prediction.
///
/// {@snippet file="DataSnippets.java" region="TableModel"}
public final class TableModel implements Model {
    private final Layer network;
    private final Preprocessing preprocessing;
    private final Trust trust;
    private final Provenance provenance;
    private final Backend backend;
    private final Predictor predictor;

    /// Joins the parts of a model that knows nothing of how far its answers can be trusted.
    public TableModel(Layer network, Preprocessing preprocessing, Provenance provenance) {
        this(network, preprocessing, Trust.NONE, provenance);
    }

    /// Joins the parts.
    ///
    /// @param network the trained network: logits per class, or the standardised number
    /// @param preprocessing how a row becomes features, and the target's meaning
    /// @param trust when its answers can be trusted
    /// @param provenance how it came to be
    /// @throws IllegalArgumentException if the training region has features that a row has not
    public TableModel(Layer network, Preprocessing preprocessing, Trust trust, Provenance provenance) {
        this(network, preprocessing, trust, provenance, Backends.standard());
    }

    TableModel(Layer network, Preprocessing preprocessing, Trust trust, Provenance provenance, Backend backend) {
        this.network = network;
        this.preprocessing = preprocessing;
        this.trust = trust;
        this.provenance = provenance;
        this.backend = backend;
        trust.requireFit(preprocessing.width());
        this.predictor = new Predictor(
                network,
                Shape.of(preprocessing.width()),
                switch (preprocessing.target()) {
                    case TargetEncoder.Classes _ ->
                        logits -> trust.scaled(logits).softmax(-1);
                    case TargetEncoder.Scaled _ -> Tensor::self;
                },
                backend);
    }

    /// Gives this model with another account of how it came to be.
    TableModel with(Provenance whole) {
        return new TableModel(network, preprocessing, trust, whole, backend);
    }

    /// Reads a model for tables from a file; see [Model#load].
    ///
    /// @throws gradus.core.type.FormatException if it is not a whole and sound model file, or one for other data
    @SafeVarargs
    public static TableModel load(Path file, Class<? extends Record>... ownLayers) {
        List<Class<? extends Record>> own = new ArrayList<>();
        for (Class<? extends Record> layer : ownLayers) {
            own.add(layer);
        }
        return Model.load(file, own).as(TableModel.class, file);
    }

    @Override
    public Layer network() {
        return network;
    }

    /// Gives how a row becomes features.
    public Preprocessing preprocessing() {
        return preprocessing;
    }

    /// Gives what is known about when its answers can be trusted.
    public Trust trust() {
        return trust;
    }

    @Override
    public Shape sample() {
        return Shape.of(preprocessing.width());
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    /// Gives the answer for one row by column name; an empty text is a missing value.
    ///
    /// @throws gradus.core.type.FormatException if a column is missing or a cell is not what its column needs
    public Prediction predict(Map<String, String> cells) {
        return predict(Row.of(cells));
    }

    /// Gives the answer for one row.
    ///
    /// @throws gradus.core.type.FormatException if a column is missing or a cell is not what its column needs
    public Prediction predict(Row row) {
        return predict(preprocessing.encode(row)).getFirst();
    }

    /// Gives the answers for all rows of a table.
    ///
    /// @throws gradus.core.type.FormatException if a column is missing or a cell is not what its column needs
    public List<Prediction> predict(Table table) {
        return predict(preprocessing.encode(table));
    }

    /// Gives the answers for rows that were encoded by this model's preprocessing.
    public List<Prediction> predict(EncodedTable table) {
        List<Prediction> answers = answers(table.features());
        for (int row = 0; row < answers.size() && trust.region().isPresent(); row++) {
            double distance = trust.region().get().distance(table.features(), row * table.width());
            Novelty novelty = new Novelty(distance, table.unseen(row), table.newlyMissing(row));
            answers.set(row, answers.get(row).with(novelty));
        }
        return answers;
    }

    private List<Prediction> answers(float[] features) {
        double[] results = predictor.predict(features);
        List<Prediction> answers = new ArrayList<>();
        switch (preprocessing.target()) {
            case TargetEncoder.Classes classes -> {
                int width = classes.labels().size();
                for (int i = 0; i < results.length; i += width) {
                    answers.add(Prediction.OfClass.of(classes.labels(), Arrays.copyOfRange(results, i, i + width)));
                }
            }
            case TargetEncoder.Scaled scaled -> {
                for (double result : results) {
                    answers.add(new Prediction.OfValue(scaled.value(result)));
                }
            }
        }
        return answers;
    }

    /// Measures the model on a table that has the target column.
    ///
    /// @throws gradus.core.type.FormatException if a column is missing, a target is missing or not known
    public Evaluation evaluate(Table table) {
        return evaluate(preprocessing.dataset(table));
    }

    /// Measures the model on encoded samples.
    public Evaluation evaluate(ArrayDataset samples) {
        double[] targets = new double[samples.size()];
        float[] features = new float[samples.size() * samples.width()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = samples.target(i);
            System.arraycopy(samples.features(i), 0, features, i * samples.width(), samples.width());
        }
        double[] results = predictor.predict(features);
        return Measures.of(preprocessing.target(), results, targets);
    }
}
