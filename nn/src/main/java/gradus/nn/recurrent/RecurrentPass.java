package gradus.nn.recurrent;

import gradus.core.op.CompareFn;
import gradus.core.op.Recurrent;
import gradus.core.op.Recurrent.Direction;
import gradus.core.op.Recurrent.Steps;
import gradus.core.op.RecurrentLayout;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import gradus.nn.layer.Context;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Stat;
import gradus.nn.recurrent.RecurrentOptions.Directions;
import gradus.nn.recurrent.RecurrentOptions.Masked;
import gradus.nn.recurrent.RecurrentOptions.Output;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// One pass through the layers of a recurrent network.
///
/// @param layer the network
/// @param context mode, randomness and new statistics
record RecurrentPass(RecurrentLayer layer, Context context) {
    /// What one layer gives in one direction: all hidden states, and the last states.
    private record One(Tensor states, Tensor hidden, Optional<Tensor> cell) {}

    static RecurrentState start(RecurrentLayer layer, int batch) {
        Tensor weight = layer.layers().getFirst().first().recurrent().value();
        TensorType type = TensorType.of(weight.dtype(), batch, layer.hiddenSize());
        int states = layer.cell().states();
        if (!layer.initial().isEmpty()) {
            List<Tensor> learned = layer.initial().stream()
                    .map(param -> param.value().broadcastTo(type.shape()))
                    .toList();
            return RecurrentState.of(learned, states);
        }
        int count = layer.layers().size() * directions(layer) * states;
        return RecurrentState.of(Collections.nCopies(count, Tensor.fill(type, 0)), states);
    }

    static int directions(RecurrentLayer layer) {
        return layer.options().directions().isBoth() ? 2 : 1;
    }

    private String name() {
        return switch (layer) {
            case Rnn _ -> "rnn";
            case Lstm _ -> "lstm";
            case Gru _ -> "gru";
        };
    }

    Tensor forward(Tensor input, Optional<Tensor> mask) {
        requireInput(input);
        if (layer.carried().isEmpty() || !context.isTraining()) {
            return run(input, mask, start(layer, input.size(0))).output();
        }
        int batch = layer.carried().getFirst().value().size(0);
        if (batch != input.size(0)) {
            throw new ShapeException(
                    name() + ": the state is carried for batches of " + batch + ", got " + input.shape()
                            + Origin.here().at() + "; give batches of one size and leave a smaller last one out");
        }
        List<Tensor> before = layer.carried().stream().map(context::latest).toList();
        RecurrentResult result =
                run(input, mask, RecurrentState.of(before, layer.cell().states()));
        List<Tensor> after = result.state().all();
        for (int i = 0; i < after.size(); i++) {
            Stat carried = layer.carried().get(i);
            context.update(carried, after.get(i).as(carried.value().dtype()));
        }
        return result.output();
    }

    RecurrentResult step(Tensor input, RecurrentState from) {
        if (layer.options().directions() != Directions.FORWARD) {
            throw new IllegalStateException(name() + ": step by step only sequences read forward can be made, got "
                    + layer.options().directions() + "; give all steps at once to run");
        }
        if (input.rank() != 2) {
            throw new ShapeException(name() + ": the input of a step must be [batch, " + layer.inSize() + "], got "
                    + input.shape() + Origin.here().at());
        }
        RecurrentResult result = run(input.expand(1), Optional.empty(), from);
        Tensor output = layer.options().output() == Output.LAST
                ? result.output()
                : result.output().at(1, 0);
        return new RecurrentResult(output, result.state());
    }

    RecurrentResult run(Tensor input, Optional<Tensor> mask, RecurrentState from) {
        requireInput(input);
        requireState(input, from);
        Optional<Tensor> steps = mask.map(m -> truths(input, m));
        Tensor x = steps.map(m -> silenced(m, input)).orElse(input);
        List<One> last = List.of();
        List<Tensor> hidden = new ArrayList<>();
        List<Tensor> cells = new ArrayList<>();
        for (int i = 0; i < layer.layers().size(); i++) {
            x = i == 0 ? x : Dropout.of(layer.options().dropout()).forward(x, context);
            last = level(i, x, steps, from);
            last.forEach(one -> hidden.add(one.hidden()));
            last.forEach(one -> one.cell().ifPresent(cells::add));
            x = combined(last.stream().map(One::states).toList());
            x = layer.options().masked() == Masked.ZERO && steps.isPresent() ? silenced(steps.get(), x) : x;
        }
        Tensor output = layer.options().output() == Output.SEQUENCE
                ? x
                : combined(last.stream().map(One::hidden).toList());
        return new RecurrentResult(output, new RecurrentState(hidden, cells));
    }

    private List<One> level(int i, Tensor x, Optional<Tensor> mask, RecurrentState from) {
        RecurrentPair pair = layer.layers().get(i);
        Direction first = layer.options().directions() == Directions.BACKWARD ? Direction.REVERSE : Direction.FORWARD;
        int place = i * directions(layer);
        List<One> ones = new ArrayList<>(List.of(sequence(pair.first(), first, x, mask, from, place)));
        pair.backward().ifPresent(w -> ones.add(sequence(w, Direction.REVERSE, x, mask, from, place + 1)));
        return ones;
    }

    private One sequence(
            RecurrentWeights weights,
            Direction direction,
            Tensor x,
            Optional<Tensor> mask,
            RecurrentState from,
            int place) {
        Recurrent.Cell cell = layer.cell();
        int steps = x.size(1);
        RecurrentLayout layout = new RecurrentLayout(cell, x.size(0), steps, weights.hiddenSize());
        // one large product for all steps
        Tensor product = x.reshape(x.size(0) * steps, weights.inSize())
                .matmul(weights.input().value());
        Tensor sums = weights.bias().map(b -> product.add(b.value())).orElse(product);
        Tensor recurrent = weights.recurrent().value();
        DType dtype = sums.dtype().promote(recurrent.dtype());
        Tensor gates = sums.reshape(Shape.of(x.size(0), steps, layout.gateWidth()));
        List<Tensor> inputs = new ArrayList<>(List.of(gates.as(dtype), recurrent.as(dtype)));
        if (cell.hasRecurrentBias()) {
            TensorType none = new TensorType(dtype, Shape.of(layout.gateWidth()));
            inputs.add(
                    weights.recurrentBias().map(bias -> bias.value().as(dtype)).orElseGet(() -> Tensor.fill(none, 0)));
        }
        inputs.add(from.hidden().get(place).as(dtype));
        if (cell.hasCellState()) {
            inputs.add(from.cells().get(place).as(dtype));
        }
        mask.ifPresent(inputs::add);
        Steps counted = mask.isPresent() ? Steps.MASKED : Steps.ALL;
        Tensor packed = Tensor.apply(new Recurrent.Sequence(cell, direction, counted), inputs);
        int end = direction.place(steps - 1, steps);
        Tensor states = states(packed, 0, layout);
        Optional<Tensor> cells = cell.hasCellState()
                ? Optional.of(states(packed, layout.cellOffset(), layout).at(1, end))
                : Optional.empty();
        return new One(states, states.at(1, end), cells);
    }

    private static Tensor states(Tensor packed, int offset, RecurrentLayout layout) {
        return packed.slice(0, offset, offset + layout.stateCount()).reshape(layout.states());
    }

    private Tensor combined(List<Tensor> directions) {
        return switch (layer.options().directions()) {
            case FORWARD, BACKWARD -> directions.getFirst();
            case BOTH_CONCATENATED -> directions.getFirst().concat(-1, directions.get(1));
            case BOTH_SUMMED -> directions.getFirst().add(directions.get(1));
        };
    }

    private static Tensor silenced(Tensor mask, Tensor x) {
        return mask.expand(2).where(x, Tensor.fill(x.type(), 0));
    }

    private Tensor truths(Tensor input, Tensor mask) {
        if (!mask.shape().equals(Shape.of(input.size(0), input.size(1)))) {
            throw new ShapeException(name() + ": the mask must be [batch, steps], here ["
                    + input.size(0) + ", " + input.size(1) + "], got " + mask.shape()
                    + Origin.here().at() + "; RecurrentLayer.mask makes one from lengths");
        }
        return mask.dtype() == DType.BOOL ? mask : mask.compare(CompareFn.NOT_EQUAL, 0);
    }

    private void requireInput(Tensor input) {
        if (input.rank() != 3 || input.size(2) != layer.inSize()) {
            throw new ShapeException(name() + ": the input must be [batch, steps, " + layer.inSize() + "], got "
                    + input.shape() + Origin.here().at());
        }
        if (input.size(1) == 0) {
            throw new ShapeException(name() + ": a sequence needs at least one step, got " + input.shape()
                    + Origin.here().at());
        }
    }

    private void requireState(Tensor input, RecurrentState from) {
        int count = layer.layers().size() * directions(layer);
        int cells = layer.cell().hasCellState() ? count : 0;
        Shape shape = Shape.of(input.size(0), layer.hiddenSize());
        boolean fits = from.hidden().size() == count && from.cells().size() == cells;
        for (Tensor state : from.all()) {
            fits &= state.shape().equals(shape);
        }
        if (!fits) {
            throw new ShapeException(name() + ": the state must be " + count + " hidden and " + cells
                    + " cell states of " + shape + ", got "
                    + from.hidden().stream().map(Tensor::shape).toList() + " and "
                    + from.cells().stream().map(Tensor::shape).toList()
                    + Origin.here().at() + "; start(batch) gives one");
        }
    }
}
