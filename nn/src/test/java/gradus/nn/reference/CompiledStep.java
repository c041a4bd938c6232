package gradus.nn.reference;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.spi.Backends;
import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Parameters;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Penalty;
import gradus.nn.optim.GradientTransform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A whole training step (forward, loss, gradients, update) as one planned program: what a trainer does, in its
/// shortest form.
public final class CompiledStep {
    private final GradientTransform rule;
    private final Program program;
    private final DType dtype;
    private Map<String, Tensor> trained;
    private Map<String, Tensor> state;
    private long step;

    public CompiledStep(
            Layer network,
            Loss loss,
            Penalty penalty,
            GradientTransform rule,
            Tensor x,
            Tensor y,
            Predicate<String> chosen) {
        this.rule = rule;
        this.dtype = x.dtype();
        trained = new LinkedHashMap<>(Parameters.of(network));
        trained.keySet().removeIf(chosen.negate());
        state = rule.init(trained);
        List<Node> inputs = new ArrayList<>();
        Map<String, Tensor> parameters = inputs("p/", trained, inputs);
        Map<String, Tensor> states = inputs("s/", state, inputs);
        Map<String, Tensor> scalars = inputs("n/", scalars(), inputs);
        Tensor batch = input("x", x, inputs);
        Tensor target = input("y", y, inputs);
        List<String> names = List.copyOf(parameters.keySet());
        var gradients = Autodiff.valueAndGradients(
                values -> {
                    Map<String, Tensor> all = new LinkedHashMap<>(Parameters.of(network));
                    Map<String, Tensor> moving = named(names, values);
                    all.putAll(moving);
                    Tensor output = Parameters.with(network, all).forward(batch, Context.inference());
                    return loss.of(output, target).add(penalty.of(moving));
                },
                List.copyOf(parameters.values()));
        var update = rule.update(named(names, gradients.gradients()), states, parameters, scalars);
        List<Node> results = new ArrayList<>(List.of(gradients.value().node()));
        names.forEach(name ->
                results.add(parameters.get(name).add(update.updates().get(name)).node()));
        states.keySet().forEach(name -> results.add(update.state().get(name).node()));
        program = Program.of(new Graph(inputs, results), Backends.standard());
    }

    private static Map<String, Tensor> named(List<String> names, List<Tensor> values) {
        Map<String, Tensor> map = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            map.put(names.get(i), values.get(i));
        }
        return map;
    }

    private static Map<String, Tensor> inputs(String prefix, Map<String, Tensor> values, List<Node> inputs) {
        Map<String, Tensor> symbols = new LinkedHashMap<>();
        values.forEach((name, value) -> symbols.put(name, input(prefix + name, value, inputs)));
        return symbols;
    }

    private static Tensor input(String name, Tensor value, List<Node> inputs) {
        Node node = Build.input(name, value.type());
        inputs.add(node);
        return Tensor.of(node);
    }

    private Map<String, Tensor> scalars() {
        Map<String, Tensor> scalars = new LinkedHashMap<>();
        rule.scalars(step).forEach((name, value) -> scalars.put(name, Tensor.of(Literal.scalar(dtype, value))));
        return scalars;
    }

    /// Does one update and gives the objective before it.
    public double next(Tensor x, Tensor y) {
        List<Literal> arguments = new ArrayList<>();
        trained.values().forEach(value -> arguments.add(value.literal()));
        state.values().forEach(value -> arguments.add(value.literal()));
        scalars().values().forEach(value -> arguments.add(value.literal()));
        arguments.add(x.literal());
        arguments.add(y.literal());
        List<Tensor> results = program.call(arguments).stream().map(Tensor::of).toList();
        int end = 1 + trained.size();
        trained = named(List.copyOf(trained.keySet()), results.subList(1, end));
        state = named(List.copyOf(state.keySet()), results.subList(end, results.size()));
        step++;
        return results.getFirst().item();
    }

    public Map<String, Tensor> parameters() {
        return trained;
    }

    public Map<String, Tensor> state() {
        return state;
    }
}
