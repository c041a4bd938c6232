package gradus.nn.network;

import gradus.core.tree.Surgery;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Ensemble;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A plan that begins with a network that has learned already: its layers keep their numbers, and its head may be
/// made anew. What of it moves is up to [gradus.nn.train.Training#freeze].
///
/// {@snippet file="CourseSnippets.java" region="FineTuned"}
///
/// @param base the network
/// @param head what becomes of its head
public record FineTuned(Layer base, Head head) implements Architecture {
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
        return switch (head) {
            case KEPT -> base;
            case NEW -> headed(base, outFeatures, key);
        };
    }

    private static Layer headed(Layer network, int outputs, Key key) {
        if (network instanceof Ensemble ensemble) {
            List<Layer> headed = new ArrayList<>();
            for (Layer member : ensemble.members()) {
                headed.add(headed(member, outputs, key.fold(headed.size())));
            }
            return new Ensemble(headed, outputs == 1 ? Ensemble.Join.VALUES : Ensemble.Join.PROBABILITIES);
        }
        Map<String, Linear> linear = Surgery.parts(network, Linear.class);
        if (linear.isEmpty()) {
            throw new IllegalArgumentException("fine-tuning: a new head takes the place of the last linear layer, but"
                    + " this network has none; put one in by Surgery.replace");
        }
        String path = List.copyOf(linear.keySet()).getLast();
        Linear before = List.copyOf(linear.values()).getLast();
        return Surgery.replace(network, path, Linear.of(before.inFeatures(), outputs, key));
    }

    @Override
    public String describe() {
        String words = "a network of " + Parameters.count(base) + " parameters learns on";
        return head == Head.NEW ? words + " with a new head" : words;
    }
}
