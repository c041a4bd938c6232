package gradus.nn.network;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.nn.layer.Adapted;
import gradus.nn.layer.Layer;
import gradus.nn.layer.LowRank;
import gradus.nn.layer.Parameters;
import gradus.nn.optim.PathPattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which matrices of a network get [LowRank] adapters, and how wide those are.
///
/// @param rank the rank of each change, at least 1; matrices with fewer rows or columns get none
/// @param scale the paper's α: each change is multiplied by `scale / rank`
/// @param layers the pattern of the paths of matrices, see [PathPattern]
public record AdapterPlan(int rank, double scale, String layers) {
    private static final String FORM = "rank=8, scale=16, layers=**.weight";

    /// Checks the numbers.
    public AdapterPlan {
        if (rank < 1 || !(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "adapter: the rank must be 1 or more and the scale above 0, got " + rank + " and " + scale);
        }
    }

    /// Gives the plan that is written as in `rank=8, scale=16, layers=**.weight`; without a scale it is the rank,
    /// without layers all matrices are meant.
    ///
    /// @throws IllegalArgumentException if it is written otherwise
    public static AdapterPlan named(String words) {
        Map<String, String> said = new LinkedHashMap<>();
        for (String part : words.split(",", -1)) {
            String[] pair = part.strip().split("=", 2);
            boolean known =
                    pair.length == 2 && List.of("rank", "scale", "layers").contains(pair[0]);
            if (!known || said.put(pair[0], pair[1]) != null) {
                throw new IllegalArgumentException(
                        "adapter: it must be said as in " + FORM + ", each at most once, got “" + words + "”");
            }
        }
        try {
            int rank = Integer.parseInt(said.getOrDefault("rank", ""));
            double scale = said.containsKey("scale") ? Double.parseDouble(said.get("scale")) : rank;
            return new AdapterPlan(rank, scale, said.getOrDefault("layers", "**"));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "adapter: rank must be a whole number and scale a number, as in " + FORM + ", got “" + words + "”",
                    e);
        }
    }

    /// Gives a network with adapters that change nothing yet.
    ///
    /// @param left paths of parts that get none
    /// @param key the randomness of the start
    /// @throws IllegalArgumentException if no matrix gets one
    Adapted over(Layer network, List<String> left, Key key) {
        PathPattern wanted = new PathPattern(layers);
        Map<String, LowRank> adapters = new LinkedHashMap<>();
        Map<String, String> matrices = new LinkedHashMap<>();
        Parameters.of(network).forEach((path, value) -> {
            if (value.rank() == 2 && left.stream().noneMatch(part -> isBelow(part, path))) {
                matrices.put(path, value.shape().toString());
                if (wanted.matches(path) && fits(value)) {
                    adapters.put(path, LowRank.of(value, rank, scale / rank, key.fold(path)));
                }
            }
        });
        if (adapters.isEmpty()) {
            throw new IllegalArgumentException("adapter: at least one matrix must fit the pattern “" + layers
                    + "” and have " + rank + " rows and columns or more; there are " + matrices);
        }
        return new Adapted(network, adapters);
    }

    private boolean fits(Tensor matrix) {
        return Math.min(matrix.size(0), matrix.size(1)) >= rank;
    }

    /// Says whether a path lies in a part.
    static boolean isBelow(String part, String path) {
        return part.isEmpty() || path.startsWith(part + ".");
    }
}
