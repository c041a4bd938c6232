package gradus.nn.exact;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.spi.Backends;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.nn.data.Dataset;
import gradus.nn.data.Loader;
import gradus.nn.layer.Context;
import gradus.nn.layer.Param;
import gradus.nn.layer.Parameters;
import gradus.nn.loss.Penalty;
import gradus.nn.train.Goal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// L-BFGS: a quasi-Newton method for all samples at once (Liu and Nocedal 1989), the classic for small tables. Each
/// iteration goes along `−Hg`, where H is a picture of the inverse curvature made of the last steps, as far as a line
/// search that meets the strong Wolfe conditions says. It needs no learning rate.
///
/// There is no randomness: the network is asked as in prediction, so that dropout does nothing and batch normalisation
/// uses its running statistics.
///
/// {@snippet file="CourseSnippets.java" region="Lbfgs"}
///
/// @param iterations the most iterations, at least 1
/// @param memory how many steps the curvature is made of, at least 1
/// @param gradientTolerance ends when no derivative is larger than this
/// @param changeTolerance ends when neither the objective nor any parameter changes by more than this
public record Lbfgs(int iterations, int memory, double gradientTolerance, double changeTolerance) {
    private static final double LEAST_CURVATURE = 1e-10;

    /// What is made small.
    @FunctionalInterface
    public interface Objective {
        /// Gives the value at a point and writes the gradient there.
        ///
        /// @param point the point; not to be changed
        /// @param gradient where the derivatives go, as long as the point
        double at(double[] point, double[] gradient);
    }

    /// Why it ended.
    public enum Reason {
        /// No derivative is larger than the tolerance: a minimum.
        GRADIENT_SMALL,
        /// Objective or parameters stand still.
        CHANGE_SMALL,
        /// The most iterations were done.
        ITERATIONS_DONE
    }

    /// What was found.
    ///
    /// @param found the network, or the point, at which the objective is smallest
    /// @param objective its value there
    /// @param iterations how many there were
    /// @param evaluations how often the objective was asked
    /// @param reason why it ended
    public record Minimum<T>(T found, double objective, int iterations, int evaluations, Reason reason) {}

    /// Checks the numbers.
    public Lbfgs {
        if (iterations < 1 || memory < 1) {
            throw new IllegalArgumentException("L-BFGS: iterations and memory must be at least 1, got " + iterations
                    + " and " + memory + "; common is a memory of 10");
        }
        if (!(gradientTolerance >= 0) || !(changeTolerance >= 0)) {
            throw new IllegalArgumentException("L-BFGS: tolerances must be numbers of at least 0, got "
                    + gradientTolerance + " and " + changeTolerance);
        }
    }

    /// Gives the method with a memory of 10 steps and the tolerances 10⁻⁷ and 10⁻⁹.
    public static Lbfgs of(int iterations) {
        return new Lbfgs(iterations, 10, 1e-7, 1e-9);
    }

    /// Fits a network to all samples at once, which must fit into memory together.
    ///
    /// @param network the network with its first numbers; its parameters all move
    /// @param data the samples
    /// @param goal how it is asked and judged
    /// @param penalty what large weights cost
    public <L> Minimum<L> fit(L network, Dataset data, Goal<? super L> goal, Penalty penalty) {
        Loader loader = new Loader(data, data.size(), Loader.Order.AS_STORED, Key.of(0));
        List<Literal> batch = new ArrayList<>();
        List<Node> inputs = new ArrayList<>();
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        Parameters.of(network).forEach((path, value) -> parameters.put(path, input(path, value.literal(), inputs)));
        List<Tensor> parts = new ArrayList<>();
        loader.partTypes(data.size()).forEach((name, type) -> {
            batch.add(Literal.zeros(type));
            parts.add(input(name, batch.getLast(), inputs));
        });
        loader.fill(0, 0, batch);
        L traced = Tree.map(
                network, Param.class, (path, before) -> new Param(parameters.getOrDefault(path, before.value())));
        Tensor objective =
                goal.judge(traced, parts, Context.inference()).objective().add(penalty.of(parameters));
        List<Node> outputs = new ArrayList<>(List.of(objective.node()));
        outputs.addAll(Gradients.of(
                objective.node(), parameters.values().stream().map(Tensor::node).toList()));
        Program program = Program.of(new Graph(inputs, outputs), Backends.standard());
        List<Literal> weights = Parameters.of(network).values().stream()
                .map(value -> value.literal().copy())
                .toList();
        Minimum<double[]> minimum =
                minimize((point, gradient) -> evaluated(program, weights, batch, point, gradient), flat(weights));
        write(minimum.found(), weights);
        Map<String, Tensor> best = new LinkedHashMap<>();
        parameters.keySet().forEach(path -> best.put(path, Tensor.of(weights.get(best.size()))));
        return new Minimum<>(
                Parameters.with(network, best),
                minimum.objective(),
                minimum.iterations(),
                minimum.evaluations(),
                minimum.reason());
    }

    private static Tensor input(String name, Literal literal, List<Node> inputs) {
        Node node = Build.input(name, literal.type());
        inputs.add(node);
        return Tensor.of(node);
    }

    private static double evaluated(
            Program program, List<Literal> weights, List<Literal> batch, double[] point, double[] gradient) {
        write(point, weights);
        List<Literal> given = new ArrayList<>(weights);
        given.addAll(batch);
        List<Literal> results = program.call(given);
        double[] derivatives = flat(results.subList(1, results.size()));
        System.arraycopy(derivatives, 0, gradient, 0, gradient.length);
        return results.getFirst().get(0);
    }

    private static double[] flat(List<Literal> literals) {
        double[] all = new double[literals.stream().mapToInt(Literal::count).sum()];
        int at = 0;
        for (Literal literal : literals) {
            for (int i = 0; i < literal.count(); i++) {
                all[at++] = literal.get(i);
            }
        }
        return all;
    }

    private static void write(double[] all, List<Literal> literals) {
        int at = 0;
        for (Literal literal : literals) {
            for (int i = 0; i < literal.count(); i++) {
                literal.set(i, all[at++]);
            }
        }
    }

    /// A step that was taken and how the gradient changed over it.
    @SuppressWarnings("ArrayRecordComponent")
    private record Pair(double[] step, double[] change) {
        double curvature() {
            return dot(step, change);
        }
    }

    /// Finds a minimum of any objective from a start.
    ///
    /// @param objective what is made small
    /// @param start where to begin; not changed
    /// @throws IllegalArgumentException if the objective is not finite there
    public Minimum<double[]> minimize(Objective objective, double[] start) {
        int[] asked = {0};
        Objective counted = (point, gradient) -> {
            asked[0]++;
            return objective.at(point, gradient);
        };
        double[] gradient = new double[start.length];
        double value = counted.at(start.clone(), gradient);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "L-BFGS: the objective must be finite at the start, got " + value + "; look at the data");
        }
        LineSearch.Place here = new LineSearch.Place(0, value, 0, start.clone(), gradient);
        Deque<Pair> pairs = new ArrayDeque<>();
        for (int done = 0; done < iterations; done++) {
            if (largest(here.gradient()) <= gradientTolerance) {
                return minimum(here, done, asked[0], Reason.GRADIENT_SMALL);
            }
            double[] direction = direction(here.gradient(), pairs);
            double slope = dot(here.gradient(), direction);
            if (slope > -changeTolerance) {
                return minimum(here, done, asked[0], Reason.CHANGE_SMALL);
            }
            LineSearch.Place from = new LineSearch.Place(0, here.value(), slope, here.point(), here.gradient());
            double first = done == 0 ? Math.min(1, 1 / absolute(here.gradient())) : 1;
            LineSearch.Place next = new LineSearch(counted, from, direction, changeTolerance).from(first);
            remember(pairs, here, next);
            boolean still = Math.abs(next.value() - here.value()) < changeTolerance
                    || largest(direction) * next.step() <= changeTolerance;
            here = next;
            if (still && largest(here.gradient()) > gradientTolerance) {
                return minimum(here, done + 1, asked[0], Reason.CHANGE_SMALL);
            }
        }
        boolean small = largest(here.gradient()) <= gradientTolerance;
        return minimum(here, iterations, asked[0], small ? Reason.GRADIENT_SMALL : Reason.ITERATIONS_DONE);
    }

    private static Minimum<double[]> minimum(LineSearch.Place place, int done, int asked, Reason reason) {
        return new Minimum<>(place.point(), place.value(), done, asked, reason);
    }

    private void remember(Deque<Pair> pairs, LineSearch.Place before, LineSearch.Place after) {
        Pair pair =
                new Pair(difference(after.point(), before.point()), difference(after.gradient(), before.gradient()));
        if (pair.curvature() > LEAST_CURVATURE) {
            if (pairs.size() == memory) {
                pairs.removeFirst();
            }
            pairs.addLast(pair);
        }
    }

    /// Gives `−Hg` by the two-loop recursion.
    private static double[] direction(double[] gradient, Deque<Pair> pairs) {
        double[] direction = gradient.clone();
        for (int i = 0; i < direction.length; i++) {
            direction[i] = -direction[i];
        }
        Deque<Double> shares = new ArrayDeque<>();
        for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext(); ) {
            Pair pair = newest.next();
            double share = dot(pair.step(), direction) / pair.curvature();
            shares.push(share);
            add(direction, -share, pair.change());
        }
        if (!pairs.isEmpty()) {
            Pair last = pairs.getLast();
            double scale = last.curvature() / dot(last.change(), last.change());
            for (int i = 0; i < direction.length; i++) {
                direction[i] *= scale;
            }
        }
        for (Pair pair : pairs) {
            add(direction, shares.pop() - dot(pair.change(), direction) / pair.curvature(), pair.step());
        }
        return direction;
    }

    private static void add(double[] to, double factor, double[] vector) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * vector[i];
        }
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = a.clone();
        add(difference, -1, b);
        return difference;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// Gives the largest absolute value, 0 of nothing.
    static double largest(double[] vector) {
        double largest = 0;
        for (double value : vector) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static double absolute(double[] vector) {
        double sum = 0;
        for (double value : vector) {
            sum += Math.abs(value);
        }
        return sum;
    }
}
