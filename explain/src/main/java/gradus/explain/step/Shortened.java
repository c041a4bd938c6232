package gradus.explain.step;

import gradus.explain.maths.Evaluation;
import gradus.explain.maths.Function;
import gradus.explain.maths.Symbol;
import gradus.explain.maths.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Sums and extremes of many terms: the largest stand, the rest is folded into what it adds up to.
final class Shortened {
    private Shortened() {}

    /// Gives a sum without zeros, of at most so many terms and a rest.
    static Term sum(List<Term> terms, int most) {
        List<Term> there = Simple.withoutZeros(terms);
        if (there.isEmpty()) {
            return Term.number(0);
        }
        return there.size() <= most ? Term.sum(there) : withRest(there, most);
    }

    private static Term withRest(List<Term> terms, int most) {
        List<Integer> order = new ArrayList<>();
        double[] sizes = new double[terms.size()];
        for (int i = 0; i < sizes.length; i++) {
            order.add(i);
            sizes[i] = Evaluation.of(terms.get(i));
        }
        order.sort(Comparator.comparingDouble((Integer i) -> -Math.abs(sizes[i])));
        Set<Integer> shown = new TreeSet<>(order.subList(0, most));
        List<Term> largest = new ArrayList<>();
        shown.forEach(i -> largest.add(terms.get(i)));
        double total = 0;
        for (int i = 0; i < sizes.length; i++) {
            total += shown.contains(i) ? 0 : sizes[i];
        }
        return new Term.Sum(largest, Optional.of(new Term.Rest(terms.size() - shown.size(), total)));
    }

    /// Gives an extreme, of at most so many terms and the one that comes next.
    static Term extreme(Function function, List<Term> terms, int most) {
        if (terms.size() <= most) {
            return Simple.extreme(function, terms);
        }
        double way = function == Function.MAX ? -1 : 1;
        List<Term> order = new ArrayList<>(terms);
        order.sort(Comparator.comparingDouble(term -> way * Evaluation.of(term)));
        List<Term> shown = new ArrayList<>(order.subList(0, most));
        String rest = (order.size() - shown.size()) + " more, the next";
        shown.add(Term.quantity(Symbol.of(rest), Evaluation.of(order.get(shown.size()))));
        return Simple.extreme(function, shown);
    }
}
