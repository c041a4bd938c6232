package gradus.testkit;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Access;
import gradus.core.op.Attention;
import gradus.core.op.BinaryFn;
import gradus.core.op.CompareFn;
import gradus.core.op.Contraction.MatMul;
import gradus.core.op.Contraction.Operand;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.Indexing;
import gradus.core.op.Leaf;
import gradus.core.op.Movement;
import gradus.core.op.Op;
import gradus.core.op.Ordered;
import gradus.core.op.Ordered.CumulateFn;
import gradus.core.op.Ordered.Direction;
import gradus.core.op.Pooling;
import gradus.core.op.Random;
import gradus.core.op.Recurrent;
import gradus.core.op.Reduction;
import gradus.core.op.Reduction.ArgFn;
import gradus.core.op.Reduction.ReduceFn;
import gradus.core.op.UnaryFn;
import gradus.core.op.Window;
import gradus.core.op.Window.Axis;
import gradus.core.op.Windowed;
import gradus.core.spi.Backends;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One wrong use per rule; what they say is golden/errors.txt.
final class IllegalUses {
    private static final TensorType F = TensorType.float32(3, 4);
    private static final TensorType D = TensorType.of(DType.FLOAT64, 3, 4);
    private static final TensorType I = TensorType.of(DType.INT64, 3, 4);
    private static final TensorType B = TensorType.of(DType.BOOL, 3, 4);
    private static final TensorType SCALAR = TensorType.float32();
    private static final TensorType SERIES = TensorType.float32(2, 8, 3);

    private final Map<String, Runnable> uses = new LinkedHashMap<>();

    private IllegalUses() {}

    static Map<String, Runnable> all() {
        IllegalUses uses = new IllegalUses();
        uses.elementwise();
        uses.folds();
        uses.movements();
        uses.products();
        uses.indexing();
        uses.fused();
        uses.recurrent();
        uses.attention();
        uses.convolutions();
        uses.pools();
        uses.graphs();
        uses.tensors();
        uses.values();
        return uses.uses;
    }

    private void op(String what, Op op, TensorType... types) {
        use(
                "op " + what,
                () -> Node.of(
                        op,
                        Arrays.stream(types).map(type -> Build.input("x", type)).toList()));
    }

    private void use(String what, Runnable use) {
        uses.put(what, use);
    }

    private void recurrent() {
        for (Recurrent.Cell cell : Recurrent.Cell.values()) {
            op(
                    "projection alone for " + cell,
                    new Recurrent.Sequence(cell, Recurrent.Direction.FORWARD, Recurrent.Steps.ALL),
                    F);
            op(
                    "weight alone for the gradient of " + cell,
                    new Recurrent.SequenceGradient(
                            cell, Recurrent.Direction.FORWARD, Recurrent.Steps.ALL, Recurrent.Flow.HIDDEN, 2),
                    F);
        }
    }

    private void attention() {
        TensorType rows = TensorType.float32(2, 3, 8);
        var joint =
                new Attention.Attend(Attention.Operands.JOINT, 2, 1, Attention.Sight.ALL, Attention.Pairs.MASKED, 1);
        var separate =
                new Attention.Attend(Attention.Operands.SEPARATE, 4, 2, Attention.Sight.ALL, Attention.Pairs.ALL, 1);
        TensorType two = TensorType.float32(2, 3, 4);
        op("attention without its mask", joint, rows);
        op("attention of a matrix", separate, F, F, F);
        op("attention whose heads do not divide its rows", joint, TensorType.float32(2, 3, 6), B);
        op("attention with a mask of two axes", joint, rows, B);
        op("attention of other batches", separate, rows, two, TensorType.float32(1, 3, 4));
        op("attention with keys and no values", separate, rows, two, TensorType.float32(2, 5, 4));
        op("attention with keys of another size", separate, rows, TensorType.float32(2, 3, 6), two);
        op("a gradient of attention of another shape", new Attention.AttendGradient(separate), rows, two, two, two);
        TensorType large = TensorType.float32(1000, 1000, 1200);
        TensorType half = TensorType.float32(1000, 1000, 600);
        op("a gradient of attention too large", new Attention.AttendGradient(separate), large, half, half, large);
        use(
                "attention with shared heads that do not fit",
                () -> new Attention.Attend(
                        Attention.Operands.JOINT, 3, 2, Attention.Sight.ALL, Attention.Pairs.ALL, 1));
        use(
                "attention with a scale that is no number",
                () -> new Attention.Attend(
                        Attention.Operands.JOINT, 2, 2, Attention.Sight.ALL, Attention.Pairs.ALL, Double.NaN));
    }

    private void convolutions() {
        Window three = Window.of(3, 3);
        TensorType x = TensorType.float32(2, 8, 8, 3);
        TensorType w = TensorType.float32(3, 3, 3, 4);
        TensorType dy = TensorType.float32(2, 6, 6, 4);
        Windowed plain = new Windowed.Convolution(three, 1);
        op("convolution of other channels", plain, TensorType.float32(2, 8, 8, 1), w);
        op("convolution of channels first", plain, TensorType.float32(2, 3, 8, 8), w);
        op("convolution without a batch", plain, TensorType.float32(8, 8, 3), w);
        op("convolution by a kernel of another size", plain, x, TensorType.float32(5, 5, 3, 4));
        op("convolution by a kernel that is larger than the input", plain, TensorType.float32(2, 2, 8, 3), w);
        op("convolution of two types", plain, x, w.with(DType.FLOAT64));
        op("convolution of integers", plain, x.with(DType.INT64), w.with(DType.INT64));
        op("convolution in groups that do not divide the channels", new Windowed.Convolution(three, 3), x, w);
        op(
                "convolution_input_gradient of other places",
                new Windowed.ConvolutionInputGradient(three, 1, List.of(9, 8)),
                dy,
                w);
        op(
                "convolution_input_gradient for too few axes",
                new Windowed.ConvolutionInputGradient(three, 1, List.of(8)),
                dy,
                w);
        op(
                "convolution_weight_gradient of other places",
                new Windowed.ConvolutionWeightGradient(three, 1),
                x,
                TensorType.float32(2, 6, 5, 4));
        op(
                "convolution_weight_gradient in groups that do not divide the channels",
                new Windowed.ConvolutionWeightGradient(three, 2),
                x,
                dy);
        use("op window of no size", () -> Window.of(3, 0));
        use("op window that does not move", () -> new Window.Axis(3, 0, 0, 0, 1));
        use("op window over too many axes", () -> Window.of(2, 2, 2, 2));
    }

    private void pools() {
        Window two = Window.of(2, 2);
        TensorType x = TensorType.float32(2, 8, 8, 3);
        op("window_max without a batch", new Pooling.WindowMax(two), TensorType.float32(8, 8, 3));
        op("window_max of padding alone", new Pooling.WindowMax(Window.of(new Axis(2, 2, 2, 0, 1))), SERIES);
        op("window_arg_max of integers", new Pooling.WindowArgMax(two), x.with(DType.INT64));
        op("window_max_gradient of other places", new Pooling.WindowMaxGradient(two), x, x);
        op("window_sum over more than there is", new Pooling.WindowSum(Window.of(9, 2)), x);
        op("window_spread to other places", new Pooling.WindowSpread(two, List.of(8, 8)), x);
        op("window_spread to too few axes", new Pooling.WindowSpread(two, List.of(8)), x);
    }

    private void elementwise() {
        for (UnaryFn fn : UnaryFn.values()) {
            if (fn != UnaryFn.IDENTITY && fn != UnaryFn.STOP_GRADIENT) {
                op("unary of truth values", fn);
            }
        }
        op("unary of integers", new Elementwise.Unary(UnaryFn.EXP), I);
        op("unary of two", new Elementwise.Unary(UnaryFn.EXP), F, F);
        for (BinaryFn fn : BinaryFn.values()) {
            op(fn + " of two shapes", new Elementwise.Binary(fn), F, TensorType.float32(4));
        }
        op("binary of two types", new Elementwise.Binary(BinaryFn.ADD), F, D);
        op("binary of one", new Elementwise.Binary(BinaryFn.ADD), F);
        op("sum of truth values", new Elementwise.Binary(BinaryFn.ADD), B, B);
        op("quotient of integers", new Elementwise.Binary(BinaryFn.DIVIDE), I, I);
        op("power of integers", new Elementwise.Binary(BinaryFn.POWER), I, I);
        for (CompareFn fn : CompareFn.values()) {
            op(fn + " of two types", new Elementwise.Compare(fn), F, I);
        }
        op("select by a number", new Elementwise.Select(), F, F, F);
        op("select of two types", new Elementwise.Select(), B, F, D);
        op("select by another shape", new Elementwise.Select(), TensorType.of(DType.BOOL, 4), F, F);
    }

    private void op(String what, UnaryFn fn) {
        op(fn + " as " + what, new Elementwise.Unary(fn), B);
    }

    private void folds() {
        for (ReduceFn fn : ReduceFn.values()) {
            op(fn + " over a missing axis", new Reduction.Reduce(fn, List.of(2)), F);
        }
        for (CumulateFn fn : CumulateFn.values()) {
            op("running " + fn + " along a missing axis", new Ordered.Cumulate(fn, 2), F);
        }
        op("running sum of truth values", new Ordered.Cumulate(CumulateFn.SUM, 0), B);
        op("sort along a missing axis", new Ordered.ArgSort(-1, Direction.ASCENDING), F);
        op("sort of truth values", new Ordered.ArgSort(0, Direction.DESCENDING), B);
        op("sum of truth values over an axis", new Reduction.Reduce(ReduceFn.SUM, List.of(0)), B);
        use("op axes in disorder", () -> new Reduction.Reduce(ReduceFn.SUM, List.of(1, 0)));
        for (ArgFn fn : ArgFn.values()) {
            op(fn + " over a missing axis", new Reduction.ArgReduce(fn, -1), F);
            op(fn + " of nothing", new Reduction.ArgReduce(fn, 0), TensorType.float32(0, 4));
        }
    }

    private void movements() {
        op("reshape to another count", new Movement.Reshape(Shape.of(5, 2)), F);
        op("transpose that forgets an axis", new Movement.Transpose(List.of(0)), F);
        op("transpose that doubles an axis", new Movement.Transpose(List.of(0, 0)), F);
        op("broadcast of a size that is not 1", new Movement.Broadcast(Shape.of(3, 8)), F);
        op("broadcast to fewer axes", new Movement.Broadcast(Shape.of(4)), F);
        op("slice past the end", new Movement.Slice(List.of(0, 0), List.of(4, 4), List.of(1, 1)), F);
        op("slice by no step", new Movement.Slice(List.of(0, 0), List.of(3, 4), List.of(1, 0)), F);
        op("slice of too few axes", new Movement.Slice(List.of(0), List.of(3), List.of(1)), F);
        op("pad by less than nothing", new Movement.Pad(List.of(0, -1), List.of(0, 0), List.of(0, 0), 0), F);
        op("pad of too few axes", new Movement.Pad(List.of(0), List.of(0), List.of(0), 0), F);
        op("concat of nothing", new Movement.Concat(0));
        op("concat of other rows", new Movement.Concat(0), F, TensorType.float32(3, 5));
        op("concat of two types", new Movement.Concat(0), F, D);
        op("concat along a missing axis", new Movement.Concat(2), F, F);
        op("reverse along a missing axis", new Movement.Reverse(List.of(2)), F);
        use("op reverse of axes in disorder", () -> new Movement.Reverse(List.of(1, 0)));
        use("op iota along a missing axis", () -> new Leaf.Iota(I, 2));
    }

    private void products() {
        MatMul plain = new MatMul(Operand.AS_IS, Operand.AS_IS);
        op("matmul of unequal inner sizes", plain, TensorType.float32(32, 784), TensorType.float32(128, 10));
        op("matmul with a matrix to transpose", plain, TensorType.float32(32, 784), TensorType.float32(10, 784));
        op("matmul transposed", new MatMul(Operand.TRANSPOSED, Operand.AS_IS), F, TensorType.float32(4, 5));
        op("matmul of two ranks", plain, F, TensorType.float32(2, 4, 5));
        op("matmul of scalars", plain, SCALAR, SCALAR);
        op("matmul of two types", plain, F, D.with(Shape.of(4, 5)));
        op("matmul of integers", plain, I, I);
        op("matmul of two batches", plain, TensorType.float32(2, 3, 4), TensorType.float32(3, 4, 5));
    }

    private void indexing() {
        TensorType index = TensorType.of(DType.INT64, 5);
        op("gather by numbers", new Indexing.Gather(0), F, F);
        op("gather along a missing axis", new Indexing.Gather(2), F, index);
        op("gather_along of two ranks", new Indexing.GatherAlong(0), F, index);
        op("scatter_add of another index", new Indexing.ScatterAdd(0, 7, 1), F, index);
        op("scatter_add_along of two shapes", new Indexing.ScatterAddAlong(0, 7), F, index);
        op("random_uniform without a key", new Random.Uniform(F, 0), SCALAR);
        op("random_normal of integers", new Random.Normal(I, 0), TensorType.of(DType.INT64));
    }

    private void fused() {
        op("softmax of a scalar", new Fused.Softmax(), SCALAR);
        op("log_softmax of integers", new Fused.LogSoftmax(), I);
        op("cross_entropy of other targets", new Fused.CrossEntropy(), F, TensorType.of(DType.INT64, 4));
        op("cross_entropy with numbers as targets", new Fused.CrossEntropy(), F, TensorType.float32(3));
        op("pointwise of another input", new Fused.Pointwise(F, List.of(new Access(1, 4)), List.of()), F);
    }

    private void graphs() {
        Node x = Build.input("x", F);
        use("gradient of a matrix", () -> Gradients.of(Build.negate(x), List.of(x)));
        use("gradient by integers", () -> Gradients.of(Build.sum(x, List.of(0, 1)), List.of(Build.input("i", I))));
        use("graph that forgets an input", () -> new Graph(List.of(), List.of(Build.negate(x))));
        use("graph whose input is computed", () -> new Graph(List.of(Build.negate(x)), List.of(x)));
        use("backend that is not there", () -> Backends.named("abacus"));
        use(
                "program with other inputs",
                () -> Program.of(new Graph(List.of(x), List.of(x)), Backends.standard())
                        .call(List.of(Literal.zeros(D))));
    }

    private void tensors() {
        Tensor matrix = Tensor.ones(3, 4);
        Tensor symbol = Tensor.of(Build.input("x", F));
        use("tensor added to another shape", () -> matrix.add(Tensor.ones(5)));
        use("tensor multiplied by the transposed", () -> Tensor.ones(2, 3).matmul(Tensor.ones(4, 3)));
        use("tensor multiplied by a scalar matrix", () -> Tensor.ones(2, 3, 4).matmul(Tensor.scalar(2)));
        use("tensor batches that do not broadcast", () -> Tensor.ones(2, 3, 4).matmul(Tensor.ones(3, 4, 5)));
        use("tensor reshaped to another count", () -> matrix.reshape(5, -1));
        use("tensor expanded at a far axis", () -> matrix.expand(7));
        use("tensor squeezed at a wide axis", () -> matrix.squeeze(0));
        use("tensor at a far axis", () -> matrix.sum(2));
        use("tensor element of too few indices", () -> matrix.get(1));
        use("tensor vector transposed", () -> Tensor.ones(3).transpose());
        use("tensor of one number asked for", () -> matrix.item());
        use("tensor without values", () -> symbol.toDoubles());
        use("tensor rows of two lengths", () -> Tensor.of(new float[] {1, 2}, new float[] {3}));
        use("tensor halves of an odd axis", () -> Tensor.ones(3).glu(0));
    }

    private void values() {
        use("shape with a negative size", () -> Shape.of(2, -1));
        use("shape of too many elements", () -> Shape.of(65536, 65536));
        use("shape axis out of range", () -> Shape.of(2, 3).size(2));
        use("literal of another length", () -> Literal.of(new float[] {1, 2}, 3));
        use("literal of another kind", () -> Literal.wrap(F, new int[12]));
        use("literal read as another kind", () -> Literal.zeros(F).doubles());
        use("random integer below nothing", () -> Key.of(1).below(0, 0));
        use("random order out of range", () -> Key.of(1).permuted(3, 3));
    }
}
