package gradus.nn.train;

import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.nn.layer.Param;
import gradus.nn.layer.Stat;
import gradus.nn.loss.Penalty;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.PathPattern;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a training step is made of: a network with its numbers, samples, and how they are judged and learned from.
///
/// @param <L> the type of the network
/// @param network the network before the step
/// @param goal how it is asked and judged
/// @param update how gradients become an update
/// @param batch the parts of the batch by name: what goes in, what is right
/// @param key the random key of the step, for dropout and the like
public record Moment<L>(L network, Goal<? super L> goal, Update update, Map<String, Literal> batch, Key key) {
    /// How gradients become an update.
    ///
    /// @param penalty what large weights cost
    /// @param optimizer the rule
    /// @param state the optimizer's state before the step
    /// @param frozen the parameters that do not move
    /// @param nonFinite what happens if the update would not be finite
    /// @param step the number of updates before this one
    public record Update(
            Penalty penalty,
            Optimizer optimizer,
            Map<String, Literal> state,
            List<PathPattern> frozen,
            NonFinite nonFinite,
            long step) {
        /// Copies the state, keeping its order.
        public Update {
            state = Collections.unmodifiableMap(new LinkedHashMap<>(state));
            frozen = List.copyOf(frozen);
        }

        private Update with(Map<String, Literal> changed, long at) {
            return new Update(penalty, optimizer, changed, frozen, nonFinite, at);
        }
    }

    /// Copies the batch, keeping its order.
    public Moment {
        batch = Collections.unmodifiableMap(new LinkedHashMap<>(batch));
        if (batch.isEmpty()) {
            throw new IllegalArgumentException("step: it needs samples, got a batch without parts");
        }
    }

    /// Gives the first step of a training with these samples.
    public static <L> Moment<L> first(
            L network, Goal<? super L> goal, Optimizer optimizer, Map<String, Literal> batch) {
        Update update = new Update(
                Penalty.none(),
                optimizer,
                TracedStep.init(network, optimizer, List.of()),
                List.of(),
                NonFinite.RAISE,
                0);
        return new Moment<>(network, goal, update, batch, Key.of(0));
    }

    /// Gives this step with another price of large weights.
    public Moment<L> with(Penalty penalty) {
        Update changed = new Update(
                penalty, update.optimizer(), update.state(), update.frozen(), update.nonFinite(), update.step());
        return new Moment<>(network, goal, changed, batch, key);
    }

    /// Gives this step with another answer to an update that would not be finite.
    public Moment<L> with(NonFinite policy) {
        Update changed = new Update(
                update.penalty(), update.optimizer(), update.state(), update.frozen(), policy, update.step());
        return new Moment<>(network, goal, changed, batch, key);
    }

    /// Gives this step with parameters that do not move; the optimizer begins anew.
    ///
    /// @param patterns the paths that stay, such as `encoder.**`
    public Moment<L> freezing(List<PathPattern> patterns) {
        Update changed = new Update(
                update.penalty(),
                update.optimizer(),
                TracedStep.init(network, update.optimizer(), patterns),
                patterns,
                update.nonFinite(),
                update.step());
        return new Moment<>(network, goal, changed, batch, key);
    }

    /// Gives this step with another random key.
    public Moment<L> with(Key key) {
        return new Moment<>(network, goal, update, batch, key);
    }

    /// Gives the step after this one on the same samples.
    ///
    /// @param parameters the new parameters by path
    /// @param statistics the new running statistics by path
    /// @param state the optimizer's new state
    public Moment<L> next(
            Map<String, Literal> parameters, Map<String, Literal> statistics, Map<String, Literal> state) {
        L moved = Tree.map(
                network,
                Param.class,
                (path, param) -> new Param(
                        Tensor.of(parameters.getOrDefault(path, param.value().literal()))));
        Update later = update.with(state, update.step() + 1);
        L counted = Tree.map(
                moved,
                Stat.class,
                (path, stat) -> new Stat(
                        Tensor.of(statistics.getOrDefault(path, stat.value().literal()))));
        return new Moment<>(counted, goal, later, batch, key.fold(update.step() + 1));
    }

    /// Gives this step with all floating-point numbers in an element type.
    public Moment<L> as(DType dtype) {
        L parameters = Tree.map(
                network,
                Param.class,
                param -> new Param(Tensor.of(as(param.value().literal(), dtype))));
        L all = Tree.map(
                parameters,
                Stat.class,
                stat -> new Stat(Tensor.of(as(stat.value().literal(), dtype))));
        Update changed = update.with(as(update.state(), dtype), update.step());
        return new Moment<>(all, goal, changed, as(batch, dtype), key);
    }

    private static Map<String, Literal> as(Map<String, Literal> literals, DType dtype) {
        Map<String, Literal> changed = new LinkedHashMap<>();
        literals.forEach((name, literal) -> changed.put(name, as(literal, dtype)));
        return changed;
    }

    private static Literal as(Literal literal, DType dtype) {
        return literal.type().dtype().isFloating() ? literal.as(dtype) : literal;
    }

    /// Gives the number of samples.
    public int rows() {
        return batch.values().iterator().next().type().shape().size(0);
    }

    /// Gives the element type of the parameters, the widest if there are several.
    public DType dtype() {
        return Tree.leaves(network, Param.class).values().stream()
                .map(param -> param.value().dtype())
                .reduce(DType::promote)
                .orElse(DType.FLOAT32);
    }
}
