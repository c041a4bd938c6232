package gradus.explain.step;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.explain.document.Explanation;
import gradus.explain.document.Line;
import gradus.explain.maths.Symbol;
import gradus.nn.activation.Activation;
import gradus.nn.attention.BlockPlan;
import gradus.nn.attention.CausalLanguageModel;
import gradus.nn.attention.MultiHeadAttention;
import gradus.nn.attention.SinusoidalPositions;
import gradus.nn.layer.Activate;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.GroupNorm;
import gradus.nn.layer.Layer;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.Residual;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Penalty;
import gradus.nn.optim.Adam;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.ClipGlobalNorm;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.Sgd;
import gradus.nn.recurrent.Gru;
import gradus.nn.recurrent.LastStep;
import gradus.nn.recurrent.Lstm;
import gradus.nn.recurrent.MeanOverTime;
import gradus.nn.recurrent.Rnn;
import gradus.nn.spatial.AvgPool;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.MaxPool;
import gradus.nn.train.Goal;
import gradus.nn.train.Moment;
import gradus.nn.train.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Networks of every kind are told whole: each formula gives its number, each derivative is the central difference, and
/// the engine's own float32 is near.
final class ArchitecturesTest {
    private static final Key KEY = Key.of(1);
    private static final Tensor SEQUENCE = Tensor.normal(KEY, 1, 4, 2);
    private static final Tensor CLASS = Tensor.of(1L);
    private static final Tensor TOKENS = Tensor.of(1L, 2L, 3L).reshape(1, 3);

    record Told(String name, Moment<Layer> moment) {
        @Override
        public String toString() {
            return name;
        }

        /// The parameter that comes first.
        String firstParameter() {
            return Weights.of(moment.network()).parameters().keySet().iterator().next();
        }

        /// The indices of the element that the first step of plain descent moves most.
        List<Integer> strongest(String path) {
            Moment<Layer> plain = Moment.first(moment.network(), moment.goal(), Sgd.of(1), moment.batch());
            Literal before = Weights.of(plain.network()).parameters().get(path);
            Literal after =
                    Weights.of(Explainer.next(plain).network()).parameters().get(path);
            int most = 0;
            for (int e = 0; e < before.count(); e++) {
                boolean more = Math.abs(after.get(e) - before.get(e)) > Math.abs(after.get(most) - before.get(most));
                most = more ? e : most;
            }
            return Namer.indices(before.type().shape(), most);
        }
    }

    static Stream<Told> networks() {
        return Stream.of(
                classes(
                        "perceptron",
                        Tensor.normal(KEY, 3, 2),
                        Tensor.of(0L, 1L, 1L),
                        Sgd.of(0.1),
                        Linear.of(2, 4, KEY),
                        new Activate(Activation.TANH),
                        Linear.of(4, 2, KEY)),
                classes(
                        "convolution",
                        Tensor.normal(KEY, 1, 6, 6, 1),
                        CLASS,
                        Adam.of(0.01),
                        Conv.of2d(1, 2, 3, KEY),
                        new Activate(Activation.RELU),
                        MaxPool.of2d(2),
                        new Flatten(),
                        Linear.of(8, 3, KEY)),
                classes(
                        "mean pool and group norm",
                        Tensor.normal(KEY, 1, 4, 4, 2),
                        CLASS,
                        Sgd.of(0.1),
                        Conv.of2d(2, 4, 3, KEY),
                        GroupNorm.of(2, 4),
                        new Activate(Activation.SILU),
                        AvgPool.of2d(2),
                        new Flatten(),
                        Linear.of(4, 2, KEY)),
                classes(
                        "recurrent",
                        SEQUENCE,
                        CLASS,
                        Sgd.of(0.1),
                        Rnn.of(2, 3, KEY),
                        new LastStep(),
                        Linear.of(3, 2, KEY)),
                classes("lstm", SEQUENCE, CLASS, Sgd.of(0.1), Lstm.of(2, 3, KEY), new LastStep(), Linear.of(3, 2, KEY)),
                classes(
                        "gru",
                        SEQUENCE,
                        CLASS,
                        Sgd.of(0.1),
                        Gru.of(2, 3, KEY),
                        new MeanOverTime(),
                        Linear.of(3, 2, KEY)),
                new Told(
                        "norms",
                        moment(
                                Sequential.of(
                                        new Linear(new Param(Tensor.normal(KEY, 3, 4)), Optional.empty()),
                                        BatchNorm.of(4),
                                        new Activate(Activation.GELU),
                                        LayerNorm.of(4),
                                        Linear.of(4, 1, KEY)),
                                Tensor.normal(KEY, 3, 3),
                                Tensor.normal(KEY.fold(1), 3, 1),
                                Loss.MEAN_SQUARED_ERROR,
                                Adam.of(0.1))),
                classes(
                        "residual with dropout and clipping",
                        Tensor.normal(KEY, 2, 3),
                        Tensor.of(1L, 0L),
                        AdamW.of(0.01).after(ClipGlobalNorm.of(0.5)),
                        Linear.of(3, 3, KEY),
                        Residual.of(
                                Sequential.of(Linear.of(3, 3, KEY), new Activate(Activation.TANH), Dropout.of(0.3))),
                        Linear.of(3, 2, KEY)),
                classes(
                        "attention",
                        Tensor.normal(KEY, 1, 3, 4),
                        CLASS,
                        Sgd.of(0.1),
                        MultiHeadAttention.of(4, 2, KEY),
                        new MeanOverTime(),
                        Linear.of(4, 2, KEY)),
                classes(
                        "encoder",
                        TOKENS,
                        CLASS,
                        Sgd.of(0.1),
                        Embedding.of(5, 4, KEY),
                        SinusoidalPositions.of(),
                        BlockPlan.of(4, 2).encoder(1, KEY),
                        new MeanOverTime(),
                        Linear.of(4, 2, KEY)),
                new Told(
                        "language model",
                        moment(
                                CausalLanguageModel.gpt(1, 2, 4).build(5, 3, KEY),
                                TOKENS,
                                Tensor.of(2L, 3L, 4L).reshape(1, 3),
                                Loss.CROSS_ENTROPY,
                                Sgd.of(0.1))),
                new Told(
                        "autoencoder with a penalty",
                        moment(
                                        Sequential.of(
                                                Linear.of(4, 2, KEY),
                                                new Activate(Activation.SIGMOID),
                                                Linear.of(2, 4, KEY)),
                                        Tensor.normal(KEY, 2, 4),
                                        Tensor.normal(KEY, 2, 4),
                                        Loss.MEAN_SQUARED_ERROR,
                                        Adam.of(0.01))
                                .with(Penalty.elastic(0.01, 0.1))));
    }

    private static Told classes(String name, Tensor x, Tensor y, Optimizer optimizer, Layer... layers) {
        return new Told(name, moment(Sequential.of(layers), x, y, Loss.CROSS_ENTROPY, optimizer));
    }

    static Moment<Layer> moment(Layer network, Tensor x, Tensor y, Loss loss, Optimizer optimizer) {
        Map<String, Literal> batch = new LinkedHashMap<>();
        batch.put("features", x.literal());
        batch.put("target", y.literal());
        return Moment.first(network, Goal.of(loss), optimizer, batch);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void every_number_is_checked(Told told) {
        Explanation explanation = Explainer.explain(told.moment(), Focus.defaults(), Labels.of(told.name()), 60);
        assertThat(explanation.lines())
                .filteredOn(
                        line -> line.check().isPresent() && !line.check().get().holds())
                .isEmpty();
        assertThat(explanation.agreement().differences()).isGreaterThan(10);
        assertThat(explanation.agreement().differenceError()).isLessThanOrEqualTo(1e-6);
        assertThat(explanation.agreement().engineError()).isLessThan(1e-3);
        assertThat(explanation.lines()).extracting(Line::id).doesNotHaveDuplicates();
    }

    @Test
    void gates_are_told_by_name_and_time() {
        Told lstm = networks()
                .filter(told -> told.name().equals("lstm"))
                .findFirst()
                .orElseThrow();
        Explanation explanation = Explainer.explain(lstm.moment(), Focus.defaults(), Labels.of("lstm"), 60);
        for (String gate : List.of("i", "f", "g", "o", "c", "h")) {
            Symbol symbol = new Symbol.Name(gate, "1,t=3", List.of(2));
            assertThat(explanation.lines())
                    .as(gate)
                    .anyMatch(line -> line.symbol().equals(symbol));
        }
    }

    @Test
    void a_focus_keeps_one_weight_with_its_way_and_says_what_is_left_out() {
        Told perceptron = networks().findFirst().orElseThrow();
        Focus focus = Focus.defaults().onLayer("layers.0.weight").onWeight(List.of(2, 3));
        Explanation explanation = Explainer.explain(perceptron.moment(), focus, Labels.of("one weight"), 60);
        Symbol weight = new Symbol.Name("W", "1", List.of(2, 3));
        assertThat(explanation.lines())
                .anyMatch(line -> line.symbol().equals(Symbol.of("C").by(weight)));
        assertThat(explanation.lines()).anyMatch(line -> line.symbol().equals(new Symbol.Next(weight)));
        assertThat(explanation.lines())
                .noneMatch(line -> line.symbol().equals(Symbol.of("C").by(new Symbol.Name("W", "1", List.of(1, 3)))));
        assertThat(explanation.heading().facts()).containsKey("outside the focus");
    }
}
