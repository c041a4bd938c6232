package gradus.testkit;

import gradus.core.graph.GraphText;
import gradus.core.op.Op;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;

/// Collects samples: draws values of one floating type, each literal from a key of its own.
final class Draw {
    /// The lengths at which vector loops go wrong.
    static final List<Integer> AWKWARD = List.of(0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 63, 64, 65, 1000);

    private final DType floating;
    private final Key key = Key.of(20_260_101);
    private final List<Sample> samples = new ArrayList<>();
    private int drawn;

    Draw(DType floating) {
        this.floating = floating;
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    DType floating() {
        return floating;
    }

    /// The shapes of element-wise samples: every awkward length, a scalar, a matrix, a cube and an empty matrix.
    static List<int[]> shapes() {
        List<int[]> shapes = new ArrayList<>();
        AWKWARD.forEach(n -> shapes.add(new int[] {n}));
        shapes.addAll(List.of(new int[] {}, new int[] {3, 5}, new int[] {2, 3, 4}, new int[] {3, 0}));
        return shapes;
    }

    void add(Op op, Literal... inputs) {
        add("", op, inputs);
    }

    void add(String what, Op op, Literal... inputs) {
        String types = Arrays.stream(inputs).map(x -> x.type().toString()).collect(Collectors.joining(", "));
        String attributes = GraphText.attributes(op);
        String name = op.name() + (attributes.isEmpty() ? "" : "[" + attributes + "]") + " " + types
                + (what.isEmpty() ? "" : ", " + what);
        samples.add(new Sample(name, op, List.of(inputs)));
    }

    /// Numbers between two bounds.
    Literal between(double low, double high, int... sizes) {
        Key own = key.fold(drawn++);
        return filled(floating, sizes, i -> low + (high - low) * own.uniform(i));
    }

    /// Numbers of either sign whose size lies between two positive bounds: away from 0.
    Literal signed(double low, double high, int... sizes) {
        Key own = key.fold(drawn++);
        return filled(
                floating, sizes, i -> (low + (high - low) * own.uniform(2L * i)) * (own.below(2, 2L * i + 1) * 2 - 1));
    }

    /// Numbers no two of which are nearer than 0.1, in random order around 0: no ties however they are folded.
    Literal spaced(int... sizes) {
        Key own = key.fold(drawn++);
        int n = TensorType.of(floating, sizes).count();
        int[] order = own.permutation(n);
        return filled(floating, sizes, i -> 0.13 * (order[i] - n / 2) + 0.03 * own.uniform(n + i) + 0.01);
    }

    /// Numbers at least 0.2 away from the nearest integer and half-integer steps of rounding.
    Literal offGrid(int... sizes) {
        Key own = key.fold(drawn++);
        return filled(floating, sizes, i -> own.below(7, 2L * i) - 3 + 0.2 + 0.1 * own.uniform(2L * i + 1));
    }

    /// Integers in [low, high).
    Literal integers(DType dtype, int low, int high, int... sizes) {
        Key own = key.fold(drawn++);
        return filled(dtype, sizes, i -> low + own.below(high - low, i));
    }

    /// Truth values.
    Literal truths(int... sizes) {
        Key own = key.fold(drawn++);
        return filled(DType.BOOL, sizes, i -> own.below(2, i));
    }

    /// The given numbers.
    Literal exactly(double... values) {
        return filled(floating, new int[] {values.length}, i -> values[i]);
    }

    /// The given rows.
    Literal rows(double[]... rows) {
        int width = rows[0].length;
        return filled(floating, new int[] {rows.length, width}, i -> rows[i / width][i % width]);
    }

    static Literal filled(DType dtype, int[] sizes, IntToDoubleFunction value) {
        Literal literal = Literal.zeros(TensorType.of(dtype, sizes));
        for (int i = 0; i < literal.count(); i++) {
            literal.set(i, value.applyAsDouble(i));
        }
        return literal;
    }
}
