package gradus.explain.plot;

import gradus.core.graph.Node;
import gradus.core.op.Attention;
import gradus.core.op.AttentionLayout;
import gradus.core.op.CompareFn;
import gradus.core.op.Contraction.Operand;
import gradus.core.tensor.Tensor;
import gradus.core.type.TensorType;
import gradus.explain.chart.Figure;
import gradus.explain.chart.Grid;
import gradus.explain.chart.HeatMap;
import gradus.explain.chart.Labels;
import gradus.explain.chart.Panel;
import gradus.explain.chart.Tone;
import gradus.nn.layer.Layer;
import gradus.nn.train.TextModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Where a network looks: the weights of attention, for each head a row per query with its shares of the keys. They
/// are computed from queries and keys as the network itself makes them, by any layer that holds attention.
public final class AttentionPlot {
    private AttentionPlot() {}

    /// Gives how many attentions a network has for an input.
    public static int count(Layer network, Tensor input) {
        return Probe.of(network, input).nodes(Attention.Attend.class).size();
    }

    /// Gives the plot of one attention of a network.
    ///
    /// @param network the network
    /// @param input a batch of one sequence, as the network takes it
    /// @param tokens what stands at each place; of another length, places are numbered
    /// @param which which attention, from 0 in the order of the network
    /// @throws IllegalArgumentException if the network has not so many
    public static Figure of(Layer network, Tensor input, List<String> tokens, int which) {
        Probe probe = Probe.of(network, input);
        List<Node> all = probe.nodes(Attention.Attend.class);
        if (which < 0 || which >= all.size()) {
            throw new IllegalArgumentException("attention plot: there is no attention number " + (which + 1)
                    + ", the network has " + Words.count(all.size(), "attention", "attentions") + " for this input"
                    + (all.isEmpty() ? "; networks of the words attention or transformer have some" : ""));
        }
        Tensor weights = weights(probe, all.get(which));
        int heads = weights.size(1);
        List<Panel> panels = new ArrayList<>();
        for (int head = 0; head < heads; head++) {
            Tensor one = weights.at(1, head).at(0, 0);
            String key = head == heads - 1 || heads > 2 && head % 2 == 1 ? "weight" : "";
            panels.add(new HeatMap(
                    "head " + (head + 1),
                    labels("query", tokens, one.size(0)),
                    labels("key", tokens, one.size(1)),
                    Grid.of(one.size(0), one.size(1), one.toDoubles()),
                    new Tone(Tone.Palette.SHADE, 0, 1, key),
                    List.of()));
        }
        String words = "Attention " + (which + 1) + " of " + all.size() + ", "
                + Words.count(heads, "head", "heads") + ": each row tells how the place at its left shares its look"
                + " among the places below; a row adds up to 1.";
        return new Figure("Attention", words, Math.min(2, heads), panels);
    }

    /// Gives the plot of one attention of a language model that reads a text; of a text longer than its context the
    /// last part counts.
    ///
    /// @throws IllegalArgumentException if the text is empty, or the network has not so many attentions
    /// @throws gradus.core.type.FormatException if the text has characters that the tokenizer does not know
    public static Figure of(TextModel model, String text, int which) {
        TokenRow row = TokenRow.of(model, text);
        return of(model.network(), row.input(), row.tokens(), which);
    }

    private static Labels labels(String title, List<String> tokens, int count) {
        return tokens.size() == count ? new Labels(title, tokens) : Labels.numbers(title, 1, count);
    }

    /// Gives `softmax(s Q Kᵀ)` of each head, `[batch, heads, queries, keys]`.
    private static Tensor weights(Probe probe, Node node) {
        Attention.Attend op = (Attention.Attend) node.op();
        Map<Node, Tensor> values = probe.values(node.inputs());
        List<Tensor> inputs = node.inputs().stream()
                .map(values::get)
                .map(Objects::requireNonNull)
                .toList();
        List<TensorType> types = node.inputs().stream().map(Node::type).toList();
        AttentionLayout layout = AttentionLayout.of(op, types);
        Tensor rows = inputs.getFirst();
        int width = layout.heads() * layout.size();
        int keyWidth = layout.kvHeads() * layout.size();
        boolean joint = op.operands() == Attention.Operands.JOINT;
        Tensor query = joint ? rows.slice(2, 0, width) : rows;
        Tensor key = joint ? rows.slice(2, width, width + keyWidth) : inputs.get(1);
        Tensor scores = heads(query, layout.heads(), layout.size())
                .matmul(
                        heads(key, layout.kvHeads(), layout.size()).repeat(layout.group(), 1),
                        Operand.AS_IS,
                        Operand.TRANSPOSED)
                .multiply(op.scale());
        Tensor hidden = Tensor.fill(scores.type(), Double.NEGATIVE_INFINITY);
        if (op.sight() == Attention.Sight.PAST) {
            Tensor seen = Tensor.ones(layout.queries(), layout.keys())
                    .lowerTriangle(0)
                    .compare(CompareFn.GREATER, 0);
            scores = seen.broadcastTo(scores.shape()).where(scores, hidden);
        }
        if (op.pairs() == Attention.Pairs.MASKED) {
            scores = inputs.getLast().broadcastTo(scores.shape()).where(scores, hidden);
        }
        return scores.softmax(-1);
    }

    private static Tensor heads(Tensor rows, int heads, int size) {
        return rows.wide().reshape(rows.size(0), rows.size(1), heads, size).transpose(List.of(0, 2, 1, 3));
    }
}
