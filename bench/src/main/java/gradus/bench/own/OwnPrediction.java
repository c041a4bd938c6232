package gradus.bench.own;

import gradus.bench.worker.Numbers;
import gradus.bench.worker.Session;
import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.spi.Backends;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import java.util.List;

/// The answer of a network to one sample, which is copied in, and a copy of the answer.
final class OwnPrediction implements Session {
    private final Program program;
    private final List<Literal> input;
    private List<Literal> answer = List.of();

    OwnPrediction(Layer network, Shape sample) {
        TensorType type = TensorType.float32().with(Shape.of(1).append(sample));
        Tensor given = Tensor.of(Build.input("sample", type));
        Tensor result = network.forward(given, Context.inference());
        program = Program.of(new Graph(List.of(given.node()), List.of(result.node())), Backends.standard());
        input = List.of(Literal.wrap(type, Numbers.pairs(1, type.count())));
    }

    @Override
    public void step() {
        answer = program.call(input);
    }

    @Override
    public double value() {
        return Numbers.meanSize(answer.getFirst().floats());
    }
}
