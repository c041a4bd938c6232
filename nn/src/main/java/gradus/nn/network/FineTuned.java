package gradus.nn.network;

import gradus.core.tree.Surgery;
import gradus.core.tree.Tree;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.layer.Adapted;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Ensemble;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Parameters;
import gradus.nn.layer.Stat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A plan that begins with a network that has learned already: its layers keep their numbers, and its head may be
/// made anew. What of it moves is up to [gradus.nn.train.Training#freeze].
///
/// {@snippet file="CourseSnippets.java" region="FineTuned"}
///
/// @param base the network
/// @param head what becomes of its head
/// @param adapters the low-rank adapters that are put on its matrices, but for a new head; empty: none
public record FineTuned(Layer base, Head head, Optional<AdapterPlan> adapters) implements Architecture {
    private static final String INNER = "network.";

    /// A network without adapters.
    public FineTuned(Layer base, Head head) {
        this(base, head, Optional.empty());
    }

    /// What becomes of the head: the last [Linear] of the network, in an ensemble that of each member.
    public enum Head {
        /// It stays as it is.
        KEPT,
        /// Another one takes its place, with as many outputs as are wanted and a start of its own.
        NEW
    }

    /// @throws IllegalArgumentException if the head shall be new and the network has no linear layer
    @Override
    public Layer build(Shape sample, int outFeatures, Key key) {
        Layer network = switch (head) {
            case KEPT -> base;
            case NEW -> headed(base, outFeatures, key);
        };
        return adapters.isEmpty() ? network : adapters.get().over(network, learning(), key.fold("adapters"));
    }

    /// Gives what must be frozen so that only adapters and a new head move: patterns of paths in what
    /// [#build] made; nothing without adapters.
    ///
    /// @param built what was built
    public List<String> frozen(Layer built) {
        if (adapters.isEmpty()) {
            return List.of();
        }
        if (head == Head.KEPT) {
            return List.of(Adapted.NETWORK);
        }
        List<String> paths = new ArrayList<>(Parameters.of(built).keySet());
        paths.addAll(Tree.leaves(built, Stat.class).keySet());
        paths.removeIf(path -> !path.startsWith(INNER)
                || learning().stream().anyMatch(part -> AdapterPlan.isBelow(INNER + part, path)));
        return paths;
    }

    /// The paths of new heads.
    private List<String> learning() {
        return head == Head.KEPT ? List.of() : heads("", base);
    }

    private static List<String> heads(String before, Layer network) {
        if (network instanceof Ensemble ensemble) {
            List<String> heads = new ArrayList<>();
            for (Layer member : ensemble.members()) {
                heads.addAll(heads(before + "members." + heads.size() + ".", member));
            }
            return heads;
        }
        return List.of(before + lastLinear(network));
    }

    private static String lastLinear(Layer network) {
        List<String> linear = List.copyOf(Surgery.parts(network, Linear.class).keySet());
        if (linear.isEmpty()) {
            throw new IllegalArgumentException("fine-tuning: a new head takes the place of the last linear layer, but"
                    + " this network has none; put one in by Surgery.replace");
        }
        return linear.getLast();
    }

    private static Layer headed(Layer network, int outputs, Key key) {
        if (network instanceof Ensemble ensemble) {
            List<Layer> headed = new ArrayList<>();
            for (Layer member : ensemble.members()) {
                headed.add(headed(member, outputs, key.fold(headed.size())));
            }
            return new Ensemble(headed, outputs == 1 ? Ensemble.Join.VALUES : Ensemble.Join.PROBABILITIES);
        }
        String path = lastLinear(network);
        Linear before = (Linear) Surgery.at(network, path);
        return Surgery.replace(network, path, Linear.of(before.inFeatures(), outputs, key));
    }

    @Override
    public String describe() {
        String words = "a network of " + Parameters.count(base) + " parameters learns on";
        String headed = head == Head.NEW ? words + " with a new head" : words;
        return adapters.map(plan -> headed + " by adapters of rank " + plan.rank())
                .orElse(headed);
    }
}
