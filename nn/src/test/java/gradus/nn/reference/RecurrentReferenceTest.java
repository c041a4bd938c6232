package gradus.nn.reference;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorMoves;
import gradus.core.type.Key;
import gradus.nn.layer.Context;
import gradus.nn.layer.Param;
import gradus.nn.layer.Stat;
import gradus.nn.recurrent.Gru;
import gradus.nn.recurrent.Lstm;
import gradus.nn.recurrent.RecurrentLayer;
import gradus.nn.recurrent.RecurrentOptions;
import gradus.nn.recurrent.RecurrentOptions.Directions;
import gradus.nn.recurrent.RecurrentOptions.Output;
import gradus.nn.recurrent.RecurrentPair;
import gradus.nn.recurrent.RecurrentResult;
import gradus.nn.recurrent.RecurrentState;
import gradus.nn.recurrent.RecurrentWeights;
import gradus.nn.recurrent.Rnn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every case of the shared reference file for recurrent layers, gate orders and second biases converted (C).
class RecurrentReferenceTest {
    static List<Named<Case>> cases() throws IOException {
        return Case.of("rnn.json");
    }

    @Test
    void the_reference_file_holds_nineteen_cases() throws IOException {
        assertThat(cases()).hasSize(19);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_reference_case_is_met(Case reference) {
        RecurrentLayer layer = layer(reference);
        Tensor x = reference.id().startsWith("candle")
                ? reference.input("x").transpose(List.of(1, 0, 2))
                : reference.input("x");
        if (reference.has("calls")) {
            reference.check("h_last", secondCall(layer, x));
            return;
        }
        RecurrentState start = reference.hasInput("h0") ? given(reference) : layer.start(x.size(0));
        RecurrentResult result = reference.hasInput("mask")
                ? layer.run(x, reference.input("mask"), start, Context.inference())
                : layer.run(x, start, Context.inference());
        reference.check(reference.expects("outputs") ? "outputs" : "h_last", result.output());
        if (reference.expects("c_last")) {
            reference.check("c_last", result.state().cells().getFirst());
        }
    }

    private static RecurrentState given(Case reference) {
        return new RecurrentState(List.of(reference.input("h0")), List.of(reference.input("c0")));
    }

    /// The state of the first batch is carried over by the context's new statistics.
    private static Tensor secondCall(RecurrentLayer layer, Tensor x) {
        Lstm lstm = ((Lstm) layer).stateful(x.size(0));
        Context first = Context.training(Key.of(1));
        lstm.forward(x, first);
        List<Stat> after = new ArrayList<>();
        lstm.carried().forEach(stat -> after.add(new Stat(first.updates().get(stat))));
        Lstm next = new Lstm(lstm.layers(), lstm.initial(), after, lstm.options());
        return next.forward(x, Context.training(Key.of(2)));
    }

    private static RecurrentLayer layer(Case reference) {
        RecurrentWeights weights = reference.hasInput("weight_ih") ? torch(reference) : keras(reference);
        RecurrentOptions options = RecurrentOptions.defaults()
                .withDirections(directions(reference))
                .withOutput(reference.expects("outputs") ? Output.SEQUENCE : Output.LAST);
        List<RecurrentPair> layers = List.of(
                new RecurrentPair(weights, reference.has("bidirectional") ? Optional.of(weights) : Optional.empty()));
        return switch (reference.op()) {
            case "lstm" -> new Lstm(layers, List.of(), List.of(), options);
            case "rnn_tanh" -> new Rnn(layers, List.of(), List.of(), options, Rnn.Nonlinearity.TANH);
            default -> new Gru(layers, List.of(), List.of(), options, reset(reference));
        };
    }

    private static Gru.Reset reset(Case reference) {
        return reference.has("reset_after") && !reference.flag("reset_after") ? Gru.Reset.BEFORE : Gru.Reset.AFTER;
    }

    private static Directions directions(Case reference) {
        if (reference.has("bidirectional")) {
            return reference.text("bidirectional").startsWith("sum")
                    ? Directions.BOTH_SUMMED
                    : Directions.BOTH_CONCATENATED;
        }
        return reference.flag("go_backwards") ? Directions.BACKWARD : Directions.FORWARD;
    }

    private static RecurrentWeights keras(Case reference) {
        boolean gru = reference.op().equals("gru");
        Tensor bias = ordered(gru, reference.input("bias"));
        Tensor second = reference.hasInput("recurrent_bias") ? ordered(gru, reference.input("recurrent_bias")) : bias;
        boolean two = gru && reset(reference) == Gru.Reset.AFTER;
        return new RecurrentWeights(
                new Param(ordered(gru, reference.input("kernel"))),
                new Param(ordered(gru, reference.input("recurrent_kernel"))),
                Optional.of(new Param(bias)),
                two ? Optional.of(new Param(second)) : Optional.empty());
    }

    /// From z, r, h to r, z, n.
    private static Tensor ordered(boolean gru, Tensor x) {
        if (!gru) {
            return x;
        }
        int n = x.size(-1) / 3;
        return TensorMoves.concat(-1, List.of(x.slice(-1, n, 2 * n), x.slice(-1, 0, n), x.slice(-1, 2 * n, 3 * n)));
    }

    private static RecurrentWeights torch(Case reference) {
        Tensor first = reference.input("bias_ih");
        Tensor second = reference.input("bias_hh");
        boolean two = reference.op().equals("gru");
        return new RecurrentWeights(
                new Param(reference.input("weight_ih").transpose()),
                new Param(reference.input("weight_hh").transpose()),
                Optional.of(new Param(two ? first : first.add(second))),
                two ? Optional.of(new Param(second)) : Optional.empty());
    }
}
