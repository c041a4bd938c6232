package gradus.nn.compress;

import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.Literal;
import gradus.nn.layer.Param;
import gradus.nn.layer.Parameters;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes the smallest weights of a trained network zero (LeCun et al. 1990, Han et al. 2015). Only matrices and kernels
/// count, not biases and normalisations. The network has the size and the speed it had; what it needs less of is
/// information, so a packed file is smaller. [Neurons] makes a network that is smaller by itself.
public final class Pruning {
    private Pruning() {}

    /// Among which weights the smallest are looked for.
    public enum Among {
        /// All weights of the network together: layers that matter less lose more.
        ALL,
        /// Those of each parameter apart: every layer loses the same share.
        EACH
    }

    /// Gives a network without its smallest weights.
    ///
    /// @param share the share of the weights that become zero, in [0, 1)
    /// @param among among which weights the smallest are looked for
    public static <L> L smallest(L network, double share, Among among) {
        requireShare(share);
        Map<String, float[]> weights = new LinkedHashMap<>();
        Parameters.of(network).forEach((path, value) -> {
            if (value.rank() >= 2) {
                weights.put(path, sizes(value.literal()));
            }
        });
        Map<String, Float> limits = new LinkedHashMap<>();
        float all = limit(weights.values().toArray(float[][]::new), share);
        weights.forEach((path, sizes) -> limits.put(
                path,
                switch (among) {
                    case ALL -> all;
                    case EACH -> limit(new float[][] {sizes}, share);
                }));
        return Tree.map(
                network, Param.class, (path, param) -> limits.containsKey(path) ? cut(param, limits.get(path)) : param);
    }

    static void requireShare(double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("pruning: the share to leave out must lie in [0, 1), got " + share);
        }
    }

    private static float[] sizes(Literal numbers) {
        float[] sizes = new float[numbers.count()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = (float) Math.abs(numbers.get(i));
        }
        return sizes;
    }

    /// The size at and below which weights go; below every size if none does.
    private static float limit(float[][] parts, double share) {
        int count = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        float[] sorted = new float[count];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, sorted, at, part.length);
            at += part.length;
        }
        Arrays.sort(sorted);
        int out = (int) Math.round(share * count);
        return out == 0 ? -1 : sorted[out - 1];
    }

    private static Param cut(Param param, float limit) {
        Literal numbers = param.value().literal().copy();
        for (int i = 0; i < numbers.count(); i++) {
            if (Math.abs(numbers.get(i)) <= limit) {
                numbers.set(i, 0);
            }
        }
        return new Param(Tensor.of(numbers));
    }

    /// Gives the share of the weights of matrices and kernels that are zero, 0 if there are none.
    public static double zeros(Object network) {
        long count = 0;
        long zeros = 0;
        for (Tensor value : Parameters.of(network).values()) {
            if (value.rank() >= 2) {
                for (float size : sizes(value.literal())) {
                    zeros += size == 0 ? 1 : 0;
                    count++;
                }
            }
        }
        return count == 0 ? 0 : (double) zeros / count;
    }
}
