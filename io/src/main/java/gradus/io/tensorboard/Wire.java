package gradus.io.tensorboard;

import gradus.core.graph.GraphText;
import gradus.core.graph.Node;
import gradus.nn.summary.NetworkGraph;
import java.util.List;

/// What TensorBoard's messages look like: the numbers of their fields, from `event.proto`, `summary.proto`,
/// `graph.proto` and the plugin for settings in the sources of TensorBoard.
final class Wire {
    private static final int FLOAT_TYPE = 1;
    private static final int STRING_TYPE = 7;
    private static final int TENSOR_CLASS = 2;
    private static final int SESSION_START = 1;
    private static final int PRODUCER = 22;

    private Wire() {}

    /// The first record of every file.
    static Message version(double time) {
        return new Message().real(1, time).text(3, "brain.Event:2");
    }

    /// Says that steps from this one on which were written before count no more.
    static Message restart(double time, long step) {
        return new Message().real(1, time).whole(2, step).part(7, new Message().whole(1, SESSION_START));
    }

    static Message event(double time, long step, List<Note> notes) {
        Message summary = new Message();
        notes.forEach(note -> summary.part(1, value(note)));
        return new Message().real(1, time).whole(2, step).part(5, summary);
    }

    static Message graph(double time, NetworkGraph graph) {
        Message definition = new Message();
        for (NetworkGraph.Place place : graph.places()) {
            definition.part(1, node(place));
        }
        definition.part(4, new Message().whole(1, PRODUCER));
        return new Message().real(1, time).bytes(4, definition.toBytes());
    }

    private static Message value(Note note) {
        Message value = new Message().text(1, note.name());
        return switch (note) {
            case Note.Scalar scalar -> value.single(2, (float) scalar.value());
            case Note.Spread spread -> value.part(5, histogram(spread));
            case Note.Picture picture -> value.part(4, picture.message());
            case Note.Words words ->
                value.part(8, strings(List.of(words.markdown()))).part(9, metadata(new Message().text(1, "text")));
            case Note.Settings settings ->
                value.part(8, nothing())
                        .part(9, metadata(new Message().text(1, "hparams").bytes(2, session(settings))));
        };
    }

    private static Message histogram(Note.Spread spread) {
        Note.Moments moments = spread.moments();
        return new Message()
                .real(1, moments.least())
                .real(2, moments.greatest())
                .real(3, moments.number())
                .real(4, moments.sum())
                .real(5, moments.squares())
                .reals(6, spread.ends())
                .reals(7, spread.counts());
    }

    private static Message metadata(Message plugin) {
        return new Message().part(1, plugin).whole(4, TENSOR_CLASS);
    }

    private static Message strings(List<String> texts) {
        Message shape = new Message().part(2, new Message().whole(1, texts.size()));
        Message tensor = new Message().whole(1, STRING_TYPE).part(2, shape);
        texts.forEach(text -> tensor.text(8, text));
        return tensor;
    }

    /// Where the data of a plugin are all there is, a tensor without numbers stands beside them.
    private static Message nothing() {
        Message noRows = new Message().part(2, new Message());
        return new Message().whole(1, FLOAT_TYPE).part(2, noRows);
    }

    private static byte[] session(Note.Settings settings) {
        Message start = new Message();
        settings.settings().forEach((name, text) -> start.entry(1, name, setting(text)));
        return new Message().part(3, start).toBytes();
    }

    private static Message setting(String text) {
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? new Message().real(2, number) : new Message().text(3, text);
        } catch (NumberFormatException _) {
            return new Message().text(3, text);
        }
    }

    private static Message node(NetworkGraph.Place place) {
        Node node = place.node();
        Message message = new Message().text(1, place.name()).text(2, node.op().name());
        place.inputs().forEach(input -> message.text(3, input));
        Message shape = new Message();
        for (int axis = 0; axis < node.type().shape().rank(); axis++) {
            shape.part(2, new Message().whole(1, node.type().shape().size(axis)));
        }
        Message shapes = new Message().part(1, new Message().part(7, shape));
        message.entry(5, "_output_shapes", shapes);
        String attributes = GraphText.attributes(node.op());
        return attributes.isEmpty() ? message : message.entry(5, "attributes", new Message().text(2, attributes));
    }
}
