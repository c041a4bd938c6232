package gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.bench.worker.Numbers;
import org.junit.jupiter.api.Test;

/// The numbers that peers begin with, beside those of `bench/peers/pytorch/peer.py`.
class NumbersTest {
    @Test
    void numbers_are_those_of_the_other_languages() {
        assertThat(Numbers.uniform(Numbers.PARAMETERS, 3, 0, 1))
                .containsExactly(-0.7200546f, -0.8243681f, -0.37942946f);
        assertThat(Numbers.classes(6, 10)).containsExactly(7, 4, 5, 4, 9, 9);
        assertThat(Numbers.pairs(3, 2))
                .containsExactly(-0.4528432f, 0.81248486f, -0.4528432f, 0.81248486f, 0.2025665f, -0.7660563f);
    }

    @Test
    void weights_begin_smaller_the_more_inputs_there_are() {
        float largest = 0;
        for (float weight : Numbers.weight(0, 5, 5, 4, 1000)) {
            largest = Math.max(largest, Math.abs(weight));
        }
        assertThat(largest).isBetween(0.0999f, 0.1f);
    }
}
