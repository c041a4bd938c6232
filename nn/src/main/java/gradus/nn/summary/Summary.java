package gradus.nn.summary;

import gradus.core.graph.Build;
import gradus.core.tensor.Tensor;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.layer.Context;
import gradus.nn.layer.Ensemble;
import gradus.nn.layer.FromLastValue;
import gradus.nn.layer.Inner;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Parameters;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// A table of a network's layers with output shapes, numbers of parameters and floating-point operations, what a step
/// of training costs, how far a convolution sees, and what looks wrong; prints as text. Nothing is computed: shapes are
/// inferred, costs are counted in the graphs that would run.
///
/// A layer that is used several times counts its parameters once and its operations each time.
///
/// {@snippet file="NetworkSnippets.java" region="Summary"}
///
/// @param rows one per layer
/// @param warnings what looks wrong, in words
/// @param parameters how many numbers training changes
/// @param work what a step of training costs
/// @param field how much of the input one place behind the convolutions sees, if there are any
public record Summary(
        List<Row> rows, List<String> warnings, long parameters, Work work, Optional<ReceptiveField> field) {
    /// A batch of one has no variance to normalise by.
    private static final int FEWEST_SAMPLES = 2;

    private static final String FIRST_MEMBER = "members.0";

    /// One layer.
    ///
    /// @param path its path in the network, empty for the whole
    /// @param layer what it is
    /// @param output the shape it gives
    /// @param parameters how many numbers training changes in it
    /// @param flops the floating-point operations of a prediction
    public record Row(String path, String layer, Shape output, long parameters, long flops) {}

    public Summary {
        rows = List.copyOf(rows);
        warnings = List.copyOf(warnings);
    }

    /// Gives the summary of a network.
    ///
    /// @param network the network
    /// @param input the shape of a batch, such as `[1, 4]`; the step of training is counted for as many samples, at
    /// least two
    public static Summary of(Layer network, Shape input) {
        List<Row> rows = new ArrayList<>();
        Layer symbolic = Work.symbolic(network, new ArrayList<>(), new ArrayList<>());
        TensorType batch = new TensorType(Work.dtype(network), input);
        walk("", symbolic, Tensor.of(Build.input("input", batch)), rows);
        Work work = Work.of(network, input.with(0, Math.max(FEWEST_SAMPLES, input.size(0))));
        Shape sample = input.slice(1, input.rank());
        return new Summary(
                rows,
                words(SummaryWarnings.of(network)),
                Parameters.count(network),
                work,
                ReceptiveField.of(network, sample));
    }

    /// Gives the summary of a network that is trained with a loss, and warns where the two do not go together.
    public static Summary of(Layer network, Shape input, Loss loss) {
        Summary alone = of(network, input);
        List<String> warnings = new ArrayList<>(alone.warnings());
        warnings.addAll(words(SummaryWarnings.of(network, loss)));
        return new Summary(alone.rows(), warnings, alone.parameters(), alone.work(), alone.field());
    }

    private static List<String> words(List<Warning> warnings) {
        return warnings.stream().map(Warning::words).toList();
    }

    private static Tensor walk(String path, Layer layer, Tensor input, List<Row> rows) {
        if (layer instanceof Sequential(List<Layer> layers)) {
            Tensor x = input;
            for (int i = 0; i < layers.size(); i++) {
                x = walk((path.isEmpty() ? "" : path + ".") + "layers." + i, layers.get(i), x, rows);
            }
            return x;
        }
        if (layer instanceof Ensemble(List<Layer> members, var join) && alike(members)) {
            Tensor output = output(path, layer, input);
            String each = members.size() + " × the layers below, joined by their mean of "
                    + join.name().toLowerCase(Locale.ROOT);
            rows.add(new Row(path, each, output.shape(), Parameters.count(layer), Work.flops(input, output)));
            walk((path.isEmpty() ? "" : path + ".") + FIRST_MEMBER, members.getFirst(), input, rows);
            return output;
        }
        if (layer instanceof FromLastValue outer) {
            return around(path, outer, input, rows);
        }
        Tensor output = output(path, layer, input);
        String text = layer.toString().lines().findFirst().orElse("");
        rows.add(new Row(path, text, output.shape(), Parameters.count(layer), Work.flops(input, output)));
        return output;
    }

    private static Tensor output(String path, Layer layer, Tensor input) {
        return path.isEmpty()
                ? layer.forward(input, Context.inference())
                : Inner.forward(path, layer, input, Context.inference());
    }

    /// A layer around a network stands above it, with what it adds itself.
    private static Tensor around(String path, FromLastValue layer, Tensor input, List<Row> rows) {
        Tensor output = output(path, layer, input);
        List<Row> inner = new ArrayList<>();
        walk((path.isEmpty() ? "" : path + ".") + "network", layer.network(), layer.changes(input), inner);
        long counted = inner.stream()
                .filter(row -> !row.path().contains(FIRST_MEMBER))
                .mapToLong(Row::flops)
                .sum();
        String text = layer.toString().lines().findFirst().orElse("") + ", of the layers below";
        rows.add(new Row(path, text, output.shape(), 0, Work.flops(input, output) - counted));
        rows.addAll(inner);
        return output;
    }

    /// Gives the floating-point operations of a prediction for the summary's input.
    public long flops() {
        return rows.stream()
                .filter(row -> !row.path().contains(FIRST_MEMBER)) // in the row of its ensemble
                .mapToLong(Row::flops)
                .sum();
    }

    private static boolean alike(List<Layer> members) {
        String first = members.getFirst().toString();
        return members.size() > 1
                && members.stream().allMatch(member -> member.toString().equals(first));
    }

    @Override
    public String toString() {
        String format = "%-" + width(Row::path, "path") + "s  %-" + width(Row::layer, "layer") + "s  %-"
                + width(row -> row.output().toString(), "output") + "s  %12s  %16s%n";
        StringBuilder text = new StringBuilder(line(format, "path", "layer", "output", "parameters", "FLOPs"));
        for (Row row : rows) {
            text.append(line(
                    format,
                    row.path(),
                    row.layer(),
                    row.output().toString(),
                    grouped(row.parameters()),
                    grouped(row.flops())));
        }
        text.append(line(format, "", "", "total", grouped(parameters), grouped(flops())));
        text.append("a training step on ").append(work.samples()).append(" samples: forward ");
        text.append(grouped(work.forward())).append(" FLOPs, backward ").append(grouped(work.backward()));
        text.append(" FLOPs, working memory ").append(bytes(work.memory())).append('\n');
        field.ifPresent(seen -> text.append("receptive field: ").append(seen).append('\n'));
        warnings.forEach(warning -> text.append("warning: ").append(warning).append('\n'));
        return text.toString();
    }

    private static String line(String format, String... cells) {
        return String.format(Locale.ROOT, format, (Object[]) cells).stripTrailing() + "\n";
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String bytes(long bytes) {
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%,.1f MiB", bytes / 1048576.0);
    }

    private int width(Function<Row, String> cell, String title) {
        return rows.stream().map(cell).mapToInt(String::length).reduce(title.length(), Math::max);
    }
}
