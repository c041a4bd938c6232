package gradus.nn.layer;

import gradus.core.op.Random;
import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a forward pass carries through the layers beside the data. One context serves one pass (or one trace).
///
/// {@snippet file="LayerSnippets.java" region="Context"}
public final class Context {
    private final Mode mode;
    private final Optional<Tensor> key;
    private final Set<Stat> still;
    private final Map<Stat, Tensor> updates = new LinkedHashMap<>();
    private long draws;

    private Context(Mode mode, Optional<Tensor> key, Set<Stat> still) {
        this.mode = mode;
        this.key = key;
        this.still = Set.copyOf(still);
    }

    /// Gives the context of a prediction, without randomness.
    public static Context inference() {
        return new Context(Mode.INFERENCE, Optional.empty(), Set.of());
    }

    /// Gives the context of a training step.
    ///
    /// @param key the step's random key as an int64 scalar, symbolic in a trace ([Tensor#of(Key)] gives a concrete
    /// one)
    public static Context training(Tensor key) {
        return training(key, Set.of());
    }

    /// Gives the context of a training step in which some running statistics of normalisations stay as they are.
    ///
    /// @param key the step's random key as an int64 scalar
    /// @param still the statistics that do not move: a layer normalises by them as in a prediction
    public static Context training(Tensor key, Set<Stat> still) {
        return new Context(Mode.TRAINING, Optional.of(key), still);
    }

    /// Gives the context of a training step with a known key.
    public static Context training(Key key) {
        return training(Tensor.of(key));
    }

    /// Gives what the pass is for.
    public Mode mode() {
        return mode;
    }

    /// Says whether this is training.
    public boolean isTraining() {
        return mode == Mode.TRAINING;
    }

    /// Gives numbers in [0, 1). Each draw of a context is independent of the others; which it is depends only on
    /// the key and on how many came before.
    ///
    /// @throws IllegalStateException if this context has no key
    public Tensor uniform(TensorType type) {
        return Tensor.apply(new Random.Uniform(type, draws++), requireKey()).named("ξ");
    }

    /// Gives standard normal numbers, independent as in [#uniform].
    ///
    /// @throws IllegalStateException if this context has no key
    public Tensor normal(TensorType type) {
        return Tensor.apply(new Random.Normal(type, draws++), requireKey()).named("ξ");
    }

    private Tensor requireKey() {
        return key.orElseThrow(
                () -> new IllegalStateException("context: random numbers need a key, and a prediction has"
                        + " none; draw only if context.isTraining()"));
    }

    /// Says whether a running statistic of a normalisation stays as it is, by [#training(Tensor, Set)].
    public boolean isStill(Stat stat) {
        return still.contains(stat);
    }

    /// Gives the value of a running statistic as far as this pass has moved it.
    public Tensor latest(Stat stat) {
        return updates.getOrDefault(stat, stat.value());
    }

    /// Says that a running statistic takes a new value after this pass; the last one given counts.
    ///
    /// @throws ShapeException if the type changes
    public void update(Stat stat, Tensor newValue) {
        if (!newValue.type().equals(stat.value().type())) {
            throw new ShapeException(
                    "running statistic: the type must stay " + stat.value().type() + ", got " + newValue.type());
        }
        updates.put(stat, newValue.stopGradient());
    }

    /// Gives the new values of the running statistics that the pass moved, in order.
    public Map<Stat, Tensor> updates() {
        return Collections.unmodifiableMap(updates);
    }
}
