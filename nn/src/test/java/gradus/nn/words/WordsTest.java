package gradus.nn.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Activate;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Parameters;
import gradus.nn.layer.Residual;
import gradus.nn.layer.Sequential;
import gradus.nn.network.Networks;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.ConvOptions;
import gradus.nn.summary.Summary;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    private static final Key KEY = Key.of(1);

    @Test
    void words_of_a_perceptron_build_the_same_numbers_as_the_perceptron() {
        Layer words = Networks.of("dense(8) relu dropout(0.1) dense(4) relu dropout(0.1) dense(classes)")
                .build(Shape.of(3), 2, KEY);
        Layer mlp = Networks.mlp(8, 4).dropout(0.1).build(Shape.of(3), 2, KEY);
        assertThat(words).hasToString(mlp.toString());
        assertThat(Parameters.flatten(words).literal())
                .isEqualTo(Parameters.flatten(mlp).literal());
        Layer images = Networks.of("dense(8) selu dense(classes)").build(Shape.of(4, 3, 2), 5, KEY);
        assertThat(Parameters.flatten(images).literal())
                .isEqualTo(Parameters.flatten(
                                Networks.mlp(8).activation(Activation.SELU).build(Shape.of(4, 3, 2), 5, KEY))
                        .literal());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense(128) relu dense(classes)",
                "dropout(.25) dense(classes, bias=no)",
                "3*(dense(8) leaky-relu(0.2)) dense(classes)",
                "dense(8) residual(layernorm dense(8) gelu 2*(dense(8) tanh)) dense(outputs)",
            })
    void words_print_back_as_they_were_written(String text) {
        assertThat(Networks.of(text)).hasToString(text);
        assertThat(Networks.of(text).build(Shape.of(3), 2, KEY)).isNotNull();
    }

    @Test
    void blanks_case_and_underscores_do_not_matter() {
        assertThat(Networks.of("  DENSE( 8 ,bias = no)\n leaky_relu 2*dense(8)dense(classes)"))
                .isEqualTo(Networks.of("dense(8, bias=no) leaky-relu 2*(dense(8)) dense(classes)"));
    }

    @Test
    void a_repeated_word_has_numbers_of_its_own_each_time() {
        var network = Networks.of("3*(dense(4) tanh) dense(classes)").build(Shape.of(4), 2, KEY);
        assertThat(network.layers()).hasSize(7);
        var values = Parameters.of(network);
        assertThat(values.get("layers.0.weight").literal())
                .isNotEqualTo(values.get("layers.2.weight").literal());
    }

    @Test
    void every_activation_has_its_name_as_word() {
        for (Activation.Fixed fixed : Activation.Fixed.values()) {
            assertThat(Networks.of("dense(4) " + fixed + " dense(classes)")
                            .build(Shape.of(3), 2, KEY)
                            .layers())
                    .contains(new Activate(fixed));
        }
        for (String name : new String[] {"leaky-relu", "elu", "celu", "softplus", "hard-sigmoid", "hard-tanh"}) {
            assertThat(Networks.of(name + " dense(classes)")
                            .build(Shape.of(3), 2, KEY)
                            .layers())
                    .contains(new Activate(Activation.named(name)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            leaky-relu(0.2)              | LeakyRelu[negativeSlope=0.2]
            elu(alpha=2)                 | Elu[alpha=2.0]
            celu(alpha=2)                | Celu[alpha=2.0]
            softplus(beta=2)             | Softplus[beta=2.0]
            hard-sigmoid(0.25,0.3)       | HardSigmoid[alpha=0.25, beta=0.3]
            hard-sigmoid(alpha=0.25)     | HardSigmoid[alpha=0.25, beta=0.5]
            hard-sigmoid(beta=0.3)       | HardSigmoid[alpha=0.16666666666666666, beta=0.3]
            hard-tanh(low=-2)            | HardTanh[low=-2.0, high=1.0]
            hard-tanh(high=2)            | HardTanh[low=-1.0, high=2.0]
            thresholded-relu(threshold=2)| ThresholdedRelu[threshold=2.0]
            """)
    void each_option_of_an_activation_counts_alone(String word, String activation) {
        Layer first = Networks.of(word + " dense(classes)")
                .build(Shape.of(3), 2, KEY)
                .layers()
                .getFirst();
        assertThat(((Activate) first).activation()).hasToString(activation);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            desne(8) dense(classes) | there is no word 'desne' at character 1 of "desne(8) dense(classes)"; did you mean 'dense'?
            relu dense(x)           | dense: features must be a whole number, got 'x' at character 12 of "relu dense(x)"; sizes
            relu dense              | dense needs features at character 6 of "relu dense"; it is used as dense(features, bias=yes)
            dense(8, bais=no)       | dense has no option 'bais' at character 10 of "dense(8, bais=no)"; did you mean 'bias'?
            dense(8, 9)             | dense does not take '9' at character 10 of "dense(8, 9)"; it is used as
            dense(8,features=8)     | dense is told features twice at character 9
            dense(8                 | ')' is missing for the '(' at character 6 of "dense(8"
            dense(8 9)              | values are separated by ',' in the parentheses at character 6
            dense(8))               | nothing open ends at character 9
            dense(,)                | dense: a value is needed at character 7
            3 dense(8)              | '3' is no word at character 1 of "3 dense(8)"; a number repeats what follows
            2*()                    | words are needed between the parentheses at character 3
            residual                | residual needs words in parentheses at character 1
            dense(8) + relu         | there is no word '+' at character 10
            dense(8) & relu         | a word is needed at character 10
            dropout(1.5) relu       | dropout(1.5) does not fit samples of [3] at character 1 of "dropout(1.5) relu": dropout: the rate must
            residual(reshape(3x1))  | residual(reshape(3x1)) does not fit samples of [3] at character 1 of "residual(reshape(3x1))": a short cut of kernel 1 can change the channels and shrink places by the strides inside, but the words inside make [3, 1] of [3]; use padding=same
            dense(8) relu           | the last word must give 2 outputs, but "dense(8) relu" gives [8] for each sample; end it with dense(classes)
            """)
    void what_is_wrong_is_said_with_its_place(String text, String message) {
        assertThatThrownBy(() -> Networks.of(text).build(Shape.of(3), 2, KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("network: " + message);
    }

    @Test
    void nothing_is_no_network_and_a_deep_one_is_refused_before_the_stack_ends() {
        assertThatThrownBy(() -> Networks.of("  ")).hasMessageContaining("at least one word is needed, got none");
        assertThatThrownBy(() -> Networks.of("residual(".repeat(100_000)))
                .hasMessageContaining("words may be nested 40 deep at character 361 of \"…");
    }

    private static String shapes(String words, Shape sample) {
        var network = Networks.of(words).build(sample, 10, KEY);
        return Summary.of(network, Shape.of(1).append(sample)).rows().stream()
                .map(row -> row.output().slice(1, row.output().rank()).toString())
                .collect(Collectors.joining(" "));
    }

    @Test
    void convolutions_slide_along_as_many_axes_as_the_sample_has() {
        assertThat(shapes(
                        "conv(32,3) relu conv(64,3, stride=2) relu dense(128) relu dense(classes)",
                        Shape.of(28, 28, 1)))
                .isEqualTo("[26, 26, 32] [26, 26, 32] [12, 12, 64] [12, 12, 64] [9216] [128] [128] [10]");
        assertThat(shapes(
                        "conv(8,3x5, padding=same) depthwise(3, padding=1) separable(4,3) flatten dense(10)",
                        Shape.of(9, 9, 2)))
                .isEqualTo("[9, 9, 8] [9, 9, 8] [7, 7, 4] [196] [10]");
        assertThat(shapes("conv(8,3, padding=causal, dilation=2) dense(classes)", Shape.of(12, 3)))
                .isEqualTo("[12, 8] [12, 10]");
        assertThat(shapes("conv3d(4,2) convtranspose(2,2, stride=2) dense(classes)", Shape.of(3, 3, 3, 1)))
                .isEqualTo("[2, 2, 2, 4] [4, 4, 4, 2] [128] [10]");
    }

    @Test
    void pools_enlargements_and_reshapes_have_words() {
        assertThat(shapes(
                        "conv(32,3) relu conv(64,3) relu maxpool(2) dropout(.25) dense(128) relu dense(classes)",
                        Shape.of(28, 28, 1)))
                .isEqualTo("[26, 26, 32] [26, 26, 32] [24, 24, 64] [24, 24, 64] [12, 12, 64] [12, 12, 64] [9216] [128]"
                        + " [128] [10]");
        assertThat(shapes(
                        "avgpool(3, stride=2, padding=same) upsample(2) globalavgpool dense(classes)",
                        Shape.of(9, 9, 2)))
                .isEqualTo("[5, 5, 2] [10, 10, 2] [2] [10]");
        assertThat(shapes(
                        "reshape(4x4x1) pad(1, reflect) adaptiveavgpool(3) channeldropout(.5) flatten dense(10)",
                        Shape.of(16)))
                .isEqualTo("[4, 4, 1] [6, 6, 1] [3, 3, 1] [3, 3, 1] [9] [10]");
        assertThat(shapes("globalmaxpool dense(classes)", Shape.of(12, 3))).isEqualTo("[3] [10]");
        assertThat(shapes("maxpool(2, stride=SIZE) avgpool(3, stride=2x1) dense(classes)", Shape.of(12, 8, 1)))
                .isEqualTo("[6, 4, 1] [2, 2, 1] [4] [10]");
        assertThatThrownBy(() -> shapes("maxpool(2, stride=foo) dense(classes)", Shape.of(4, 4, 1)))
                .hasMessageEndingWith("stride must be size or numbers such as 2 or 2x1, got foo");
        assertThatThrownBy(() -> shapes("pad(1, some) dense(classes)", Shape.of(4, 4, 1)))
                .hasMessageContaining("edge must be one of constant, reflect, replicate, circular, got some");
        assertThat(Networks.image(Shape.of(28, 28, 1)))
                .hasToString(
                        "conv(32,3, padding=same) relu maxpool(2)"
                                + " conv(64,3, padding=same) relu maxpool(2) dropout(.25) dense(128) relu dropout(.5) dense(classes)");
        assertThat(Networks.image(Shape.of(224, 224, 3)).text()).contains("conv(256,3", "dropout(.25)");
    }

    @Test
    void a_residual_that_changes_the_shape_has_a_short_cut_with_its_stride() {
        String block = "residual(conv(8,3, stride=2, padding=same) batchnorm relu conv(8,3, padding=same) batchnorm)";
        Residual residual = only(block + " relu globalavgpool dense(classes)", Shape.of(9, 6, 4));
        assertThat(residual.shortcut().orElseThrow())
                .hasToString(Sequential.of(
                                Conv.of2d(4, 8, ConvOptions.of(1).withStride(2).withoutBias(), KEY), BatchNorm.of(8))
                        .toString());
        assertThat(shapes(block + " relu globalavgpool dense(classes)", Shape.of(9, 6, 4)))
                .isEqualTo("[5, 3, 8] [5, 3, 8] [8] [10]");
        assertThat(only("residual(conv(4,3, padding=same) relu) dense(classes)", Shape.of(9, 4))
                        .shortcut())
                .isEmpty();
        assertThat(only("residual(conv(6,3x5, stride=2x3, padding=same)) flatten dense(classes)", Shape.of(9, 10, 4))
                        .shortcut()
                        .orElseThrow())
                .hasToString("Conv2d 4 → 6, kernel 1 × 1, stride 2 × 3");
        assertThat(only("residual(dense(6) relu dense(6)) dense(classes)", Shape.of(4))
                        .shortcut()
                        .orElseThrow())
                .hasToString("Linear 4 → 6");
    }

    private static Residual only(String words, Shape sample) {
        return (Residual) Networks.of(words).build(sample, 10, KEY).layers().getFirst();
    }

    @Test
    void a_short_cut_of_another_stride_than_the_body_is_refused() {
        for (String inside : List.of("conv(8,3, stride=2)", "conv(8,3)", "maxpool(3) conv(8,2)")) {
            assertThatThrownBy(() -> shapes("residual(" + inside + ") flatten dense(classes)", Shape.of(8, 8, 4)))
                    .hasMessageContaining("use padding=same inside");
        }
        assertThat(only("residual(conv(4,3, padding=same) maxpool(2)) flatten dense(classes)", Shape.of(8, 8, 4))
                        .shortcut()
                        .orElseThrow())
                .hasToString("Conv2d 4 → 4, kernel 1 × 1, stride 2 × 2");
    }

    @Test
    void a_residual_that_no_short_cut_can_follow_is_told() {
        assertThatThrownBy(() -> shapes("residual(conv(8,3)) flatten dense(classes)", Shape.of(9, 9, 4)))
                .hasMessageContaining("a short cut of kernel 1 can change the channels and shrink places by the strides"
                        + " inside, but the words inside make [7, 7, 8] of [9, 9, 4]; use padding=same inside");
    }

    @Test
    void recurrent_layers_have_words_and_dense_works_on_each_step() {
        String two = "lstm(8, layers=2, bidirectional) last dense(classes)";
        assertThat(Networks.of(two)).hasToString(two);
        assertThat(shapes(two, Shape.of(5, 3))).isEqualTo("[5, 16] [16] [10]");
        assertThat(shapes("gru(8, last) dense(classes)", Shape.of(5, 3))).isEqualTo("[8] [10]");
        assertThat(shapes("rnn(8, backward) dense(4) tanh meanovertime dense(classes)", Shape.of(5, 3)))
                .isEqualTo("[5, 8] [5, 4] [5, 4] [4] [10]");
        assertThat(shapes("embedding(6) lstm(8) dense(classes)", Shape.of(7))).isEqualTo("[7, 6] [7, 8] [7, 10]");
        assertThatThrownBy(() -> shapes("lstm(8) dense(classes)", Shape.of(4, 4, 1)))
                .hasMessageContaining("samples must be sequences [steps, channels], got [4, 4, 1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1000*(1000*(1000*relu)) dense(classes)",
                "1000*(residual(1000*(residual(1000*(relu))))) dense(classes)",
                "1000*(residual(10*relu)) dense(classes)",
            })
    void repeats_within_repeats_have_an_end(String text) {
        assertThatThrownBy(() -> Networks.of(text).build(Shape.of(3), 2, KEY))
                .hasMessage(
                        "network: at most 10000 words make a network, those inside others and repeated ones counted,"
                                + " got more; repeat fewer times");
    }

    @Test
    void deeply_nested_short_cuts_are_built_in_no_time() {
        int depth = 39;
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThat(shapes(
                                "residual(".repeat(depth) + "dense(8)" + ")".repeat(depth) + " dense(classes)",
                                Shape.of(3)))
                        .isEqualTo("[8] [10]"));
    }

    @Test
    void a_convolution_that_does_not_fit_is_told_with_its_place() {
        assertThatThrownBy(() -> shapes("relu conv(8,3) dense(classes)", Shape.of(5)))
                .hasMessage("network: conv(8,3) does not fit samples of [5] at character 6 of \"relu conv(8,3)"
                        + " dense(classes)\": a window slides along 1, 2 or 3 axes before the channels, but samples"
                        + " are [5]; reshape gives them axes, as in reshape(28x28x1)");
        assertThatThrownBy(() -> shapes("conv1d(8,3) dense(classes)", Shape.of(5, 5, 1)))
                .hasMessageContaining("samples must have 1 axis and channels, got [5, 5, 1]");
        assertThatThrownBy(() -> shapes("conv(8,3x3x3) dense(classes)", Shape.of(5, 5, 1)))
                .hasMessageContaining("kernel must be one size or one for each of 2 axes, got 3x3x3");
        assertThatThrownBy(() -> shapes("conv(8,3, padding=some) dense(classes)", Shape.of(5, 5, 1)))
                .hasMessageContaining("padding must be valid, same, causal or numbers such as 1 or 1x2, got some");
        assertThatThrownBy(() -> shapes("conv(8,9) dense(classes)", Shape.of(5, 5, 1)))
                .hasMessageStartingWith("network: conv(8,9) does not fit samples of [5, 5, 1] at character 1 of");
    }
}
