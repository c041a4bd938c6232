package gradus.explain.doctor;

import gradus.core.graph.Graph;
import gradus.core.spi.Backend;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.nn.layer.Mode;
import gradus.nn.train.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a network says of a batch as it predicts, without dropout.
///
/// @param loss the mean loss
/// @param answer its answers, if the goal tells
record Asked(double loss, Optional<Literal> answer) {
    static <L> Asked of(L network, Goal<? super L> goal, List<Literal> batch, Backend backend) {
        Traced traced = Traced.of(network, goal, Traced.types(batch), Mode.INFERENCE);
        List<Tensor> outputs = new ArrayList<>(List.of(traced.loss()));
        traced.judged().answer().ifPresent(outputs::add);
        Graph graph =
                new Graph(traced.inputs(), outputs.stream().map(Tensor::node).toList());
        List<Literal> results = Program.of(graph, backend).call(Traced.values(network, batch, Key.of(0)));
        return new Asked(
                results.getFirst().get(0), results.size() > 1 ? Optional.of(results.get(1)) : Optional.empty());
    }
}
