package gradus.explain.step;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;

/// The elements that weigh most.
final class Largest {
    private Largest() {}

    private record Candidate(int element, double weight) {}

    /// Gives the elements with the largest weights, ascending; of equal ones the first; not-a-number weighs most.
    static Set<Integer> of(Iterable<Integer> elements, IntToDoubleFunction weight, int most) {
        PriorityQueue<Candidate> largest = new PriorityQueue<>(
                Comparator.comparingDouble(Candidate::weight).thenComparingInt(c -> -c.element()));
        for (int e : elements) {
            double size = weight.applyAsDouble(e);
            largest.add(new Candidate(e, Double.isNaN(size) ? Double.POSITIVE_INFINITY : size));
            if (largest.size() > most) {
                largest.remove();
            }
        }
        Set<Integer> found = new TreeSet<>();
        largest.forEach(candidate -> found.add(candidate.element()));
        return found;
    }
}
