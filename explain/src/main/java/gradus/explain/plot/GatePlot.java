package gradus.explain.plot;

import gradus.core.graph.Node;
import gradus.core.op.Recurrent;
import gradus.core.op.RecurrentLayout;
import gradus.core.tensor.Tensor;
import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.explain.chart.Figure;
import gradus.explain.chart.Grid;
import gradus.explain.chart.HeatMap;
import gradus.explain.chart.Labels;
import gradus.explain.chart.Panel;
import gradus.explain.chart.Tone;
import gradus.nn.data.Table;
import gradus.nn.data.series.Series;
import gradus.nn.layer.Layer;
import gradus.nn.train.SeriesModel;
import gradus.nn.train.TextModel;
import java.util.ArrayList;
import java.util.List;

/// What a recurrent layer does step by step: its gates and its states, a row per hidden unit and a column per step.
/// Of an LSTM these are σ(i), σ(f), tanh(g), σ(o), c and h; of a GRU r, z, n and h; of a plain network h.
public final class GatePlot {
    private GatePlot() {}

    /// Gives how many recurrent layers a network runs for an input; a layer of both directions counts twice.
    public static int count(Layer network, Tensor input) {
        return Probe.of(network, input).nodes(Recurrent.Sequence.class).size();
    }

    /// Gives the plot of one recurrent layer.
    ///
    /// @param network the network
    /// @param input a batch of one sequence, as the network takes it
    /// @param steps what stands at each step; of another length, steps are numbered
    /// @param which which layer, from 0 in the order of the network
    /// @throws IllegalArgumentException if the network has not so many
    public static Figure of(Layer network, Tensor input, List<String> steps, int which) {
        Probe probe = Probe.of(network, input);
        List<Node> all = probe.nodes(Recurrent.Sequence.class);
        if (which < 0 || which >= all.size()) {
            throw new IllegalArgumentException("gate plot: there is no recurrent layer number " + (which + 1)
                    + ", the network has " + Words.count(all.size(), "recurrent layer", "recurrent layers")
                    + " for this input" + (all.isEmpty() ? "; networks of the words lstm, gru or rnn have some" : ""));
        }
        Node node = all.get(which);
        Recurrent.Sequence op = (Recurrent.Sequence) node.op();
        List<TensorType> types = node.inputs().stream().map(Node::type).toList();
        RecurrentLayout layout = RecurrentLayout.of(op, types);
        Tensor packed = probe.value(node);
        List<Panel> panels = new ArrayList<>();
        List<Gate> gates = gates(op.cell());
        for (int i = 0; i < gates.size(); i++) {
            String key = panels.size() % 2 == 1
                            || panels.size() == gates.size() + layout.cell().states() - 1
                    ? "value"
                    : "";
            panels.add(panel(gates.get(i), saved(packed, layout, i), steps, key));
        }
        if (op.cell().hasCellState()) {
            panels.add(state("c, the cell state", packed, layout, layout.cellOffset(), steps));
        }
        panels.add(state("h, the hidden state", packed, layout, 0, steps));
        String name = probe.layer(node, 1, "recurrent layer " + (which + 1));
        String words = name + ", layer " + (which + 1) + " of " + all.size() + ": "
                + Words.count(layout.hidden(), "hidden unit", "hidden units") + " over "
                + Words.count(layout.steps(), "step", "steps") + ", a row per unit and a column per step"
                + (op.direction() == Recurrent.Direction.REVERSE ? ", read from the last to the first." : ".");
        return new Figure(title(op.cell()), words, panels.size() == 1 ? 1 : 2, panels);
    }

    /// Gives the plot of one recurrent layer of a language model that reads a text; of a text longer than its
    /// context
    /// the last part counts.
    ///
    /// @throws IllegalArgumentException if the text is empty, or the network has not so many
    public static Figure of(TextModel model, String text, int which) {
        TokenRow row = TokenRow.of(model, text);
        return of(model.network(), row.input(), row.tokens(), which);
    }

    /// Gives the plot of one recurrent layer of a forecast that reads the last rows of a table.
    ///
    /// @throws FormatException if a column is missing, there are too few rows, or a number among the last ones is
    /// missing
    /// @throws IllegalArgumentException if the network has not so many
    public static Figure of(SeriesModel model, Table recent, int which) {
        int steps = model.input().lookBack();
        List<String> channels = model.input().scaling().names();
        Series series = model.input().scaling().apply(Series.of(recent, channels));
        if (series.length() < steps) {
            throw new FormatException("gate plot: the model looks back over " + steps + " times, but there are "
                    + series.length() + "; give at least as many rows, oldest first");
        }
        float[] numbers = new float[steps * channels.size()];
        for (int i = 0; i < numbers.length; i++) {
            int time = series.length() - steps + i / channels.size();
            numbers[i] = (float) series.value(time, i % channels.size());
            if (!Float.isFinite(numbers[i])) {
                throw new FormatException("gate plot: every number that the model looks back on must be there, but '"
                        + channels.get(i % channels.size()) + "' has none in row " + (time + 1) + "; fill it in");
            }
        }
        Tensor window = Tensor.of(Literal.of(numbers, 1, steps, channels.size()));
        return of(model.network(), window, List.of(), which);
    }

    private static String title(Recurrent.Cell cell) {
        return switch (cell) {
            case LSTM -> "Gates of an LSTM over time";
            case GRU_RESET_AFTER, GRU_RESET_BEFORE -> "Gates of a GRU over time";
            case RNN_TANH, RNN_RELU -> "States of a recurrent network over time";
        };
    }

    /// @param name the gate and what it does
    /// @param low the least it can be
    private record Gate(String name, double low) {}

    private static List<Gate> gates(Recurrent.Cell cell) {
        return switch (cell) {
            case LSTM ->
                List.of(
                        new Gate("σ(i), the input gate: what is let in", 0),
                        new Gate("σ(f), the forget gate: what is kept", 0),
                        new Gate("tanh(g), the candidate", -1),
                        new Gate("σ(o), the output gate: what is shown", 0));
            case GRU_RESET_AFTER, GRU_RESET_BEFORE ->
                List.of(
                        new Gate("r, the reset gate: what of the past is seen", 0),
                        new Gate("z, the update gate: what is kept", 0),
                        new Gate("n, the candidate", -1));
            case RNN_TANH, RNN_RELU -> List.of();
        };
    }

    private static Panel panel(Gate gate, Tensor values, List<String> steps, String key) {
        Tone tone =
                gate.low() == 0 ? new Tone(Tone.Palette.SHADE, 0, 1, key) : new Tone(Tone.Palette.CIVIDIS, -1, 1, key);
        return map(gate.name(), values, steps, tone);
    }

    private static Tensor saved(Tensor packed, RecurrentLayout layout, int gate) {
        int from = layout.savedOffset();
        int count = layout.batch() * layout.steps() * layout.savedWidth();
        return packed.slice(0, from, from + count)
                .reshape(layout.batch(), layout.steps(), layout.savedWidth())
                .slice(2, gate * layout.hidden(), (gate + 1) * layout.hidden())
                .at(0, 0);
    }

    private static Panel state(String name, Tensor packed, RecurrentLayout layout, int offset, List<String> steps) {
        Tensor values = packed.slice(0, offset, offset + layout.stateCount())
                .reshape(layout.states())
                .at(0, 0);
        return map(name, values, steps, Tone.around(grid(values), "value"));
    }

    private static Grid grid(Tensor values) {
        return Grid.of(values.size(1), values.size(0), values.transpose().toDoubles());
    }

    private static Panel map(String name, Tensor values, List<String> steps, Tone tone) {
        Labels columns =
                steps.size() == values.size(0) ? new Labels("step", steps) : Labels.numbers("step", 1, values.size(0));
        return new HeatMap(name, Labels.numbers("unit", 1, values.size(1)), columns, grid(values), tone, List.of());
    }
}
