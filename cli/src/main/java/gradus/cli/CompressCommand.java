package gradus.cli;

import gradus.cli.run.JsonLine;
import gradus.cli.run.Screen;
import gradus.cli.terminal.Invocation;
import gradus.cli.terminal.Tables;
import gradus.cli.terminal.Tables.Column;
import gradus.nn.compress.Compression;
import gradus.nn.layer.Layer;
import gradus.nn.train.Evaluation;
import gradus.nn.train.Model;
import gradus.nn.train.ReconstructionModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gradus compress`.
@Command(
        name = "compress",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a trained model smaller without training, and measures what that costs: each way by itself and all",
            "together stand in one table beside the model as it is. The model of all ways together is saved."
        })
final class CompressCommand implements Callable<Integer> {
    private static final String SETTING = "compressed";
    private static final int MOST_METRICS = 2;

    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "MODEL", description = "A model file.")
    private Path file = Path.of("");

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = "What the models are measured by: a table with the target, a folder of images, a text.")
    private Path data = Path.of("");

    @Option(names = "--labels", paramLabel = "FILE", description = "The IDX file of labels of an IDX file of images.")
    private Optional<Path> labels = Optional.empty();

    @Option(
            names = "--method",
            required = true,
            split = ",",
            paramLabel = "WAY",
            description = {
                "int8: weights of 8 bits with a scale for each output. prune=SHARE: the smallest weights of all become zero.",
                "neurons=SHARE: this share of the neurons or channels of each hidden layer goes. Several by commas."
            })
    private List<String> methods = List.of();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The smaller model; not there yet.")
    private Path out = Path.of("");

    private CompressCommand(Session session) {
        this.session = session;
    }

    static CommandSpec spec(Session session) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new CompressCommand(session));
        Flags.add(spec, TableInput.settings());
        return spec;
    }

    /// A model and how it came to be smaller.
    private record Variant(String name, Model model) {}

    @Override
    public Integer call() {
        List<Compression> ways =
                Compression.ordered(methods.stream().map(Compression::named).toList());
        if (Files.exists(out)) {
            throw new IllegalArgumentException(
                    "--out: " + out + " is there already; name another file, or remove it first");
        }
        Model loaded = Model.load(file);
        requireWhole(loaded);
        JudgedSamples.requireUse(file, loaded, labels, spec);
        JudgedSamples judged = JudgedSamples.of(loaded, data, labels, spec, session.screen());
        List<Variant> variants = variants(loaded, ways);
        show(variants, judged);
        variants.getLast().model().save(out);
        end(loaded, ways);
        return 0;
    }

    private void requireWhole(Model model) {
        String before = model.provenance().settings().get(SETTING);
        if (before != null) {
            throw new IllegalArgumentException("compress: " + file + " is compressed already (" + before
                    + "); begin with the model that it came from, and name all ways at once");
        }
    }

    private List<Variant> variants(Model loaded, List<Compression> ways) {
        List<Variant> variants = new ArrayList<>(List.of(new Variant("as it is", loaded)));
        Layer all = loaded.network();
        for (Compression way : ways) {
            Layer network = way.of(loaded.network());
            if (network.equals(loaded.network())) {
                throw new IllegalArgumentException("compress: " + way + " changes nothing in " + file + "; "
                        + Invocation.of("summary " + file) + " shows its layers");
            }
            variants.add(new Variant(way.toString(), with(loaded, network, way.toString())));
            all = way.of(all);
        }
        if (ways.size() > 1) {
            variants.add(new Variant("together", with(loaded, all, words(ways))));
        }
        return variants;
    }

    private static String words(List<Compression> ways) {
        return ways.stream().map(Compression::toString).collect(Collectors.joining(", "));
    }

    private static Model with(Model loaded, Layer network, String how) {
        return loaded.withNetwork(network, loaded.provenance().changedBy(Map.of(SETTING, how)));
    }

    private void show(List<Variant> variants, JudgedSamples judged) {
        Screen screen = session.screen();
        double[] micros = ModelCost.micros(variants.stream().map(Variant::model).toList());
        List<List<String>> rows = new ArrayList<>();
        List<String> metrics = List.of();
        for (int i = 0; i < variants.size(); i++) {
            Model model = variants.get(i).model();
            Evaluation measured = judged.measure(model);
            if (i == 0) {
                screen.say(data + ", " + measured.rows() + " " + model.counted() + "\n");
                metrics =
                        measured.values().keySet().stream().limit(MOST_METRICS).toList();
            }
            ModelCost.Bytes bytes = ModelCost.bytes(model);
            List<String> row = new ArrayList<>(List.of(variants.get(i).name()));
            metrics.forEach(metric ->
                    row.add(String.format(Locale.ROOT, "%.4f", measured.values().get(metric))));
            row.add(Long.toString(bytes.plain()));
            row.add(Long.toString(bytes.packed()));
            row.add(String.format(Locale.ROOT, "%.1f", micros[i]));
            rows.add(row);
            screen.tell(JsonLine.of("compression")
                    .put("way", variants.get(i).name())
                    .put("values", measured.values())
                    .put("bytes", bytes.plain())
                    .put("packed", bytes.packed())
                    .put("micros", micros[i]));
        }
        List<Column> columns = new ArrayList<>(List.of(Column.left("model")));
        metrics.forEach(metric -> columns.add(Column.right(metric)));
        columns.addAll(List.of(Column.right("bytes"), Column.right("gzip"), Column.right("µs/sample")));
        screen.answer(Tables.text(columns, rows, screen.terminal()));
    }

    private void end(Model loaded, List<Compression> ways) {
        Screen screen = session.screen();
        if (ways.contains(new Compression.Rounding())) {
            screen.say("int8: a weight is one byte in the file and is computed as float32, so its time stays.");
        }
        if (loaded instanceof ReconstructionModel) {
            screen.remark("which samples are unusual is still told by the errors of the model as it was");
        }
        screen.say("Model: " + out + " (" + words(ways) + ")\nNext: " + Invocation.of("evaluate " + out + " " + data));
    }
}
