package gradus.testkit;

import gradus.core.graph.Cost;
import gradus.core.op.Contraction;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.Indexing;
import gradus.core.op.Leaf;
import gradus.core.op.Movement;
import gradus.core.op.Ordered;
import gradus.core.op.Pooling;
import gradus.core.op.Random;
import gradus.core.op.Reduction;
import gradus.core.op.UnaryFn;
import gradus.core.op.Windowed;
import gradus.core.spi.Backend;
import gradus.core.spi.Backends;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What the contract tests share: the backends, samples grouped by operation, and how far results may differ.
final class Backing {
    static final Backend REFERENCE = Backends.named("reference");
    static final Backend CPU = Backends.named("cpu");

    private Backing() {}

    static List<Backend> backends() {
        return List.of(REFERENCE, CPU);
    }

    static Map<String, List<Sample>> byOperation(List<Sample> samples) {
        Map<String, List<Sample>> groups = new LinkedHashMap<>();
        samples.forEach(sample -> groups.computeIfAbsent(sample.op().name(), _ -> new ArrayList<>())
                .add(sample));
        return groups;
    }

    /// Runs a check on each sample and reports every failure.
    static void each(List<Sample> samples, Consumer<Sample> check) {
        List<String> failures = new ArrayList<>();
        for (Sample sample : samples) {
            try {
                check.accept(sample);
            } catch (RuntimeException | AssertionError e) {
                failures.add(sample + ": " + e.getMessage());
            }
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.size() + " of " + samples.size() + " samples fail:\n"
                    + String.join("\n", failures.subList(0, Math.min(8, failures.size()))));
        }
    }

    /// Compares a result with the reference's: exactly where nothing is rounded, else in units of the last place
    /// that grow with the number of terms. A bfloat16 result may differ by one unit beside what float32 sums may.
    static void compare(Sample sample, Literal expected, Literal actual) {
        TensorAssert found = TensorAssert.assertThat(actual).as(sample.name());
        if (isExact(sample)) {
            found.isSameAs(expected);
            return;
        }
        DType dtype = expected.type().dtype();
        double unit = epsilon(dtype.accumulation());
        double rounding = dtype == dtype.accumulation() ? 0 : epsilon(dtype);
        long count = Math.max(1, expected.count());
        double terms = 8 + (double) Cost.of(sample.graph()).flops() / count;
        boolean sums = !(sample.op() instanceof Elementwise);
        double largest = sums ? largest(sample) : 0;
        double absolute = dtype.accumulation() == DType.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
        found.isCloseTo(expected, rounding + unit * terms, absolute + unit * terms * largest);
    }

    /// The distance of 1 and the next larger number; integers are compared as float64.
    static double epsilon(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> 0x1p-23;
            case BFLOAT16 -> 0x1p-7;
            case FLOAT64, INT32, INT64, BOOL -> 0x1p-52;
        };
    }

    /// The largest term of the sums in a sample.
    private static double largest(Sample sample) {
        double product = 1;
        double largest = 0;
        for (Literal input : sample.inputs()) {
            if (input.type().dtype().isFloating()) {
                double size = 0;
                for (double value : input.toDoubles()) {
                    size = Double.isFinite(value) ? Math.max(size, Math.abs(value)) : size;
                }
                product *= size;
                largest = Math.max(largest, size);
            }
        }
        return sample.op() instanceof Contraction || sample.op() instanceof Windowed ? product : largest;
    }

    private static boolean isExact(Sample sample) {
        return switch (sample.op()) {
            case Elementwise.Unary(var fn) -> isExact(fn);
            case Elementwise.Binary(var fn) ->
                switch (fn) {
                    case ADD, SUBTRACT, MULTIPLY, DIVIDE, MAX, MIN -> true;
                    case POWER -> false;
                };
            case Elementwise.Compare _, Elementwise.Select _, Elementwise.Cast _ -> true;
            case Reduction.Reduce(var fn, var _) ->
                switch (fn) {
                    case MAX, MIN -> true;
                    case SUM -> !sample.inputs().getFirst().type().dtype().isFloating();
                };
            case Reduction.ArgReduce _, Leaf _, Movement _ -> true;
            case Indexing.Gather _, Indexing.GatherAlong _, Ordered.ArgSort _ -> true;
            case Ordered.Cumulate(var fn, var _) ->
                fn == Ordered.CumulateFn.MAX
                        || !sample.inputs().getFirst().type().dtype().isFloating();
            case Random.Uniform _, Pooling.WindowMax _, Pooling.WindowArgMax _ -> true;
            case Random.Normal _, Indexing.ScatterAdd _, Indexing.ScatterAddAlong _, Contraction _, Fused _ -> false;
        };
    }

    private static boolean isExact(UnaryFn fn) {
        return switch (fn) {
            case IDENTITY, STOP_GRADIENT, NEGATE, ABS, SIGN, SQUARE, SQRT, RECIPROCAL, RELU, FLOOR, CEIL, ROUND -> true;
            case RSQRT, EXP, EXPM1, LOG, LOG1P, SIN, COS, TANH, SIGMOID, SOFTPLUS, ERF -> false;
        };
    }
}
