package gradus.core.tensor;

import gradus.core.op.Contraction.Operand;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Sums of products in index notation: pairs of operands meet in batched matrix products, from left to right.
///
/// Inside, the axes of an ellipsis have names of their own, `…0`, `…1` …, counted from the end.
final class Einsum {
    /// A tensor whose axes have names.
    private record Named(Tensor tensor, List<String> axes) {
        Tensor ordered(List<String> order) {
            return axes.equals(order)
                    ? tensor
                    : tensor.transpose(order.stream().map(axes::indexOf).toList());
        }

        Named summedTo(Predicate<String> kept) {
            int[] gone = IntStream.range(0, axes.size())
                    .filter(axis -> !kept.test(axes.get(axis)))
                    .toArray();
            return gone.length == 0
                    ? this
                    : new Named(tensor.sum(gone), axes.stream().filter(kept).toList());
        }

        int size(String axis) {
            return tensor.size(axes.indexOf(axis));
        }

        int count(List<String> group) {
            return group.stream().mapToInt(this::size).reduce(1, (a, b) -> a * b);
        }
    }

    private final String equation;

    private Einsum(String equation) {
        this.equation = equation;
    }

    static Tensor of(String equation, List<Tensor> tensors) {
        return new Einsum(equation).compute(tensors);
    }

    private Tensor compute(List<Tensor> tensors) {
        String[] sides = equation.replace(" ", "").split("->", -1);
        String[] terms = sides[0].split(",", -1);
        require(sides.length == 2, "an arrow must stand between the operands and the result, as in “ij,jk->ik”", "");
        require(
                terms.length == tensors.size(),
                "there must be as many operands as terms",
                terms.length + " terms and " + tensors.size() + " tensors");
        List<Named> operands = new ArrayList<>();
        int ellipsis = 0;
        for (int i = 0; i < terms.length; i++) {
            Named operand = named(terms[i], tensors.get(i));
            operands.add(operand);
            ellipsis = Math.max(ellipsis, operand.axes().size() - letters(terms[i]));
        }
        List<String> result = names(sides[1], ellipsis);
        requireSizes(operands);
        requireResult(operands, result);
        return folded(operands, result);
    }

    private static int letters(String term) {
        return term.replace("...", "").length();
    }

    private Named named(String term, Tensor tensor) {
        int hidden = tensor.rank() - letters(term);
        require(
                term.contains("...") ? hidden >= 0 : hidden == 0,
                "a term needs a letter per axis",
                "“" + term + "” for " + tensor.shape());
        return new Named(tensor, names(term, hidden));
    }

    private List<String> names(String term, int hidden) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < term.length(); i++) {
            if (term.startsWith("...", i)) {
                for (int axis = hidden - 1; axis >= 0; axis--) {
                    names.add("…" + axis);
                }
                i += 2;
            } else {
                require(Character.isLetter(term.charAt(i)), "axes are named by letters", "“" + term + "”");
                names.add(String.valueOf(term.charAt(i)));
            }
        }
        require(
                new LinkedHashSet<>(names).size() == names.size(),
                "a letter may stand once in a term; diagonals are not taken",
                "“" + term + "”");
        return List.copyOf(names);
    }

    /// No axis is repeated in silence: a letter stands for one size.
    private void requireSizes(List<Named> operands) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (Named operand : operands) {
            for (String axis : operand.axes()) {
                Integer before = sizes.putIfAbsent(axis, operand.size(axis));
                require(
                        before == null || before == operand.size(axis),
                        "a letter must have one size",
                        axis + " = " + before + " and " + operand.size(axis));
            }
        }
    }

    private void requireResult(List<Named> operands, List<String> result) {
        for (String axis : result) {
            require(
                    operands.stream().anyMatch(operand -> operand.axes().contains(axis)),
                    "the result's letters must stand in an operand",
                    "“" + axis + "”");
        }
    }

    private void require(boolean holds, String rule, String facts) {
        if (!holds) {
            throw new ShapeException("einsum: " + rule + ", got " + (facts.isEmpty() ? "" : facts + " in ") + "“"
                    + equation + "”" + Origin.here().at());
        }
    }

    private static Tensor folded(List<Named> operands, List<String> result) {
        Named product =
                operands.getFirst().summedTo(axis -> isNeeded(axis, operands.subList(1, operands.size()), result));
        for (int i = 1; i < operands.size(); i++) {
            List<Named> later = operands.subList(i + 1, operands.size());
            Named left = product;
            Named right = operands.get(i).summedTo(axis -> left.axes().contains(axis) || isNeeded(axis, later, result));
            product = times(left, right, axis -> isNeeded(axis, later, result));
        }
        return product.ordered(result);
    }

    private static boolean isNeeded(String axis, List<Named> later, List<String> result) {
        return result.contains(axis)
                || later.stream().anyMatch(operand -> operand.axes().contains(axis));
    }

    /// Axes that both have and that are needed are a batch, those that both have and nobody needs are summed.
    private static Named times(Named x, Named y, Predicate<String> needed) {
        List<String> batch = new ArrayList<>();
        List<String> summed = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (String axis : x.axes()) {
            (!y.axes().contains(axis) ? rows : needed.test(axis) ? batch : summed).add(axis);
        }
        List<String> columns =
                y.axes().stream().filter(axis -> !x.axes().contains(axis)).toList();
        Side left = Side.of(x, batch, rows, summed);
        Side right = Side.of(y, batch, summed, columns);
        Tensor product = left.tensor().matmul(right.tensor(), left.operand(), right.operand());
        Set<String> axes = new LinkedHashSet<>(batch);
        axes.addAll(rows);
        axes.addAll(columns);
        int[] sizes = axes.stream()
                .mapToInt(axis -> x.axes().contains(axis) ? x.size(axis) : y.size(axis))
                .toArray();
        return new Named(product.reshape(Shape.of(sizes)), List.copyOf(axes));
    }

    /// An operand as `[batch, rows, columns]`, or with the last two exchanged where it lies so.
    private record Side(Tensor tensor, Operand operand) {
        static Side of(Named named, List<String> batch, List<String> rows, List<String> columns) {
            int[] sizes = {named.count(batch), named.count(rows), named.count(columns)};
            List<String> exchanged = joined(batch, columns, rows);
            if (named.axes().equals(exchanged)) {
                return new Side(named.tensor().reshape(sizes[0], sizes[2], sizes[1]), Operand.TRANSPOSED);
            }
            Tensor ordered = named.ordered(joined(batch, rows, columns));
            return new Side(ordered.reshape(sizes), Operand.AS_IS);
        }

        private static List<String> joined(List<String> first, List<String> second, List<String> third) {
            List<String> all = new ArrayList<>(first);
            all.addAll(second);
            all.addAll(third);
            return all;
        }
    }
}
