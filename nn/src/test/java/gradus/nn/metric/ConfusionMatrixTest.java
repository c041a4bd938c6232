package gradus.nn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    private static ConfusionMatrix trees() {
        int[] predictions = Classification.predictions(ClassificationTest.PROBABILITIES, 3);
        return ConfusionMatrix.of(ClassificationTest.LABELS, ClassificationTest.TARGETS, predictions);
    }

    private static List<String> names(int classes) {
        return IntStream.range(0, classes).mapToObj(i -> "class-number-" + i).toList();
    }

    @Test
    void precision_recall_and_f1_agree_with_scikit_learn() {
        ConfusionMatrix matrix = trees();
        double[] precision = {2.0 / 3, 0.6, 0.75};
        double[] recall = {2.0 / 3, 0.75, 0.6};
        for (int c = 0; c < 3; c++) {
            assertThat(matrix.precision(c)).isCloseTo(precision[c], within(1e-15));
            assertThat(matrix.recall(c)).isCloseTo(recall[c], within(1e-15));
            assertThat(matrix.f1(c)).isCloseTo(2.0 / 3, within(1e-15));
        }
        assertThat(matrix.macro(matrix::precision)).isCloseTo(0.6722222222222222, within(1e-15));
        assertThat(matrix.weighted(matrix::precision)).isCloseTo(0.6791666666666667, within(1e-15));
        assertThat(matrix.weighted(matrix::recall)).isCloseTo(matrix.accuracy(), within(1e-15));
    }

    @Test
    void a_class_never_predicted_has_precision_0_and_a_class_that_never_occurs_is_left_out_of_means() {
        ConfusionMatrix matrix =
                ConfusionMatrix.of(List.of("a", "b", "c"), new int[] {0, 0, 1, 1}, new int[] {0, 0, 0, 0});
        assertThat(matrix.precision(1)).isZero();
        assertThat(matrix.recall(2)).isZero();
        assertThat(matrix.f1(2)).isZero();
        assertThat(matrix.macro(matrix::precision)).isEqualTo(0.25);
        assertThat(matrix.macro(matrix::f1)).isCloseTo(1.0 / 3, within(1e-15));
    }

    @Test
    void batches_add_up() {
        int[] targets = ClassificationTest.TARGETS;
        int[] predictions = Classification.predictions(ClassificationTest.PROBABILITIES, 3);
        ConfusionMatrix sum = ConfusionMatrix.of(ClassificationTest.LABELS, new int[0], new int[0]);
        for (int i = 0; i < targets.length; i++) {
            sum = sum.plus(
                    ConfusionMatrix.of(ClassificationTest.LABELS, new int[] {targets[i]}, new int[] {predictions[i]}));
        }
        assertThat(sum).isEqualTo(trees()).hasSameHashCodeAs(trees());
    }

    @Test
    void a_small_matrix_prints_aligned_with_its_labels() {
        assertThat(trees()).hasToString("""
                        target \\ predicted     ash   birch   cedar  recall
                        ash                      2       1       0  0.6667
                        birch                    0       3       1  0.7500
                        cedar                    1       1       3  0.6000
                        precision           0.6667  0.6000  0.7500  0.6667
                        """);
    }

    @Test
    void columns_that_do_not_fit_are_folded_into_blocks() {
        int[] all = IntStream.range(0, 20).toArray();
        String text = ConfusionMatrix.of(names(20), all, all).toString();
        assertThat(text.lines()).allMatch(line -> line.length() <= 120);
        assertThat(text.lines().filter(line -> line.startsWith("target"))).hasSize(3);
        assertThat(text).contains("class-numbe…");
    }

    @Test
    void many_classes_are_folded_into_their_commonest_mistakes() {
        int[] targets = IntStream.range(0, 300).map(i -> i % 100).toArray();
        int[] predictions =
                IntStream.range(0, 300).map(i -> i % 100 == 7 ? 8 : i % 100).toArray();
        assertThat(ConfusionMatrix.of(names(100), targets, predictions)).hasToString("""
                        all kinds of mistake among 100 classes
                        target               predicted  samples  of target
                        class-number-7  class-number-8        3     1.0000
                        """);
        int[] wrong = IntStream.of(targets).map(t -> (t + 1) % 100).toArray();
        assertThat(ConfusionMatrix.of(names(100), targets, wrong).toString())
                .startsWith("the 20 commonest of 100 kinds of mistake among 100 classes\n")
                .hasLineCount(22);
    }

    @Test
    void control_characters_of_a_label_do_not_reach_the_terminal() {
        assertThat(ConfusionMatrix.of(List.of("a\u001b[31m", "b"), new int[] {0}, new int[] {0})
                        .toString())
                .doesNotContain("\u001b");
    }

    @Test
    void an_unknown_class_is_refused_in_words() {
        assertThatThrownBy(() -> ConfusionMatrix.of(List.of("a", "b"), new int[] {2}, new int[] {0}))
                .hasMessage("confusion matrix: a class must be one of 0 … 1, got 2; the labels are [a, b]");
        assertThatThrownBy(() -> trees().plus(ConfusionMatrix.of(List.of("a"), new int[0], new int[0])))
                .hasMessageContaining("same labels", "[ash, birch, cedar]", "[a]");
    }
}
