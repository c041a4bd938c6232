package gradus.nn.layer;

import gradus.core.graph.Build;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A table of a network's layers with output shapes and numbers of parameters, and what looks wrong; prints as text.
/// Nothing
/// is computed: shapes are inferred.
///
/// @param rows one per layer
/// @param warnings what looks wrong, in words
/// @param parameters how many numbers training changes
public record Summary(List<Row> rows, List<String> warnings, long parameters) {
    /// One layer.
    ///
    /// @param path its path in the network, empty for the whole
    /// @param layer what it is
    /// @param output the shape it gives
    /// @param parameters how many numbers training changes in it
    public record Row(String path, String layer, Shape output, long parameters) {}

    public Summary {
        rows = List.copyOf(rows);
        warnings = List.copyOf(warnings);
    }

    /// Gives the summary of a network.
    ///
    /// @param network the network
    /// @param input the shape of a batch, such as `[1, 4]`
    public static Summary of(Layer network, Shape input) {
        List<Row> rows = new ArrayList<>();
        walk("", network, Tensor.of(Build.input("input", new TensorType(dtype(network), input))), rows);
        return new Summary(rows, SummaryWarnings.of(network), Parameters.count(network));
    }

    /// Gives the summary of a network that is trained with a loss, and warns where the two do not go together.
    public static Summary of(Layer network, Shape input, Loss loss) {
        Summary alone = of(network, input);
        List<String> warnings = new ArrayList<>(alone.warnings());
        warnings.addAll(SummaryWarnings.of(network, loss));
        return new Summary(alone.rows(), warnings, alone.parameters());
    }

    private static DType dtype(Layer network) {
        return Parameters.of(network).values().stream()
                .map(Tensor::dtype)
                .reduce(DType::promote)
                .orElse(DType.FLOAT32);
    }

    private static Tensor walk(String path, Layer layer, Tensor input, List<Row> rows) {
        if (layer instanceof Sequential(List<Layer> layers)) {
            Tensor x = input;
            for (int i = 0; i < layers.size(); i++) {
                x = walk((path.isEmpty() ? "" : path + ".") + "layers." + i, layers.get(i), x, rows);
            }
            return x;
        }
        Tensor output = layer.forward(input, Context.inference());
        String text = layer.toString().lines().findFirst().orElse("");
        rows.add(new Row(path, text, output.shape(), Parameters.count(layer)));
        return output;
    }

    @Override
    public String toString() {
        int pathWidth = width(rows.stream().map(Row::path).toList(), "path");
        int layerWidth = width(rows.stream().map(Row::layer).toList(), "layer");
        int shapeWidth = width(rows.stream().map(row -> row.output().toString()).toList(), "output");
        String format = "%-" + pathWidth + "s  %-" + layerWidth + "s  %-" + shapeWidth + "s  %12s%n";
        StringBuilder text = new StringBuilder(line(format, "path", "layer", "output", "parameters"));
        for (Row row : rows) {
            text.append(line(format, row.path(), row.layer(), row.output().toString(), grouped(row.parameters())));
        }
        text.append(line(format, "", "", "total", grouped(parameters)));
        warnings.forEach(warning -> text.append("warning: ").append(warning).append('\n'));
        return text.toString();
    }

    private static String line(String format, String path, String layer, String output, String parameters) {
        String padded = String.format(Locale.ROOT, format, path, layer, output, parameters);
        return padded.stripTrailing() + "\n";
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static int width(List<String> cells, String title) {
        return cells.stream().mapToInt(String::length).reduce(title.length(), Math::max);
    }
}
