package gradus.nn.train;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.spi.Backend;
import gradus.core.spi.Buffer;
import gradus.core.spi.Executable;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.data.Dataset;
import gradus.nn.data.Loader;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Measures a network on data without training it: exact mean loss and metrics.
final class Evaluator {
    private static final int BATCH = 512;

    private record Bound(List<Literal> batch, List<Buffer> inputs, List<Buffer> outputs, Executable.Call call) {}

    private final Layer network;
    private final Loss loss;
    private final StateBuffers buffers;
    private final Weights weights;
    private final Loader loader;
    private final Scorer scorer;
    private final Backend backend;
    private final Map<Integer, Bound> bound = new HashMap<>();

    Evaluator(
            Layer network,
            Loss loss,
            Weights weights,
            StateBuffers buffers,
            Dataset data,
            Scorer scorer,
            Backend backend) {
        this.network = network;
        this.loss = loss;
        this.weights = weights;
        this.buffers = buffers;
        this.loader = new Loader(data, Math.min(BATCH, data.size()), Loader.Order.AS_STORED, Key.of(0));
        this.scorer = scorer;
        this.backend = backend;
    }

    /// Gives `loss` and the scorer's metrics.
    Map<String, Double> evaluate() {
        int samples = loader.dataset().size();
        double[] targets =
                new double[Math.multiplyExact(samples, width(loader.types(1).get(1), 1))];
        double[] predictions = new double[0];
        double lossSum = 0;
        double lossCount = 0;
        for (int batch = 0; batch < loader.batchesPerEpoch(); batch++) {
            int rows = loader.rows(batch);
            Bound run = bound.computeIfAbsent(rows, this::bind);
            loader.fill(0, batch, run.batch());
            run.inputs().forEach(Buffer::hostChanged);
            run.call().run();
            Literal prediction = run.outputs().get(0).host();
            Literal target = run.batch().get(1);
            int width = width(prediction.type(), rows);
            if (batch == 0) {
                predictions = new double[Math.multiplyExact(samples, width)];
            }
            int first = batch * loader.batchSize();
            copy(prediction, predictions, first * width);
            copy(target, targets, first * width(target.type(), rows));
            lossSum += run.outputs().get(1).host().get(0);
            lossCount += run.outputs().get(2).host().get(0);
        }
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss", lossCount == 0 ? 0 : lossSum / lossCount);
        values.putAll(scorer.score(predictions, targets));
        return values;
    }

    private static int width(TensorType type, int rows) {
        return type.count() / rows;
    }

    private static void copy(Literal from, double[] to, int at) {
        for (int i = 0; i < from.count(); i++) {
            to[at + i] = from.get(i);
        }
    }

    private Bound bind(int rows) {
        List<Node> inputs = new ArrayList<>();
        Map<String, Tensor> parameters = declare(weights.parameters(), inputs);
        Map<String, Tensor> statistics = declare(weights.statistics(), inputs);
        List<TensorType> types = loader.types(rows);
        List<Tensor> parts = new ArrayList<>();
        types.forEach(type -> parts.add(Tensor.of(Build.input(StepGraph.PARTS.get(parts.size()), type))));
        parts.forEach(part -> inputs.add(part.node()));
        Answers answers = Answers.of(StepGraph.bound(network, parameters, statistics), parts, Context.inference());
        Tensor prediction = answers.answer();
        List<Node> outputs = List.of(
                prediction.node(),
                loss.each(prediction, answers.target()).sum().node(),
                loss.count(prediction, answers.target()).node());
        Program program = Program.of(new Graph(inputs, outputs), backend);
        List<Buffer> given = new ArrayList<>(buffers.weights());
        List<Buffer> batch =
                types.stream().map(type -> backend.buffer(Literal.zeros(type))).toList();
        given.addAll(batch);
        List<Buffer> results = program.plan().outputs().stream()
                .map(type -> backend.buffer(Literal.zeros(type)))
                .toList();
        return new Bound(batch.stream().map(Buffer::host).toList(), batch, results, program.bind(given, results));
    }

    private static Map<String, Tensor> declare(Map<String, Literal> values, List<Node> inputs) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        values.forEach((name, literal) -> {
            Node node = Build.input(name, literal.type());
            inputs.add(node);
            tensors.put(name, Tensor.of(node));
        });
        return tensors;
    }
}
