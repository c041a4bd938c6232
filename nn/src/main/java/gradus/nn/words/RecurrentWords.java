package gradus.nn.words;

import gradus.nn.recurrent.Gru;
import gradus.nn.recurrent.LastStep;
import gradus.nn.recurrent.Lstm;
import gradus.nn.recurrent.MeanOverTime;
import gradus.nn.recurrent.RecurrentOptions;
import gradus.nn.recurrent.RecurrentOptions.Directions;
import gradus.nn.recurrent.RecurrentOptions.Output;
import gradus.nn.recurrent.Rnn;
import java.util.List;

/// The words for layers that read sequences step by step.
final class RecurrentWords {
    private static final Parameter[] OPTIONS = {
        Parameter.whole("hidden"),
        Parameter.whole("layers").or("1"),
        Parameter.number("dropout").or("0"),
        Parameter.no("bidirectional"),
        Parameter.no("backward"),
        Parameter.no("last")
    };

    private RecurrentWords() {}

    static List<Word> all() {
        return List.of(
                Word.of(
                        "lstm",
                        call -> Lstm.of(
                                call.features(), call.whole("hidden"), call.whole("layers"), options(call), call.key()),
                        OPTIONS),
                Word.of(
                        "gru",
                        call -> Gru.of(
                                call.features(), call.whole("hidden"), call.whole("layers"), options(call), call.key()),
                        OPTIONS),
                Word.of(
                        "rnn",
                        call -> Rnn.of(
                                call.features(), call.whole("hidden"), call.whole("layers"), options(call), call.key()),
                        OPTIONS),
                Word.of("last", _ -> new LastStep()),
                Word.of("meanovertime", _ -> new MeanOverTime()));
    }

    private static RecurrentOptions options(Call call) {
        call.requireSequence();
        if (call.isOn("bidirectional") && call.isOn("backward")) {
            throw new IllegalArgumentException("sequences are read backward or in both directions, got both words");
        }
        Directions directions = call.isOn("bidirectional")
                ? Directions.BOTH_CONCATENATED
                : call.isOn("backward") ? Directions.BACKWARD : Directions.FORWARD;
        return RecurrentOptions.defaults()
                .withDirections(directions)
                .withOutput(call.isOn("last") ? Output.LAST : Output.SEQUENCE)
                .withDropout(call.number("dropout"));
    }
}
