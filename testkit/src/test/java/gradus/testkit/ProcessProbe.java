package gradus.testkit;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.GraphText;
import gradus.core.op.Access;
import gradus.core.op.Attention;
import gradus.core.op.BinaryFn;
import gradus.core.op.Contraction.MatMul;
import gradus.core.op.Contraction.Operand;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.Indexing;
import gradus.core.op.Leaf;
import gradus.core.op.Movement;
import gradus.core.op.Op;
import gradus.core.op.PointwiseStep;
import gradus.core.op.Pooling;
import gradus.core.op.Random;
import gradus.core.op.Recurrent;
import gradus.core.op.Reduction;
import gradus.core.op.Reduction.ReduceFn;
import gradus.core.op.UnaryFn;
import gradus.core.op.Window;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.cpu.kernel.Vectors;
import java.util.Arrays;
import java.util.List;

/// Runs in a process of its own, whose vector width and number of threads are set by system properties: compares
/// kernels with the reference (`parity`), or prints a digest of the bits of large results (`digest`).
public final class ProcessProbe {
    private static final int LONG = 140_003;

    private final Interpreter cpu = new Interpreter(Backing.CPU);

    private ProcessProbe() {}

    /// Does what the first argument asks for; prints one line per digest, or what failed.
    public static void main(String[] arguments) {
        ProcessProbe probe = new ProcessProbe();
        if (arguments[0].equals("digest")) {
            probe.digests();
        } else if (arguments[0].equals("start")) {
            start();
        } else {
            probe.parity();
        }
        System.out.println("done on " + Backing.CPU.description());
    }

    /// Runs one program through the change from scalar to vector loops and prints how often its bits changed.
    private static void start() {
        Draw draw = new Draw(DType.FLOAT32);
        Literal x = draw.signed(0, 1, 66, 99);
        Tensor input = Tensor.of(Build.input("x", x.type()));
        Tensor result = input.matmul(input.transpose()).tanh().softmax(-1).sum(0);
        Program program = Program.of(new Graph(List.of(input.node()), List.of(result.node())), Backing.CPU);
        boolean began = Vectors.start().asleep();
        int first = program.call(List.of(x)).hashCode();
        int changes = 0;
        long end = System.nanoTime() + 60_000_000_000L;
        for (int after = 0;
                after < 50 && System.nanoTime() < end;
                after += Vectors.start().asleep() ? 0 : 1) {
            changes += program.call(List.of(x)).hashCode() == first ? 0 : 1;
        }
        System.out.println("asleep " + began + " then " + Vectors.start().asleep() + ", changes " + changes);
    }

    private void parity() {
        Interpreter reference = new Interpreter(Backing.REFERENCE);
        for (List<Sample> samples : List.of(EveryOp.samples(DType.FLOAT32), EveryOp.edges(DType.FLOAT32))) {
            Backing.each(samples, sample -> {
                if (!(sample.op() instanceof Leaf.Input)) {
                    Literal expected = reference.apply(sample.op(), sample.inputs());
                    Backing.compare(sample, expected, cpu.apply(sample.op(), sample.inputs()));
                }
            });
        }
    }

    private void digests() {
        Draw draw = new Draw(DType.FLOAT32);
        for (Operand left : Operand.values()) {
            for (Operand right : Operand.values()) {
                Literal a = left == Operand.AS_IS ? draw.signed(0, 1, 130, 66) : draw.signed(0, 1, 66, 130);
                Literal b = right == Operand.AS_IS ? draw.signed(0, 1, 66, 99) : draw.signed(0, 1, 99, 66);
                digest(new MatMul(left, right), a, b);
            }
        }
        digest(
                new MatMul(Operand.AS_IS, Operand.AS_IS),
                draw.signed(0, 1, 3, LONG / 3),
                draw.signed(0, 1, LONG / 3, 2));
        digest(new MatMul(Operand.AS_IS, Operand.AS_IS), draw.signed(0, 1, 40, 17, 33), draw.signed(0, 1, 40, 33, 9));
        Literal flat = draw.signed(0, 3, LONG);
        Literal tall = draw.signed(0, 3, 600, 257);
        for (ReduceFn fn : ReduceFn.values()) {
            digest(new Reduction.Reduce(fn, List.of(0)), flat);
            digest(new Reduction.Reduce(fn, List.of(0)), tall);
            digest(new Reduction.Reduce(fn, List.of(1)), tall);
            digest(new Reduction.Reduce(fn, List.of(0, 1)), tall);
        }
        for (UnaryFn fn : List.of(UnaryFn.EXP, UnaryFn.SIN, UnaryFn.ERF, UnaryFn.RELU)) {
            digest(new Elementwise.Unary(fn), flat);
        }
        for (BinaryFn fn : List.of(BinaryFn.ADD, BinaryFn.DIVIDE, BinaryFn.POWER)) {
            digest(new Elementwise.Binary(fn), flat, draw.signed(0.4, 2, LONG));
        }
        digest(new Movement.Transpose(List.of(1, 0)), tall);
        digest(new Fused.Softmax(), tall);
        digest(new Fused.LogSoftmax(), tall);
        digest(new Fused.CrossEntropy(), tall, draw.integers(DType.INT64, 0, 257, 600));
        digest(new Indexing.Gather(0), tall, draw.integers(DType.INT64, 0, 600, 900));
        digest(new Indexing.ScatterAdd(0, 7, 1), tall, draw.integers(DType.INT64, 0, 7, 600));
        Literal key =
                Literal.wrap(TensorType.of(DType.INT64), new long[] {Key.of(7).bits()});
        digest(new Random.Uniform(TensorType.float32(LONG), 1), key);
        digest(new Random.Normal(TensorType.float32(LONG), 1), key);
        List<PointwiseStep> steps = List.of(
                new PointwiseStep.Apply(new Elementwise.Binary(BinaryFn.ADD), List.of(0, 1)),
                new PointwiseStep.Apply(new Elementwise.Unary(UnaryFn.TANH), List.of(2)));
        for (int period : new int[] {3, 48, 96, 257}) {
            Literal rows = draw.signed(0, 3, 2_003, period);
            List<Access> accesses = List.of(new Access(1, rows.count()), new Access(1, period));
            digest(new Fused.Pointwise(rows.type(), accesses, steps), rows, draw.signed(0, 1, period));
        }
        digest(new Movement.Slice(List.of(1, 2), List.of(599, 250), List.of(2, 3)), tall);
        digest(new Movement.Reverse(List.of(1)), tall);
        digest(new Movement.Concat(1), tall, tall);
        digest(new Movement.Pad(List.of(1, 2), List.of(0, 3), List.of(0, 1), 7), tall);
        digest(new Reduction.Reduce(ReduceFn.SUM, List.of(0)), draw.signed(0, 3, 64, 4_099));
        windows(draw);
        sequences();
    }

    /// Pools of more channels than vectors have lanes, and of fewer.
    private void windows(Draw draw) {
        Window three = Window.of(new Window.Axis(3, 2, 1, 1, 1), new Window.Axis(3, 2, 1, 1, 1));
        for (int channels : new int[] {3, 37}) {
            Literal x = draw.signed(0, 1, 40, 24, 25, channels);
            digest(new Pooling.WindowMax(three), x);
            digest(new Pooling.WindowArgMax(three), x);
            digest(new Pooling.WindowSum(three), x);
            digest(new Pooling.WindowSpread(three, List.of(24, 25)), draw.signed(0, 1, 40, 12, 13, channels));
        }
    }

    /// All recurrent cells and all ways of attention, of which the larger are cut among threads.
    private void sequences() {
        for (Sample sample : EveryOp.samples(DType.FLOAT32)) {
            if (sample.op() instanceof Recurrent || sample.op() instanceof Attention) {
                digest(sample.op(), sample.inputs().toArray(Literal[]::new));
            }
        }
    }

    private void digest(Op op, Literal... inputs) {
        int bits = content(cpu.apply(op, List.of(inputs)));
        StringBuilder line = new StringBuilder(op.name());
        for (Literal input : inputs) {
            line.append(' ').append(input.type());
        }
        String attributes = GraphText.attributes(op);
        System.out.println(line + " " + attributes.hashCode() + " = " + bits);
    }

    /// A hash of the elements alone, for that of a type differs between processes.
    private static int content(Literal values) {
        return Arrays.deepHashCode(new Object[] {values.array()});
    }
}
