package gradus.nn.train;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.spi.Backend;
import gradus.core.spi.Buffer;
import gradus.core.spi.Executable;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import gradus.nn.data.Dataset;
import gradus.nn.data.Loader;
import gradus.nn.layer.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Measures a network on data without training it: exact mean loss and metrics.
final class Evaluator<L> {
    private static final int BATCH = 512;

    private record Bound(
            List<Literal> batch,
            List<Buffer> inputs,
            List<String> measures,
            List<Buffer> outputs,
            Executable.Call call) {
        /// Gives an output; those below 0 count from the end.
        Literal number(int output) {
            return outputs.get(output < 0 ? outputs.size() + output : output).host();
        }

        void addTo(Map<String, Total> totals) {
            for (int i = 0; i < measures.size(); i++) {
                double sum = number(2 * i).get(0);
                double count = number(2 * i + 1).get(0);
                totals.merge(measures.get(i), new Total(sum, count), (old, _) -> old.plus(sum, count));
            }
        }
    }

    private final L network;
    private final Goal<? super L> goal;
    private final List<Buffer> judged;
    private final Weights weights;
    private final Loader loader;
    private final Scorer scorer;
    private final Backend backend;
    private final Map<Integer, Bound> bound = new HashMap<>();

    Evaluator(
            L network,
            Goal<? super L> goal,
            Weights weights,
            List<Buffer> judged,
            Dataset data,
            Scorer scorer,
            Backend backend) {
        this.network = network;
        this.goal = goal;
        this.weights = weights;
        this.judged = judged;
        this.loader = new Loader(data, Math.min(BATCH, data.size()), Loader.Order.AS_STORED, Key.of(0));
        this.scorer = scorer;
        this.backend = backend;
    }

    /// Gives `loss` and the scorer's metrics.
    Map<String, Double> evaluate() {
        Gathered predictions = new Gathered(loader);
        Gathered targets = new Gathered(loader);
        Map<String, Total> totals = new LinkedHashMap<>();
        for (int batch = 0; batch < loader.batchesPerEpoch(); batch++) {
            int rows = loader.rows(batch);
            Bound run = bound.computeIfAbsent(rows, this::bind);
            loader.fill(0, batch, run.batch());
            run.inputs().forEach(Buffer::hostChanged);
            run.call().run();
            run.addTo(totals);
            if (looksAtAnswers()) {
                Literal counted = run.number(-1);
                predictions.add(run.number(-3), counted, rows);
                targets.add(run.number(-2), counted, rows);
            }
        }
        Map<String, Double> values = new LinkedHashMap<>();
        totals.forEach((name, total) -> values.put(name, total.mean()));
        values.putAll(scorer.score(predictions.all(), targets.all()));
        return values;
    }

    private boolean looksAtAnswers() {
        return !(scorer instanceof LossOnly);
    }

    /// The places that count of all batches one after another.
    private static final class Gathered {
        private final Loader loader;
        private double[] values = new double[0];
        private int end;

        Gathered(Loader loader) {
            this.loader = loader;
        }

        void add(Literal part, Literal counted, int rows) {
            int width = part.count() / counted.count();
            if (values.length == 0) {
                values = new double[Math.multiplyExact(loader.dataset().size(), part.count() / rows)];
            }
            for (int place = 0; place < counted.count(); place++) {
                if (counted.get(place) != 0) {
                    for (int i = 0; i < width; i++) {
                        values[end++] = part.get(place * width + i);
                    }
                }
            }
        }

        double[] all() {
            return Arrays.copyOf(values, end);
        }
    }

    private Bound bind(int rows) {
        List<Node> inputs = new ArrayList<>();
        Map<String, Tensor> parameters = declare(weights.parameters(), inputs);
        Map<String, Tensor> statistics = declare(weights.statistics(), inputs);
        List<Tensor> parts = new ArrayList<>();
        Map<String, TensorType> types = loader.partTypes(rows);
        types.forEach((name, type) -> parts.add(Tensor.of(Build.input(name, type))));
        parts.forEach(part -> inputs.add(part.node()));
        Judged found = goal.judge(StepGraph.bound(network, parameters, statistics), parts, Context.inference());
        Map<String, Judged.Mean> means = new LinkedHashMap<>();
        means.put("loss", found.loss());
        means.putAll(found.measures());
        List<Node> outputs = new ArrayList<>();
        means.values()
                .forEach(mean ->
                        outputs.addAll(List.of(mean.sum().node(), mean.count().node())));
        if (looksAtAnswers()) {
            Tensor answer = rows(found.answer(), rows);
            Tensor target = rows(found.target(), rows);
            outputs.addAll(List.of(
                    answer.node(), target.node(), counted(found, answer, target).node()));
        }
        Program program = Program.of(new Graph(inputs, outputs), backend);
        List<Buffer> given = new ArrayList<>(judged);
        List<Buffer> batch = types.values().stream()
                .map(type -> backend.buffer(Literal.zeros(type)))
                .toList();
        given.addAll(batch);
        List<Buffer> results = program.plan().outputs().stream()
                .map(type -> backend.buffer(Literal.zeros(type)))
                .toList();
        List<Literal> arrays = batch.stream().map(Buffer::host).toList();
        return new Bound(arrays, batch, List.copyOf(means.keySet()), results, program.bind(given, results));
    }

    private static Tensor rows(Optional<Tensor> part, int rows) {
        Tensor given = part.orElseThrow(() -> new IllegalArgumentException("validation: the scorer looks at answers and"
                + " targets, but the goal gives none; use Scorer.none(), or Judged.answering in the goal"));
        if (given.rank() == 0 || given.size(0) != rows) {
            throw new ShapeException("validation: the scorer needs a row per sample, got " + given.shape() + " for "
                    + rows + " samples; use Scorer.none(), or Judged.answering with rows in the goal");
        }
        return given;
    }

    /// Gives which places a scorer looks at: all rows, if the goal does not say.
    private static Tensor counted(Judged found, Tensor answer, Tensor target) {
        if (found.counted().isEmpty()) {
            return Tensor.fill(TensorType.of(DType.BOOL, answer.size(0)), 1);
        }
        Tensor counted = found.counted().get();
        if (counted.dtype() != DType.BOOL || !leads(counted, answer) || !leads(counted, target)) {
            throw new ShapeException("validation: what counts must be bool with the first axes of answer and target,"
                    + " got " + counted.type() + " for " + answer.shape() + " and " + target.shape());
        }
        return counted;
    }

    private static boolean leads(Tensor counted, Tensor part) {
        return counted.rank() > 0
                && counted.rank() <= part.rank()
                && IntStream.range(0, counted.rank()).allMatch(axis -> counted.size(axis) == part.size(axis));
    }

    /// Averages of the weights may be kept in a wider type than the weights have.
    private Map<String, Tensor> declare(Map<String, Literal> values, List<Node> inputs) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        values.forEach((name, literal) -> {
            Node node = Build.input(name, judged.get(inputs.size()).host().type());
            inputs.add(node);
            tensors.put(name, Tensor.of(node).as(literal.type().dtype()));
        });
        return tensors;
    }
}
