package gradus.explain.step;

import gradus.core.graph.Node;
import gradus.core.op.Indexing;
import gradus.core.type.Shape;
import gradus.explain.maths.Term;
import java.util.ArrayList;
import java.util.List;

/// The formulas of operations that choose places by number.
final class IndexingFormula {
    private final Operands operands;

    IndexingFormula(Operands operands) {
        this.operands = operands;
    }

    Term of(Indexing op, Node y, int e) {
        return switch (op) {
            case Indexing.Gather(int axis) -> gather(axis, y, e);
            case Indexing.ScatterAdd scatter -> scatter(scatter, y, e);
            case Indexing.GatherAlong(int axis) -> gatherAlong(axis, y, e);
            case Indexing.ScatterAddAlong scatter -> scatterAlong(scatter, y, e);
        };
    }

    private int index(Node y, int element) {
        return (int) operands.value(y.input(1), element);
    }

    private Term gather(int axis, Node y, int e) {
        Shape x = y.input(0).type().shape();
        int places = y.input(1).type().count();
        int inner = x.count(axis + 1, x.rank());
        int chosen = index(y, e / inner % places);
        int outer = e / inner / places;
        return operands.term(y.input(0), (outer * x.size(axis) + chosen) * inner + e % inner);
    }

    private Term scatter(Indexing.ScatterAdd op, Node y, int e) {
        Shape result = y.type().shape();
        int places = y.input(1).type().count();
        int inner = result.count(op.axis() + 1, result.rank());
        int wanted = e / inner % op.size();
        int outer = e / inner / op.size();
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            if (index(y, i) == wanted) {
                terms.add(operands.term(y.input(0), (outer * places + i) * inner + e % inner));
            }
        }
        return operands.sum(terms);
    }

    private Term gatherAlong(int axis, Node y, int e) {
        Shape x = y.input(0).type().shape();
        int[] at = Places.indices(y.type().shape(), e);
        at[axis] = index(y, e);
        return operands.term(y.input(0), Places.element(x, at));
    }

    private Term scatterAlong(Indexing.ScatterAddAlong op, Node y, int e) {
        Shape x = y.input(0).type().shape();
        int[] at = Places.indices(y.type().shape(), e);
        int wanted = at[op.axis()];
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < x.size(op.axis()); i++) {
            at[op.axis()] = i;
            int from = Places.element(x, at);
            if (index(y, from) == wanted) {
                terms.add(operands.term(y.input(0), from));
            }
        }
        return operands.sum(terms);
    }
}
