package gradus.io.torch;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.op.BinaryFn;
import gradus.core.op.CompareFn;
import gradus.core.op.Indexing;
import gradus.core.op.Ordered.Direction;
import gradus.core.op.UnaryFn;
import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation and its gradients against PyTorch's.
class OperationsTest {
    private static final Tensor SELECTION =
            Tensor.of(Literal.of(new long[] {1, 0, 1}, 1, 3)).compare(CompareFn.EQUAL, 1);

    static List<Named<TorchCase>> cases() {
        return TorchCase.ofKind("op");
    }

    @Test
    void every_function_of_one_and_two_numbers_has_a_case() {
        Set<String> names =
                cases().stream().map(named -> named.getPayload().text("op")).collect(Collectors.toSet());
        List<String> functions = new ArrayList<>();
        Arrays.stream(UnaryFn.values())
                .filter(fn -> fn != UnaryFn.IDENTITY && fn != UnaryFn.STOP_GRADIENT)
                .forEach(fn -> functions.add(fn.name().toLowerCase(Locale.ROOT)));
        Arrays.stream(CompareFn.values()).forEach(fn -> functions.add(fn.name().toLowerCase(Locale.ROOT)));
        Arrays.stream(BinaryFn.values()).forEach(fn -> functions.add(fn.name().toLowerCase(Locale.ROOT)));
        assertThat(names).containsAll(functions);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void an_operation_gives_the_numbers_of_py_torch(TorchCase reference) {
        Tensor x = reference.tensor("in.x");
        TorchCase.close("the result", apply(reference, x, second(reference)), reference.tensor("out"));
        if (reference.has("grad.in.x")) {
            List<Tensor> points = reference.has("grad.in.y") ? List.of(x, reference.tensor("in.y")) : List.of(x);
            List<Tensor> gradients = Autodiff.valueAndGradients(
                            values -> apply(
                                            reference,
                                            values.getFirst(),
                                            values.size() > 1 ? values.get(1) : second(reference))
                                    .multiply(reference.tensor("probe"))
                                    .sum(),
                            points)
                    .gradients();
            TorchCase.close("the gradient of x", gradients.getFirst(), reference.tensor("grad.in.x"));
            if (points.size() > 1) {
                TorchCase.close("the gradient of y", gradients.get(1), reference.tensor("grad.in.y"));
            }
        }
    }

    /// Gives the second operand or the index, or the first input where there is none.
    private static Tensor second(TorchCase reference) {
        String name = reference.has("in.y") ? "in.y" : reference.has("in.i") ? "in.i" : "in.x";
        return reference.tensor(name);
    }

    private static Tensor apply(TorchCase reference, Tensor x, Tensor y) {
        String op = reference.text("op");
        int axis = reference.config().has("axis") ? reference.number("axis") : -1;
        return switch (op) {
            case "reduce_sum" -> x.sum(axis);
            case "reduce_max" -> x.max(axis);
            case "reduce_min" -> x.min(axis);
            case "arg_max" -> x.argMax(axis);
            case "arg_min" -> x.argMin(axis);
            case "transpose" -> x.transpose(List.of(2, 0, 1));
            case "broadcast" -> x.broadcastTo(Shape.of(3, 4, 5));
            case "slice" ->
                x.slice(axis, reference.number("start"), reference.number("limit"), reference.number("stride"));
            case "pad" -> x.pad(axis, reference.number("low"), reference.number("high"), 0);
            case "concat" -> x.concat(axis, y);
            case "matmul" -> x.matmul(y);
            case "gather" -> x.gather(y, axis);
            case "gather_along" -> x.gatherAlong(y, axis);
            case "scatter_add" -> Tensor.apply(new Indexing.ScatterAdd(axis, reference.number("size"), 1), x, y);
            case "scatter_add_along" ->
                Tensor.apply(new Indexing.ScatterAddAlong(axis, reference.number("size")), x, y);
            case "softmax" -> x.softmax(-1);
            case "log_softmax" -> x.logSoftmax(-1);
            case "cross_entropy" -> x.crossEntropy(y);
            case "cumulative_sum" -> x.cumulativeSum(axis);
            case "cumulative_max" -> x.cumulativeMax(axis);
            case "sort" -> x.sort(axis, Direction.ASCENDING);
            case "arg_sort" -> x.argSort(axis, Direction.ASCENDING);
            case "top_k" -> x.topK(reference.number("k"), -1).values();
            case "reverse" -> x.flip(axis);
            case "select" -> SELECTION.where(x, y);
            case "cast" -> x.as(DType.FLOAT32).as(DType.FLOAT64);
            case "reshape" -> x.reshape(5, 6);
            case "einsum" -> Tensor.einsum(reference.text("formula"), x, y);
            default -> function(op, x, y);
        };
    }

    private static Tensor function(String op, Tensor x, Tensor y) {
        String name = op.toUpperCase(Locale.ROOT);
        if (Arrays.stream(CompareFn.values()).anyMatch(fn -> fn.name().equals(name))) {
            return x.compare(CompareFn.valueOf(name), y).as(x.dtype());
        }
        boolean one = Arrays.stream(UnaryFn.values()).anyMatch(fn -> fn.name().equals(name));
        return one ? x.map(UnaryFn.valueOf(name)) : x.combine(BinaryFn.valueOf(name), y);
    }
}
