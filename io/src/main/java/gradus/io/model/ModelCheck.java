package gradus.io.model;

import gradus.core.graph.Build;
import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.FormatException;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.data.FeatureEncoder;
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

    private static final String CURE = "; do network.json and preprocessing.json come from one model?";

    private final Layer network;
    private final Preprocessing preprocessing;
    private final String where;

    private ModelCheck(Layer network, Preprocessing preprocessing, String where) {
        this.network = network;
        this.preprocessing = preprocessing;
        this.where = where;
    }

    /// Checks parameters, embedded columns, the number of features and the number of outputs.
    ///
    /// @param where what is read or written, for messages
    /// @throws FormatException if something does not fit
    static void requireFit(Layer network, Preprocessing preprocessing, String where) {
        ModelCheck check = new ModelCheck(network, preprocessing, where);
        check.requireFloating();
        Tree.leaves(network, TabularInput.class).values().forEach(check::requireEmbeddings);
        check.requireOutputs(check.traced());
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
        List<FeatureEncoder.Embed> columns =
                List.copyOf(preprocessing.embeddings().values());
        List<Integer> wantedPositions = new ArrayList<>();
        for (int i = 0; i < input.embeddings().size(); i++) {
            wantedPositions.add(input.numericColumns() + i);
        }
        List<Integer> positions = List.copyOf(preprocessing.embeddings().keySet());
        if (!positions.equals(wantedPositions)) {
            throw problem("the network looks up categories in the features " + wantedPositions
                    + ", but the preprocessing puts them in " + positions + CURE);
        }
        for (int i = 0; i < columns.size(); i++) {
            Embedding table = input.embeddings().get(i);
            int rows = columns.get(i).categories().size() + 1;
            if (table.categories() != rows) {
                throw problem("the embedding of column '" + columns.get(i).column() + "' must have " + rows
                        + " rows, one more than categories, got " + table.categories() + CURE);
            }
        }
    }

    private Tensor traced() {
        int width = preprocessing.width();
        try {
            Tensor features = Tensor.of(Build.input("features", TensorType.float32(ROWS, width)));
            return network.forward(features, Context.inference());
        } catch (RuntimeException e) {
            throw new FormatException(
                    where + ": the network must fit the " + width + (width == 1 ? " feature" : " features")
                            + " of the preprocessing; " + e.getMessage() + CURE,
                    e);
        }
    }

    private void requireOutputs(Tensor output) {
        TargetEncoder target = preprocessing.target();
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
                    + CURE);
        }
    }

    private FormatException problem(String message) {
        return new FormatException(where + ": " + message);
    }
}
