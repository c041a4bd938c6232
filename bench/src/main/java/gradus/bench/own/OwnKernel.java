package gradus.bench.own;

import gradus.bench.worker.Numbers;
import gradus.bench.worker.Session;
import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.spi.Backend;
import gradus.core.spi.Backends;
import gradus.core.spi.Buffer;
import gradus.core.spi.Executable;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.attention.AttentionMask;
import gradus.nn.attention.DotProductAttention;
import gradus.nn.layer.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// An operation as a planned program bound to its memory.
public final class OwnKernel implements Session {
    private final Executable.Call call;
    private final Buffer result;

    private OwnKernel(Executable.Call call, Buffer result) {
        this.call = call;
        this.result = result;
    }

    /// Makes an operation ready whose operands are uniform between −scale and scale.
    ///
    /// @param scale the largest size of an element
    /// @param types the types of the operands
    /// @param operation gives the result
    public static OwnKernel of(double scale, List<TensorType> types, Function<List<Tensor>, Tensor> operation) {
        Backend backend = Backends.standard();
        List<Node> inputs = new ArrayList<>();
        List<Buffer> buffers = new ArrayList<>();
        for (TensorType type : types) {
            float[] numbers = Numbers.uniform(Numbers.PARAMETERS + inputs.size(), type.count(), 0, scale);
            inputs.add(Build.input("operand " + inputs.size(), type));
            buffers.add(backend.buffer(Literal.wrap(type, numbers)));
        }
        Tensor output = operation.apply(inputs.stream().map(Tensor::of).toList());
        Program program = Program.of(new Graph(inputs, List.of(output.node())), backend);
        Buffer result = backend.buffer(Literal.zeros(output.type()));
        return new OwnKernel(program.bind(buffers, List.of(result)), result);
    }

    static OwnKernel product(int size) {
        TensorType square = TensorType.float32(size, size);
        return of(1, List.of(square, square), operands -> operands.get(0).matmul(operands.get(1)));
    }

    static OwnKernel gelu(int count) {
        return of(
                3,
                List.of(TensorType.float32(count)),
                operands -> operands.getFirst().gelu());
    }

    static OwnKernel softmax(int rows, int columns) {
        TensorType type = TensorType.float32(rows, columns);
        return of(3, List.of(type), operands -> operands.getFirst().softmax(-1));
    }

    static OwnKernel attention(int batch, int heads, int length, int size) {
        TensorType type = TensorType.float32(batch, heads, length, size);
        return of(
                1,
                List.of(type, type, type),
                operands -> DotProductAttention.of()
                        .attend(
                                operands.get(0),
                                operands.get(1),
                                operands.get(2),
                                AttentionMask.CAUSAL,
                                Context.inference()));
    }

    @Override
    public void step() {
        call.run();
    }

    @Override
    public double value() {
        return Numbers.meanSize(result.host().floats());
    }
}
