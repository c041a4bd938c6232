package gradus.nn.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.Key;
import gradus.nn.search.Dimension.Scale;
import gradus.nn.search.Halving.Job;
import gradus.nn.search.Halving.Judged;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is tried next follows from key and earlier trials, and learns from them.
class SearchTest {
    private static final List<Dimension> SPACE = List.of(
            new Dimension.Real("rate", 1e-4, 1, Scale.LOGARITHMIC),
            new Dimension.Choice("kind", List.of("a", "b", "c")),
            new Dimension.Whole("width", 1, 64, Scale.LINEAR));

    /// Smallest at the place 0.3, kind b.
    private static double loss(List<Double> places) {
        double apart = places.getFirst() - 0.3;
        return apart * apart + (SPACE.get(1).at(places.get(1)).equals("b") ? 0 : 0.1);
    }

    private static List<Trial> tried(Sampler sampler, int count, long seed) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Double> places = sampler.next(SPACE, trials, Key.of(seed).fold(i));
            trials.add(new Trial(places, loss(places)));
        }
        return trials;
    }

    @ParameterizedTest
    @EnumSource(Sampler.class)
    void places_lie_in_their_range_and_are_the_same_each_time(Sampler sampler) {
        List<Trial> trials = tried(sampler, 30, 1);
        assertThat(trials).isEqualTo(tried(sampler, 30, 1)).isNotEqualTo(tried(sampler, 30, 2));
        assertThat(trials).allSatisfy(trial -> assertThat(trial.places()).allMatch(place -> place >= 0 && place < 1));
    }

    @Test
    void the_estimator_comes_nearer_than_chance_after_as_many_trials() {
        double chance = 0;
        double learned = 0;
        for (long seed = 0; seed < 20; seed++) {
            chance += mean(tried(Sampler.RANDOM, 40, seed).subList(20, 40));
            learned += mean(tried(Sampler.TPE, 40, seed).subList(20, 40));
        }
        assertThat(learned).isLessThan(chance / 2);
    }

    @Test
    void the_estimator_finds_the_minimum_of_a_smooth_function_in_fewer_trials_than_chance() {
        int chance = 0;
        int learned = 0;
        for (long seed = 0; seed < 20; seed++) {
            chance += trialsUntilNear(Sampler.RANDOM, seed);
            learned += trialsUntilNear(Sampler.TPE, seed);
        }
        assertThat(learned).isLessThan(chance * 2 / 3);
    }

    /// How many trials it takes to come within 0.05 of the minimum of a bowl over two dimensions.
    private static int trialsUntilNear(Sampler sampler, long seed) {
        List<Dimension> plane = List.of(SPACE.getFirst(), SPACE.getLast());
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            List<Double> places = sampler.next(plane, trials, Key.of(seed).fold(i));
            double distance = Math.hypot(places.getFirst() - 0.3, places.getLast() - 0.6);
            trials.add(new Trial(places, distance * distance));
            if (distance < 0.05) {
                break;
            }
        }
        return trials.size();
    }

    private static double mean(List<Trial> trials) {
        return trials.stream().mapToDouble(Trial::loss).average().orElseThrow();
    }

    @Test
    void values_lie_as_their_scale_says() {
        assertThat(SPACE.getFirst().at(0.5)).isEqualTo("0.01");
        assertThat(SPACE.getFirst().at(0.123)).isEqualTo("3.105E-4");
        assertThat(new Dimension.Real("tight", 1, 1.0001, Scale.LINEAR).at(0.5)).isEqualTo("1.00005");
        assertThat(SPACE.get(1).at(0.99)).isEqualTo("c");
        assertThat(SPACE.get(2).at(0)).isEqualTo("1");
        assertThat(SPACE.get(2).at(0.9999)).isEqualTo("64");
        assertThatThrownBy(() -> new Dimension.Real("x", 0, 1, Scale.LOGARITHMIC))
                .hasMessageContaining("above 0");
        assertThatThrownBy(() -> new Dimension.Whole("x", 5, 5, Scale.LINEAR)).hasMessageContaining("below its end");
        assertThatThrownBy(() -> new Dimension.Choice("x", List.of("a", "a"))).hasMessageContaining("must differ");
    }

    @Test
    void the_best_third_of_a_rung_goes_on_once() {
        Halving halving = Halving.of(27);
        assertThat(halving.epochs()).containsExactly(3, 9, 27);
        List<Judged> judged = new ArrayList<>();
        assertThat(halving.next(judged, 0)).isEqualTo(new Job(0, 0));
        judged.add(new Judged(0, 0, 3));
        judged.add(new Judged(1, 0, 1));
        assertThat(halving.next(judged, 2)).isEqualTo(new Job(2, 0));
        judged.add(new Judged(2, 0, 2));
        assertThat(halving.next(judged, 3)).isEqualTo(new Job(1, 1));
        judged.add(new Judged(1, 1, 0.5));
        assertThat(halving.next(judged, 3)).isEqualTo(new Job(3, 0));
    }

    @Test
    void all_trials_in_turn_spend_most_epochs_on_the_best() {
        Halving halving = Halving.of(9);
        List<Judged> judged = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            int begun = (int) judged.stream().filter(one -> one.rung() == 0).count();
            Job job = halving.next(judged, begun);
            judged.add(new Judged(job.trial(), job.rung(), job.trial()));
        }
        Judged top = judged.stream().max(Comparator.comparingInt(Judged::rung)).orElseThrow();
        assertThat(top.rung()).isEqualTo(2);
        assertThat(judged.stream().filter(one -> one.rung() == 0).count()).isEqualTo(9);
    }
}
