package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.network.Normalization;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A search for a rate sees what it should and leaves no trace.
class LearningRateFinderTest {
    private static Training<Sequential, Run<Sequential>> training() {
        Sequential network =
                Networks.mlp(8).normalization(Normalization.BATCH).dropout(0.2).build(Shape.of(2), 2, Key.of(3));
        return Training.of(network, Small.classes(80, 1), Loss.CROSS_ENTROPY)
                .optimizer(Adam.of(1e-2))
                .batchSize(16)
                .seed(5);
    }

    @Test
    void a_training_after_a_search_is_that_without_one_to_the_bit() {
        TrainState without = training().epochs(4).fit().state();
        Training<Sequential, Run<Sequential>> training = training().epochs(4);
        TrainState before = training.start();
        LearningRateFinder.of(training).updates(40).search();
        TrainState after = training.start();
        assertThat(after.weights().parameters())
                .isEqualTo(before.weights().parameters())
                .isNotEmpty();
        assertThat(after.weights().statistics())
                .isEqualTo(before.weights().statistics())
                .isNotEmpty();
        assertThat(after.optimizer()).isEqualTo(before.optimizer()).isNotEmpty();
        assertThat(training.surroundings.loader().key()).isEqualTo(Key.of(5));
        TrainState fitted = training.fit().state();
        assertThat(fitted.weights()).isEqualTo(without.weights());
        assertThat(fitted.optimizer()).isEqualTo(without.optimizer());
    }

    @Test
    void a_search_is_the_same_each_time() {
        assertThat(LearningRateFinder.of(training()).search())
                .isEqualTo(LearningRateFinder.of(training()).search());
    }

    @Test
    void rates_rise_by_the_same_factor_from_the_first_to_the_last() {
        RateSearch found = LearningRateFinder.of(training())
                .between(1e-6, 1e-2)
                .updates(41)
                .search();
        assertThat(found.end()).isEqualTo(RateSearch.End.ALL_DONE);
        assertThat(found.points()).hasSize(41);
        assertThat(found.points().getFirst().rate()).isEqualTo(1e-6);
        assertThat(found.points().getLast().rate()).isCloseTo(1e-2, within(1e-12));
        for (int i = 1; i < 41; i++) {
            double factor =
                    found.points().get(i).rate() / found.points().get(i - 1).rate();
            assertThat(factor).isCloseTo(Math.pow(10, 0.1), within(1e-9));
        }
    }

    @Test
    void a_search_ends_where_the_loss_runs_away_and_suggests_less_than_that() {
        Training<?, ?> line = Training.of(
                        Networks.linear().build(Shape.of(2), 1, Key.of(3)),
                        Small.values(64, 2),
                        Loss.MEAN_SQUARED_ERROR)
                .optimizer(Sgd.of(1));
        RateSearch found = LearningRateFinder.of(line).between(1e-5, 1e4).search();
        assertThat(found.end()).isNotEqualTo(RateSearch.End.ALL_DONE);
        assertThat(found.hasFallen()).isTrue();
        double highest = found.points().getLast().rate();
        assertThat(found.valley().rate()).isBetween(1e-4, highest);
        assertThat(found.steepest().rate()).isBetween(1e-3, highest);
        assertThat(found.tenthOfLowest()).isBetween(1e-3, highest / 5);
    }

    @Test
    void suggestions_of_a_drawn_curve_are_those_that_the_eye_sees() {
        double[] heights = {5, 5, 5, 4.9, 4, 2, 1.5, 1.4, 1.6, 4};
        List<RateSearch.Point> points = new ArrayList<>();
        for (int i = 0; i < heights.length; i++) {
            points.add(new RateSearch.Point(Math.pow(10, i - 6), heights[i], heights[i]));
        }
        RateSearch drawn = new RateSearch(points, RateSearch.End.ALL_DONE);
        assertThat(drawn.steepest()).isEqualTo(points.get(4)); // (2 − 4.9) / 2 decades; around 5 it is (1.5 − 4) / 2
        assertThat(drawn.lowest()).isEqualTo(points.get(7));
        assertThat(drawn.tenthOfLowest()).isCloseTo(1, within(1e-12));
        assertThat(drawn.valley()).isEqualTo(points.get(5)); // the middle of 5 4.9 4 2 1.5 1.4
    }

    @Test
    void numbers_that_make_no_sense_are_refused() {
        LearningRateFinder finder = LearningRateFinder.of(training());
        assertThatThrownBy(() -> finder.between(1, 0.1)).hasMessageContaining("below the last");
        assertThatThrownBy(() -> finder.updates(3)).hasMessageContaining("at least 10");
        assertThatThrownBy(() -> finder.smoothing(1)).hasMessageContaining("below 1");
        assertThatThrownBy(() -> new RateSearch(List.of(), RateSearch.End.NOT_FINITE))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("at least 3 updates");
    }
}
