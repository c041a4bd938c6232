package gradus.io.torch;

import gradus.core.tensor.Tensor;
import gradus.core.type.Shape;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// What becomes of a module's tensors: one of ours by path, from one or more of theirs. Nothing is read before it is
/// known that all shapes fit.
final class Pieces {
    private final StateDict state;
    private final String prefix;
    private final Map<String, Piece> found = new LinkedHashMap<>();
    private boolean complete = true;

    /// One tensor of ours.
    ///
    /// @param names theirs that it is made of
    /// @param shape its shape
    /// @param value makes it
    record Piece(List<String> names, Shape shape, Supplier<Tensor> value) {}

    Pieces(StateDict state, String prefix) {
        this.state = state;
        this.prefix = prefix;
    }

    StateDict state() {
        return state;
    }

    String prefix() {
        return prefix;
    }

    /// Gives the tensors by the paths of ours.
    Map<String, Piece> found() {
        return found;
    }

    /// Says whether no tensor was wanted that is not there, and none that the module holds itself is left over.
    boolean isWhole() {
        Set<String> used = used();
        return complete && used.containsAll(state.direct(prefix));
    }

    Set<String> used() {
        Set<String> used = new HashSet<>();
        found.values().forEach(piece -> used.addAll(piece.names()));
        return used;
    }

    boolean has(String name) {
        return state.shapes().containsKey(prefix + name);
    }

    /// Takes a tensor as it is.
    Pieces plain(String ours, String theirs) {
        return shape(theirs, shape -> put(ours, List.of(prefix + theirs), shape, () -> tensor(theirs)));
    }

    /// Takes a matrix with its axes exchanged.
    Pieces transposed(String ours, String theirs) {
        return shape(theirs, shape -> {
            if (shape.rank() != 2) {
                complete = false;
                return;
            }
            put(
                    ours,
                    List.of(prefix + theirs),
                    Shape.of(shape.size(1), shape.size(0)),
                    () -> tensor(theirs).transpose());
        });
    }

    /// Takes the weight of a convolution, `[out, in, kernel…]`, as `[kernel…, in, out]`.
    Pieces kernel(String ours, String theirs) {
        return shape(theirs, shape -> {
            int rank = shape.rank();
            if (rank < 3) {
                complete = false;
                return;
            }
            List<Integer> order = IntStream.range(0, rank)
                    .mapToObj(axis -> axis < rank - 2 ? axis + 2 : rank - 1 - axis)
                    .toList();
            int[] sizes = order.stream().mapToInt(shape::size).toArray();
            put(
                    ours,
                    List.of(prefix + theirs),
                    Shape.of(sizes),
                    () -> tensor(theirs).transpose(order));
        });
    }

    /// Takes the sum of two tensors.
    Pieces sum(String ours, String first, String second) {
        return shape(
                first,
                shape -> shape(second, other -> {
                    complete &= shape.equals(other);
                    put(
                            ours,
                            List.of(prefix + first, prefix + second),
                            shape,
                            () -> tensor(first).add(tensor(second)));
                }));
    }

    /// Takes a third of the rows of a tensor, a matrix with its axes exchanged.
    Pieces third(String ours, String theirs, int part) {
        return shape(theirs, shape -> {
            if (shape.rank() < 1 || shape.size(0) % 3 != 0) {
                complete = false;
                return;
            }
            int rows = shape.size(0) / 3;
            boolean matrix = shape.rank() == 2;
            Shape turned = matrix ? Shape.of(shape.size(1), rows) : Shape.of(rows);
            put(ours, List.of(prefix + theirs), turned, () -> {
                Tensor slice = tensor(theirs).slice(0, part * rows, (part + 1) * rows);
                return matrix ? slice.transpose() : slice;
            });
        });
    }

    /// Takes what another module, inside this one, gives, under a path of ours.
    Pieces inner(String ours, String theirs, UnaryOperator<Pieces> kind) {
        Pieces part = kind.apply(new Pieces(state, prefix + theirs));
        complete &= part.isWhole();
        part.found.forEach((path, piece) -> found.put(ours + path, piece));
        return this;
    }

    /// Says that the module is no such one.
    Pieces refused() {
        complete = false;
        return this;
    }

    private Pieces shape(String theirs, Consumer<Shape> then) {
        Shape shape = state.shapes().get(prefix + theirs);
        if (shape == null) {
            complete = false;
        } else {
            then.accept(shape);
        }
        return this;
    }

    private Tensor tensor(String theirs) {
        return Tensor.of(state.read().apply(prefix + theirs));
    }

    private void put(String ours, List<String> names, Shape shape, Supplier<Tensor> value) {
        found.put(ours, new Piece(names, shape, value));
    }
}
