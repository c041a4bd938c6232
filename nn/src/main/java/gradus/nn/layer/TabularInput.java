package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorMoves;
import gradus.core.type.Key;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;
import gradus.nn.init.Initializer;
import java.util.ArrayList;
import java.util.List;

/// The front of a network for tables: of the columns of `[n, columns]` the first are numbers and stay as they are,
/// each of the last holds numbers of categories and becomes a learned vector. Category 0 stands for unseen ones.
///
/// {@snippet file="LayerSnippets.java" region="TabularInput"}
///
/// @param numericColumns how many columns are numbers
/// @param embeddings one table per column of categories
public record TabularInput(int numericColumns, List<Embedding> embeddings) implements Layer {
    private static final int MOST_WIDTH = 50;

    public TabularInput {
        embeddings = List.copyOf(embeddings);
        if (numericColumns < 0 || numericColumns + embeddings.size() == 0) {
            throw new IllegalArgumentException("tabular input: at least one column is needed, got " + numericColumns
                    + " numeric columns and " + embeddings.size() + " of categories");
        }
    }

    /// Gives an input for columns with these numbers of known categories; each table has one row more, for the
    /// unseen. The width of a vector is half the categories, rounded up, at most 50; tables start normal with
    /// deviation `1/√width`.
    public static TabularInput of(int numericColumns, List<Integer> categories, Key key) {
        List<Embedding> embeddings = new ArrayList<>();
        for (int known : categories) {
            int width = Math.clamp((known + 1) / 2, 1, MOST_WIDTH);
            Initializer start = Initializer.normal(0, 1 / Math.sqrt(width));
            embeddings.add(Embedding.of(known + 1, width, start, key.fold(embeddings.size())));
        }
        return new TabularInput(numericColumns, embeddings);
    }

    /// Gives the number of columns that go in.
    public int inFeatures() {
        return numericColumns + embeddings.size();
    }

    /// Gives the number of features that come out.
    public int outFeatures() {
        return numericColumns + embeddings.stream().mapToInt(Embedding::width).sum();
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        if (input.rank() != 2 || input.size(1) != inFeatures()) {
            throw new ShapeException("tabular input: rows of " + inFeatures() + " columns are needed (" + numericColumns
                    + " numeric, " + embeddings.size() + " of categories), got " + input.shape()
                    + Origin.here().at());
        }
        List<Tensor> parts = new ArrayList<>();
        if (numericColumns > 0) {
            parts.add(input.slice(1, 0, numericColumns));
        }
        for (int i = 0; i < embeddings.size(); i++) {
            parts.add(Inner.forward("embeddings", i, embeddings.get(i), input.at(1, numericColumns + i), context));
        }
        return parts.size() == 1 ? parts.getFirst() : TensorMoves.concat(1, parts);
    }

    @Override
    public String toString() {
        return "TabularInput " + inFeatures() + " → " + outFeatures() + " (" + numericColumns + " numbers, "
                + embeddings.size() + " embeddings)";
    }
}
