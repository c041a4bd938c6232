package gradus.io.model;

import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.io.json.RecordJson;
import gradus.io.json.TensorStore;
import gradus.nn.train.EpochReport;
import gradus.nn.train.Epochs;
import gradus.nn.train.Progress;
import gradus.nn.train.TrainState;
import gradus.nn.train.Watch;
import gradus.nn.train.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// Turns a training state into documents and its tensors, and back.
///
/// The tensors are named `weights.parameters.…`, `weights.statistics.…`, `optimizer.…`, `best.parameters.…` and
/// `best.statistics.…`; the document `tensors.json` says their order, on which the bits of a continued run depend.
final class StateForm {
    /// The tensors of a state.
    ///
    /// @param weights the network's numbers now
    /// @param optimizer the optimizer's numbers
    /// @param best the network's numbers at the best epoch
    record Numbers(Weights weights, Map<String, Literal> optimizer, Weights best) {}

    /// A state as two documents and its tensors.
    ///
    /// @param progress where training stands
    /// @param numbers which tensors there are, in order
    /// @param tensors the tensors by name
    record Parts(JsonNode progress, JsonNode numbers, Map<String, Literal> tensors) {}

    private StateForm() {}

    static Parts parts(TrainState state) {
        TensorStore store = TensorStore.empty();
        Numbers numbers = new Numbers(state.weights(), state.optimizer(), state.best());
        return new Parts(
                RecordJson.create().toJson(Progress.class, state.progress()),
                form(store).toJson(Numbers.class, numbers),
                store.literals());
    }

    /// Gives the state of the parts.
    ///
    /// @param where what is read, for messages
    /// @throws FormatException if they are not one state
    static TrainState state(Parts parts, String where) {
        Progress progress = RecordJson.create().fromJson(Progress.class, parts.progress(), where + ": progress.json");
        requireSound(progress, where + ": progress.json: ");
        TensorStore store = TensorStore.of(parts.tensors());
        Numbers numbers = form(store).fromJson(Numbers.class, parts.numbers(), where + ": tensors.json");
        store.requireAllRead(where + ": tensors.safetensors");
        requireSame(numbers, where);
        return new TrainState(numbers.weights(), numbers.optimizer(), numbers.best(), progress);
    }

    private static RecordJson form(TensorStore store) {
        return RecordJson.create()
                .withLeaf(Literal.class, store.leaves("", UnaryOperator.identity(), UnaryOperator.identity()));
    }

    private static void requireSound(Progress progress, String where) {
        Map<String, Number> counts = new LinkedHashMap<>();
        counts.put("step", progress.step());
        counts.put("epoch", progress.epoch());
        counts.put("batch", progress.batch());
        counts.put("loss.count", progress.loss().count());
        progress.measures().forEach((name, total) -> counts.put("measures." + name + ".count", total.count()));
        Watch watch = progress.watch();
        counts.put("watch.bestEpoch", watch.bestEpoch());
        counts.put("watch.waiting", watch.waiting());
        counts.put("watch.unchanged", watch.unchanged());
        counts.forEach((name, count) -> {
            if (!(count.doubleValue() >= 0)) {
                throw new FormatException(where + name + " must not be negative, got " + count);
            }
        });
        requireEpochs(progress, where);
        if (watch.bestEpoch() > 0
                && Epochs.find(progress.history(), watch.bestEpoch()).isEmpty()) {
            throw new FormatException(where + "watch.bestEpoch must be an epoch of the history, which has "
                    + progress.history().size() + ", got " + watch.bestEpoch());
        }
    }

    private static void requireEpochs(Progress progress, String where) {
        List<Integer> epochs =
                progress.history().stream().map(EpochReport::epoch).toList();
        boolean ascending = IntStream.range(1, epochs.size()).allMatch(i -> epochs.get(i - 1) < epochs.get(i));
        boolean whole = epochs.isEmpty()
                ? progress.epoch() == 0
                : epochs.getFirst() == 1 && epochs.getLast() == progress.epoch();
        if (!ascending || !whole) {
            throw new FormatException(where + "the history must ascend from epoch 1 to " + progress.epoch()
                    + ", the epochs done, got " + epochs);
        }
    }

    private static void requireSame(Numbers numbers, String where) {
        requireSame(numbers.weights().parameters(), numbers.best().parameters(), where);
        requireSame(numbers.weights().statistics(), numbers.best().statistics(), where);
    }

    private static void requireSame(Map<String, Literal> now, Map<String, Literal> best, String where) {
        Map<String, TensorType> wanted = types(now);
        Map<String, TensorType> found = types(best);
        if (!wanted.equals(found)) {
            throw new FormatException(where + ": the best weights must be of the same network as the weights, but "
                    + difference(wanted, found));
        }
    }

    private static Map<String, TensorType> types(Map<String, Literal> literals) {
        Map<String, TensorType> types = new LinkedHashMap<>();
        literals.forEach((name, literal) -> types.put(name, literal.type()));
        return types;
    }

    private static String difference(Map<String, TensorType> wanted, Map<String, TensorType> found) {
        for (var entry : wanted.entrySet()) {
            TensorType other = found.get(entry.getKey());
            if (!Objects.equals(other, entry.getValue())) {
                return entry.getKey() + " is " + entry.getValue() + " in one and "
                        + (other == null ? "missing" : other.toString()) + " in the other";
            }
        }
        return String.join(
                        ", ",
                        found.keySet().stream()
                                .filter(name -> !wanted.containsKey(name))
                                .toList())
                + " stands in the best only";
    }
}
