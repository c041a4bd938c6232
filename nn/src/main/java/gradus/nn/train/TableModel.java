package gradus.nn.train;

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
public final class TableModel implements Model {
    private final Layer network;
    private final Preprocessing preprocessing;
    private final Provenance provenance;
    private final Predictor predictor;

    /// Joins the parts.
    ///
    /// @param network the trained network: logits per class, or the standardised number
    /// @param preprocessing how a row becomes features, and the target's meaning
    /// @param provenance how it came to be
    public TableModel(Layer network, Preprocessing preprocessing, Provenance provenance) {
        this.network = network;
        this.preprocessing = preprocessing;
        this.provenance = provenance;
        this.predictor = new Predictor(
                network,
                Shape.of(preprocessing.width()),
                switch (preprocessing.target()) {
                    case TargetEncoder.Classes _ -> logits -> logits.softmax(-1);
                    case TargetEncoder.Scaled _ -> Tensor::self;
                });
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

    @Override
    public Shape sample() {
        return Shape.of(preprocessing.width());
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    /// Gives the answer for one row by column name; a column that is not given is missing.
    ///
    /// @throws gradus.core.type.FormatException if a cell is not what its column needs
    public Prediction predict(Map<String, String> cells) {
        return predict(Row.of(cells));
    }

    /// Gives the answer for one row.
    ///
    /// @throws gradus.core.type.FormatException if a column is missing or a cell is not what its column needs
    public Prediction predict(Row row) {
        float[] features = new float[preprocessing.width()];
        preprocessing.encode(row, features, 0);
        return answers(features).getFirst();
    }

    /// Gives the answers for all rows of a table.
    ///
    /// @throws gradus.core.type.FormatException if a column is missing or a cell is not what its column needs
    public List<Prediction> predict(Table table) {
        return answers(preprocessing.encode(table).features());
    }

    /// Gives the answers for rows that were encoded by this model's preprocessing.
    public List<Prediction> predict(EncodedTable table) {
        return answers(table.features());
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
