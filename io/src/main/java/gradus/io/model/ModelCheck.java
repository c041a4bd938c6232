package gradus.io.model;

import gradus.core.graph.Build;
import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.FormatException;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.data.FeatureEncoder;
import gradus.nn.data.Features;
import gradus.nn.data.Preprocessing;
import gradus.nn.data.TargetEncoder;
import gradus.nn.layer.Context;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Param;
import gradus.nn.layer.TabularInput;
import java.util.ArrayList;
import java.util.List;

/// Checks that network and preprocessing belong together. Only shapes are computed: nothing is planned or run.
final class ModelCheck {
    /// One row could hide a batch axis that a layer drops.
    private static final int ROWS = 2;

    private final Layer network;
    private final Features features;
    private final String where;
    private final String cure;

    private ModelCheck(Layer network, Features features, String document, String where) {
        this.network = network;
        this.features = features;
        this.where = where;
        this.cure = "; do network.json and " + document + " come from one model?";
    }

    /// Checks parameters, embedded columns, the number of features and the number of outputs.
    ///
    /// @param where what is read or written, for messages
    /// @throws FormatException if something does not fit
    static void requireFit(Layer network, Preprocessing preprocessing, String where) {
        ModelCheck check = new ModelCheck(network, preprocessing.inputs(), "preprocessing.json", where);
        check.requireOutputs(check.taken(), preprocessing.target());
    }

    /// Gives what a network makes of the features of some rows, having checked parameters, embedded columns and the
    /// number of features.
    static Tensor taken(Layer network, Features features, String where) {
        return new ModelCheck(network, features, "input.json", where).taken();
    }

    private Tensor taken() {
        requireFloating();
        Tree.leaves(network, TabularInput.class).values().forEach(this::requireEmbeddings);
        return traced();
    }

    private void requireFloating() {
        Tree.leaves(network, Param.class).forEach((path, param) -> {
            if (!param.value().dtype().isFloating()) {
                throw problem("parameters must be floating-point numbers, but " + path + " is "
                        + param.value().type());
            }
        });
    }

    /// A table with too few rows would fail at the first row of a late category.
    private void requireEmbeddings(TabularInput input) {
        List<FeatureEncoder.Embed> columns = List.copyOf(features.embeddings().values());
        List<Integer> wantedPositions = new ArrayList<>();
        for (int i = 0; i < input.embeddings().size(); i++) {
            wantedPositions.add(input.numericColumns() + i);
        }
        List<Integer> positions = List.copyOf(features.embeddings().keySet());
        if (!positions.equals(wantedPositions)) {
            throw problem("the network looks up categories in the features " + wantedPositions
                    + ", but the preprocessing puts them in " + positions + cure);
        }
        for (int i = 0; i < columns.size(); i++) {
            Embedding table = input.embeddings().get(i);
            int rows = columns.get(i).categories().size() + 1;
            if (table.categories() != rows) {
                throw problem("the embedding of column '" + columns.get(i).column() + "' must have " + rows
                        + " rows, one more than categories, got " + table.categories() + cure);
            }
        }
    }

    private Tensor traced() {
        int width = features.width();
        try {
            Tensor rows = Tensor.of(Build.input("features", TensorType.float32(ROWS, width)));
            return network.forward(rows, Context.inference());
        } catch (RuntimeException e) {
            throw new FormatException(
                    where + ": the network must fit the " + width + (width == 1 ? " feature" : " features")
                            + " of the preprocessing; " + e.getMessage() + cure,
                    e);
        }
    }

    private void requireOutputs(Tensor output, TargetEncoder target) {
        int wanted = switch (target) {
            case TargetEncoder.Classes classes -> classes.labels().size();
            case TargetEncoder.Scaled _ -> 1;
        };
        String meaning = switch (target) {
            case TargetEncoder.Classes _ -> wanted + " outputs, one for each label of '" + target.column() + "'";
            case TargetEncoder.Scaled _ -> "one output for the number '" + target.column() + "'";
        };
        boolean fits = output.shape().equals(Shape.of(ROWS, wanted))
                || target instanceof TargetEncoder.Scaled && output.shape().equals(Shape.of(ROWS));
        if (!fits || !output.dtype().isFloating()) {
            throw problem("the network must give " + meaning + ", but gives " + output.type() + " for " + ROWS + " rows"
                    + cure);
        }
    }

    private FormatException problem(String message) {
        return new FormatException(where + ": " + message);
    }
}
