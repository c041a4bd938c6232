package gradus.nn.train;

import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.nn.layer.Param;
import gradus.nn.layer.Stat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The numbers of a network by path: what is trained and what is counted along.
///
/// {@snippet file="CourseSnippets.java" region="BatchGradients"}
///
/// @param parameters the trained parameters
/// @param statistics the running statistics
public record Weights(Map<String, Literal> parameters, Map<String, Literal> statistics) {
    /// Gives the numbers of a network.
    public static Weights of(Object network) {
        Map<String, Literal> parameters = new LinkedHashMap<>();
        Tree.leaves(network, Param.class)
                .forEach((path, param) -> parameters.put(path, param.value().literal()));
        Map<String, Literal> statistics = new LinkedHashMap<>();
        Tree.leaves(network, Stat.class)
                .forEach((path, stat) -> statistics.put(path, stat.value().literal()));
        return new Weights(parameters, statistics);
    }

    /// Gives the network with these numbers.
    ///
    /// @throws FormatException naming all paths that are missing, left over or of another type
    public <L> L into(L network) {
        requireFit(Weights.of(network));
        L withParameters = Tree.map(network, Param.class, (path, _) -> new Param(tensor(parameters, path)));
        return Tree.map(withParameters, Stat.class, (path, _) -> new Stat(tensor(statistics, path)));
    }

    private static Tensor tensor(Map<String, Literal> literals, String path) {
        return Tensor.of(Objects.requireNonNull(literals.get(path)).copy());
    }

    private void requireFit(Weights wanted) {
        List<String> problems = new ArrayList<>();
        compare(wanted, problems);
        if (!problems.isEmpty()) {
            throw new FormatException("weights: they must fit the network; " + String.join("; ", problems));
        }
    }

    /// Adds all paths that are missing, left over or of another type than in `wanted`.
    void compare(Weights wanted, List<String> problems) {
        compare(wanted.parameters, parameters, problems);
        compare(wanted.statistics, statistics, problems);
    }

    static void compare(Map<String, Literal> wanted, Map<String, Literal> given, List<String> problems) {
        wanted.forEach((path, literal) -> {
            Literal found = given.get(path);
            if (found == null) {
                problems.add("“" + path + "” " + literal.type() + " is missing");
            } else if (!found.type().equals(literal.type())) {
                problems.add("“" + path + "” must be " + literal.type() + ", got " + found.type());
            }
        });
        given.keySet().stream()
                .filter(path -> !wanted.containsKey(path))
                .forEach(path -> problems.add("“" + path + "” is left over"));
    }

    /// Gives an independent copy.
    public Weights copy() {
        return new Weights(copy(parameters), copy(statistics));
    }

    static Map<String, Literal> copy(Map<String, Literal> literals) {
        Map<String, Literal> copies = new LinkedHashMap<>();
        literals.forEach((path, literal) -> copies.put(path, literal.copy()));
        return copies;
    }
}
