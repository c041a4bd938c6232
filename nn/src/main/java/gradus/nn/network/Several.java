package gradus.nn.network;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Ensemble;
import gradus.nn.layer.Layer;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// A plan for an [Ensemble]: the same plan built several times, each with a start of its own.
///
/// {@snippet file="CourseSnippets.java" region="Several"}
///
/// @param members how many, at least 1
/// @param member the plan of each
public record Several(int members, Architecture member) implements Architecture {
    /// Checks the number.
    public Several {
        if (members < 1) {
            throw new IllegalArgumentException("ensemble: at least one member is needed, got " + members);
        }
    }

    @Override
    public Layer build(Shape sample, int outFeatures, Key key) {
        return built(outFeatures, key, memberKey -> member.build(sample, outFeatures, memberKey));
    }

    /// Gives the ensemble of members that are made by a function of their key. One output is taken as a number,
    /// several as logits.
    public Ensemble built(int outFeatures, Key key, Function<Key, Layer> make) {
        List<Layer> built = IntStream.range(0, members)
                .mapToObj(i -> make.apply(key.fold(i)))
                .toList();
        return new Ensemble(built, outFeatures == 1 ? Ensemble.Join.VALUES : Ensemble.Join.PROBABILITIES);
    }

    @Override
    public String describe() {
        return "ensemble of " + members + " × " + member.describe();
    }
}
