package gradus.nn.recurrent;

import gradus.core.op.Recurrent.Cell;
import gradus.core.tensor.Tensor;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import gradus.nn.layer.Param;
import gradus.nn.layer.Stat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the recurrent layers have in common beside their pass.
final class RecurrentParts {
    private RecurrentParts() {}

    static void require(String name, List<RecurrentPair> layers, Cell cell) {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException(name + ": at least one layer is needed, got none");
        }
        for (RecurrentPair pair : layers) {
            require(name, pair.first(), cell);
            pair.backward().ifPresent(weights -> require(name, weights, cell));
        }
    }

    private static void require(String name, RecurrentWeights weights, Cell cell) {
        Shape shape = weights.recurrent().value().shape();
        if (shape.size(1) != cell.gates() * shape.size(0)) {
            throw new ShapeException(name + ": the recurrent weight must be [hidden, "
                    + (cell.gates() == 1 ? "hidden" : cell.gates() + " · hidden") + "], got " + shape);
        }
        if (!cell.hasRecurrentBias() && weights.recurrentBias().isPresent()) {
            throw new ShapeException(name + ": this cell has one bias, got a recurrent bias beside it;"
                    + " add the two and give their sum as bias");
        }
    }

    private static int count(RecurrentLayer layer) {
        return layer.layers().size()
                * RecurrentPass.directions(layer)
                * layer.cell().states();
    }

    private static Tensor zeros(RecurrentLayer layer, Shape shape) {
        TensorType weight =
                layer.layers().getFirst().first().recurrent().value().type();
        return Tensor.fill(weight.with(shape), 0);
    }

    static List<Param> learned(RecurrentLayer layer) {
        List<Param> states = new ArrayList<>();
        for (int i = 0; i < count(layer); i++) {
            states.add(new Param(zeros(layer, Shape.of(layer.hiddenSize()))));
        }
        return states;
    }

    static List<Stat> zeros(RecurrentLayer layer, int batch) {
        if (batch <= 0) {
            throw new IllegalArgumentException("recurrent layer: the batch must be positive, got " + batch);
        }
        List<Stat> states = new ArrayList<>();
        for (int i = 0; i < count(layer); i++) {
            states.add(new Stat(zeros(layer, Shape.of(batch, layer.hiddenSize()))));
        }
        return states;
    }

    static List<Stat> forgotten(List<Stat> carried) {
        return carried.stream()
                .map(stat -> new Stat(Tensor.fill(stat.value().type(), 0)))
                .toList();
    }

    static List<RecurrentPair> fitting(List<RecurrentPair> layers, Gru.Reset reset) {
        return layers.stream()
                .map(pair -> new RecurrentPair(
                        fitting(pair.first(), reset), pair.backward().map(weights -> fitting(weights, reset))))
                .toList();
    }

    private static RecurrentWeights fitting(RecurrentWeights weights, Gru.Reset reset) {
        Tensor recurrent = weights.recurrent().value();
        Optional<Param> bias = switch (reset) {
            case AFTER ->
                weights.recurrentBias()
                        .or(() -> Optional.of(
                                new Param(Tensor.fill(recurrent.type().with(Shape.of(recurrent.size(1))), 0))));
            case BEFORE -> Optional.empty();
        };
        return new RecurrentWeights(weights.input(), weights.recurrent(), weights.bias(), bias);
    }

    static String text(String name, RecurrentLayer layer) {
        StringBuilder text = new StringBuilder(name + " " + layer.inSize() + " → " + layer.outSize());
        if (layer.layers().size() > 1) {
            text.append(", ").append(layer.layers().size()).append(" layers");
        }
        text.append(
                switch (layer.options().directions()) {
                    case FORWARD -> "";
                    case BACKWARD -> ", backward";
                    case BOTH_CONCATENATED -> ", both directions side by side";
                    case BOTH_SUMMED -> ", both directions added";
                });
        if (layer.options().output() == RecurrentOptions.Output.LAST) {
            text.append(", last output");
        }
        if (!layer.carried().isEmpty()) {
            text.append(", stateful");
        }
        return text.toString();
    }
}
