package gradus.core.tensor;

import gradus.core.graph.Build;
import gradus.core.graph.Narration;
import gradus.core.graph.Node;
import gradus.core.op.Leaf;
import gradus.core.op.Op;
import gradus.core.op.Random;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// An n-dimensional array of numbers with fluent mathematics.
///
/// Outside a trace every operation computes at once, so anything can be printed anywhere. Inside one (a function
/// handed to [Autodiff], a training step) tensors are symbolic: operations are recorded and have no values yet.
/// Tensors are immutable and obey the garbage collector.
///
/// Binary operations broadcast ([Shape]) and promote ([DType]).
///
/// {@snippet file="TensorSnippets.java" region="Tensor"}
public final class Tensor
        implements TensorMath,
                TensorActivations,
                TensorMoves,
                TensorOrder,
                TensorFolds,
                TensorConvolutions,
                TensorPools {
    private final Optional<Literal> value;
    private final Optional<Node> node;

    private Tensor(Optional<Literal> value, Optional<Node> node) {
        this.value = value;
        this.node = node;
    }

    /// Gives a tensor over a literal, which must not be changed afterwards.
    public static Tensor of(Literal literal) {
        return new Tensor(Optional.of(literal), Optional.empty());
    }

    /// Gives a symbolic tensor for a node of a graph.
    public static Tensor of(Node node) {
        return new Tensor(Optional.empty(), Optional.of(node));
    }

    /// Gives a float32 vector.
    public static Tensor of(float... values) {
        return of(Literal.of(values.clone(), values.length));
    }

    /// Gives a float64 vector.
    public static Tensor of(double... values) {
        return of(Literal.of(values.clone(), values.length));
    }

    /// Gives an int64 vector.
    public static Tensor of(long... values) {
        return of(Literal.of(values.clone(), values.length));
    }

    /// Gives a float32 matrix.
    ///
    /// @throws ShapeException if the rows have different lengths
    public static Tensor of(float[]... rows) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        float[] flat = new float[Math.multiplyExact(rows.length, width)];
        for (int i = 0; i < rows.length; i++) {
            requireWidth(width, rows[i].length, i);
            System.arraycopy(rows[i], 0, flat, i * width, width);
        }
        return of(Literal.of(flat, rows.length, width));
    }

    /// Gives a float64 matrix.
    ///
    /// @throws ShapeException if the rows have different lengths
    public static Tensor of(double[]... rows) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        double[] flat = new double[Math.multiplyExact(rows.length, width)];
        for (int i = 0; i < rows.length; i++) {
            requireWidth(width, rows[i].length, i);
            System.arraycopy(rows[i], 0, flat, i * width, width);
        }
        return of(Literal.of(flat, rows.length, width));
    }

    private static void requireWidth(int width, int found, int row) {
        if (found != width) {
            throw new ShapeException("tensor: all rows must have the length of row 0, " + width + ", got " + found
                    + " in row " + row + Origin.here().at());
        }
    }

    /// Gives a float32 scalar.
    public static Tensor scalar(double value) {
        return of(Literal.scalar(DType.FLOAT32, value));
    }

    /// Gives one number everywhere.
    public static Tensor fill(TensorType type, double value) {
        return apply(new Leaf.Fill(type, value));
    }

    /// Gives float32 zeros.
    public static Tensor zeros(int... sizes) {
        return fill(TensorType.float32(sizes), 0);
    }

    /// Gives float32 ones.
    public static Tensor ones(int... sizes) {
        return fill(TensorType.float32(sizes), 1);
    }

    /// Gives the int64 vector 0, 1, … n − 1.
    public static Tensor range(int n) {
        return apply(new Leaf.Iota(TensorType.of(DType.INT64, n), 0));
    }

    /// Gives the float32 identity matrix of n rows.
    public static Tensor identity(int n) {
        return range(n).oneHot(n);
    }

    /// Gives float32 numbers in [0, 1), a pure function of the key.
    public static Tensor uniform(Key key, int... sizes) {
        return apply(new Random.Uniform(TensorType.float32(sizes), 0), of(key));
    }

    /// Gives float32 standard normal numbers, a pure function of the key.
    public static Tensor normal(Key key, int... sizes) {
        return apply(new Random.Normal(TensorType.float32(sizes), 0), of(key));
    }

    /// Gives the key as the int64 scalar that random operations take.
    public static Tensor of(Key key) {
        return of(Literal.wrap(TensorType.of(DType.INT64), new long[] {key.bits()}));
    }

    /// Gives the sum of products that an equation in index notation names, such as `bhqd,bhkd->bhqk`: each letter
    /// is an axis; letters that the result leaves out are summed over, and `...` stands for any leading axes. The
    /// arrow must be written. Letters are never stretched, and one may not stand twice in a term.
    ///
    /// @param equation the terms of the operands, an arrow, the term of the result
    /// @param operands the tensors, floating point
    /// @throws ShapeException if the equation does not fit the operands
    public static Tensor einsum(String equation, Tensor... operands) {
        return Einsum.of(equation, List.of(operands));
    }

    /// Applies an operation: at once if all operands have values, else symbolically.
    public static Tensor apply(Op op, Tensor... inputs) {
        return apply(op, List.of(inputs));
    }

    /// Applies an operation: at once if all operands have values, else symbolically.
    public static Tensor apply(Op op, List<Tensor> inputs) {
        op.infer(inputs.stream().map(Tensor::type).toList());
        if (inputs.stream().anyMatch(Tensor::isSymbolic)) {
            return of(Narration.apply(op, inputs.stream().map(Tensor::node).toList()));
        }
        return of(Eager.compute(op, inputs.stream().map(Tensor::literal).toList()));
    }

    @Override
    public Tensor self() {
        return this;
    }

    /// Gives this tensor, noted in traces that are told to people by the name it has in books, such as `μ`.
    public Tensor named(String letter) {
        node.ifPresent(symbolic -> Narration.name(letter, symbolic));
        return this;
    }

    /// Gives element type and shape.
    public TensorType type() {
        return node.map(Node::type).orElseGet(() -> literal().type());
    }

    /// Gives the sizes.
    public Shape shape() {
        return type().shape();
    }

    /// Gives the element type.
    public DType dtype() {
        return type().dtype();
    }

    /// Gives the number of axes.
    public int rank() {
        return shape().rank();
    }

    /// Gives the size of an axis; a negative axis counts from the end.
    public int size(int axis) {
        return shape().size(axis);
    }

    /// Says whether this tensor stands for a value that is not known yet.
    public boolean isSymbolic() {
        return node.isPresent();
    }

    /// Gives the node of a graph that computes this tensor; a tensor with a value becomes a constant.
    public Node node() {
        return node.orElseGet(() -> Build.constant(literal()));
    }

    /// Gives the elements, which must not be changed.
    ///
    /// @throws IllegalStateException if this tensor is symbolic
    public Literal literal() {
        return value.orElseThrow(() -> new IllegalStateException("tensor: a symbolic tensor has no values yet, got "
                + node.map(Node::toString).orElse("none")
                + "; return it from the traced function and look at the result"));
    }

    /// Gives the only element.
    ///
    /// @throws ShapeException if there is not exactly one
    public double item() {
        if (type().count() != 1) {
            throw new ShapeException("item: takes a tensor of one element, got " + type()
                    + Origin.here().at() + "; fold it with sum() or mean(), or use toDoubles()");
        }
        return literal().get(0);
    }

    /// Gives the element at an index per axis.
    public double get(int... index) {
        int[] strides = shape().strides();
        if (index.length != strides.length) {
            throw new ShapeException("get: takes one index per axis of " + shape() + ", got " + Arrays.toString(index));
        }
        int offset = 0;
        for (int axis = 0; axis < index.length; axis++) {
            offset += Objects.checkIndex(index[axis], shape().size(axis)) * strides[axis];
        }
        return literal().get(offset);
    }

    /// Gives all elements, row-major, as a fresh array.
    public double[] toDoubles() {
        return literal().toDoubles();
    }

    /// Gives all elements, row-major, as a fresh array.
    ///
    /// @throws gradus.core.type.DTypeException if the elements are not float32
    public float[] toFloats() {
        return literal().floats().clone();
    }

    @Override
    public String toString() {
        return node.map(n -> "symbolic " + n).orElseGet(() -> literal().toString());
    }
}
