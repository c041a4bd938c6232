package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.CrossFit;
import gradus.nn.data.Loader;
import gradus.nn.layer.Context;
import gradus.nn.layer.Ensemble;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.network.Several;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Folds, and what the members of an ensemble learn from samples that have some.
class CrossFitTest {
    private static final int ROWS = 37;

    private static ArrayDataset rareClass() {
        int[] classes = new int[ROWS];
        IntStream.of(3, 9, 17, 30).forEach(i -> classes[i] = 1);
        return ArrayDataset.ofClasses(new float[ROWS], 1, classes);
    }

    @Test
    void every_fold_has_its_share_of_a_rare_class_and_of_every_range_of_numbers() {
        CrossFit classes = new CrossFit(rareClass(), 4, Key.of(1));
        assertThat(IntStream.of(3, 9, 17, 30).map(classes::fold)).containsExactlyInAnyOrder(0, 1, 2, 3);
        float[] numbers = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            numbers[i] = i * 7 % ROWS;
        }
        CrossFit values = new CrossFit(ArrayDataset.ofValues(new float[ROWS], 1, numbers), 4, Key.of(1));
        for (int from = 0; from + 4 <= ROWS; from += 4) {
            int least = from;
            int[] folds = IntStream.range(0, ROWS)
                    .filter(i -> numbers[i] >= least && numbers[i] < least + 4)
                    .map(values::fold)
                    .toArray();
            assertThat(folds).as("from " + from).containsExactlyInAnyOrder(0, 1, 2, 3);
        }
    }

    @Test
    void the_seed_of_the_training_deals_the_folds() {
        CrossFit one = new CrossFit(rareClass(), 4, Key.of(1));
        assertThat(folds(one)).isEqualTo(folds(new CrossFit(rareClass(), 4, Key.of(1))));
        assertThat(folds(one)).isNotEqualTo(folds(one.dealtBy(Key.of(2))));
        Run<Ensemble> first = run(1);
        assertThat(run(1).state().weights()).isEqualTo(first.state().weights());
        assertThat(run(2).state().weights()).isNotEqualTo(first.state().weights());
    }

    /// Everything but the folds is the same: the features are zeros, in the order of the data set, from one start.
    private static Run<Ensemble> run(long seed) {
        Ensemble network = (Ensemble) new Several(4, Networks.linear()).build(Shape.of(1), 2, Key.of(3));
        return Training.of(network, new CrossFit(rareClass(), 4, Key.of(0)), Loss.CROSS_ENTROPY)
                .batchSize(8)
                .order(Loader.Order.AS_STORED)
                .seed(seed)
                .epochs(1)
                .fit();
    }

    private static List<Integer> folds(CrossFit samples) {
        return IntStream.range(0, ROWS).mapToObj(samples::fold).toList();
    }

    @Test
    void members_learn_the_weighted_mean_of_the_samples_that_are_not_theirs() {
        Ensemble network = (Ensemble) new Several(2, Networks.linear()).build(Shape.of(2), 3, Key.of(3));
        Tensor x = Tensor.of(Literal.of(new double[] {1, 2, -1, 0.5, 0.3, -2, 1, 1, 0, 2}, 5, 2))
                .as(DType.FLOAT32);
        Tensor target = Tensor.of(Literal.of(new long[] {0, 1, 2, 1, 0}, 5));
        Tensor fold = Tensor.of(Literal.of(new long[] {0, 1, 0, 1, 1}, 5));
        Tensor notFirst = Tensor.of(Literal.of(new long[] {1, 3, 4}, 3));
        Tensor notSecond = Tensor.of(Literal.of(new long[] {0, 2}, 2));
        for (Loss loss : List.of(
                Loss.CROSS_ENTROPY,
                CrossEntropy.defaults().withClassWeights(List.of(1.0, 5.0, 0.5)),
                CrossEntropy.defaults().withIgnoredClass(2))) {
            double expected =
                    alone(loss, network, 0, x, target, notFirst) + alone(loss, network, 1, x, target, notSecond);
            Judged judged = Answers.of(network, List.of(x, target, fold), Context.inference())
                    .judged(loss, Context.inference());
            assertThat(judged.objective().item()).as(loss.toString()).isCloseTo(expected, within(1e-5));
        }
    }

    private static double alone(Loss loss, Ensemble network, int member, Tensor x, Tensor target, Tensor rows) {
        Tensor answer = network.members().get(member).forward(x.gather(rows, 0), Context.inference());
        return loss.of(answer, target.gather(rows, 0)).item();
    }

    @Test
    void members_learn_the_sum_where_the_loss_is_a_sum() {
        Ensemble network = (Ensemble) new Several(2, Networks.linear()).build(Shape.of(1), 1, Key.of(3));
        Tensor x = Tensor.of(new float[] {1, 2, 3}).reshape(3, 1);
        Tensor target = Tensor.of(new float[] {1, -1, 2}).reshape(3, 1);
        Tensor fold = Tensor.of(Literal.of(new long[] {0, 1, 1}, 3));
        Judged judged = Answers.of(network, List.of(x, target, fold), Context.inference())
                .judged(Loss.SUM_SQUARED_ERROR, Context.inference());
        double expected = alone(
                        Loss.SUM_SQUARED_ERROR, network, 0, x, target, Tensor.of(Literal.of(new long[] {1, 2}, 2)))
                + alone(Loss.SUM_SQUARED_ERROR, network, 1, x, target, Tensor.of(Literal.of(new long[] {0}, 1)));
        assertThat(judged.objective().item()).isCloseTo(expected, within(1e-5));
    }
}
