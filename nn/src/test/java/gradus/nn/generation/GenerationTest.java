package gradus.nn.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.type.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GenerationTest {
    private static final float[] LOGITS = {(float) Math.log(0.1), (float) Math.log(0.6), (float) Math.log(0.3)};

    /// A model that has read token t and expects t + 1.
    private static final class Counting implements TokenReader {
        private final List<Integer> read = new ArrayList<>();

        @Override
        public float[] read(int token) {
            read.add(token);
            float[] logits = new float[10];
            logits[(token + 1) % 10] = 5;
            return logits;
        }

        @Override
        public void reset() {
            read.clear();
        }
    }

    private static Set<Integer> drawn(Generation generation) {
        Set<Integer> drawn = new TreeSet<>();
        for (int i = 0; i < 400; i++) {
            drawn.add(generation.drawn(LOGITS, (i + 0.5) / 400));
        }
        return drawn;
    }

    @Test
    void tokens_are_drawn_as_often_as_they_are_likely() {
        int[] counts = new int[3];
        for (int i = 0; i < 20_000; i++) {
            counts[Generation.plain().drawn(LOGITS, Key.of(1).uniform(i))]++;
        }
        assertThat(counts[1] / 20_000.0).isCloseTo(0.6, within(0.01));
        assertThat(counts[0] / 20_000.0).isCloseTo(0.1, within(0.01));
    }

    @Test
    void temperature_sharpens_and_zero_takes_the_likeliest() {
        assertThat(drawn(Generation.greedy())).containsExactly(1);
        assertThat(Generation.plain().withTemperature(0.5).drawn(LOGITS, 0.77)).isEqualTo(1);
        assertThat(Generation.plain().drawn(LOGITS, 0.77)).isEqualTo(2);
        assertThat(drawn(Generation.plain().withTemperature(1e-3))).containsExactly(1);
    }

    @Test
    void of_equals_the_first_is_the_likeliest() {
        assertThat(Generation.greedy().drawn(new float[] {1, 2, 2}, 0)).isEqualTo(1);
    }

    @Test
    void top_k_and_top_p_leave_the_unlikely_out() {
        assertThat(drawn(Generation.plain())).containsExactly(0, 1, 2);
        assertThat(drawn(Generation.plain().withTopK(2))).containsExactly(1, 2);
        assertThat(drawn(Generation.plain().withTopK(9))).containsExactly(0, 1, 2);
        assertThat(drawn(Generation.plain().withTopP(0.59))).containsExactly(1);
        assertThat(drawn(Generation.plain().withTopP(0.61))).containsExactly(1, 2);
        assertThat(drawn(Generation.plain().withTopP(0.91))).containsExactly(0, 1, 2);
    }

    @Test
    void a_prompt_is_read_and_what_follows_is_written() {
        Counting reader = new Counting();
        reader.read(7);
        assertThat(Generation.greedy().continued(reader, List.of(3, 4), 4, Key.of(1)))
                .containsExactly(5, 6, 7, 8);
        assertThat(reader.read).containsExactly(3, 4, 5, 6, 7);
        List<Integer> until = new ArrayList<>();
        Generation.greedy().write(reader, List.of(1), 100, Key.of(1), token -> {
            until.add(token);
            return token != 4;
        });
        assertThat(until).containsExactly(2, 3, 4);
    }

    @Test
    void impossible_options_and_logits_are_told() {
        assertThatThrownBy(() -> Generation.plain().withTemperature(-1))
                .hasMessage("generation: the temperature must be a finite number of at least 0, got -1.0; 0 takes the"
                        + " likeliest token");
        assertThatThrownBy(() -> Generation.plain().withTopK(0))
                .hasMessage("generation: top k must be at least 1, got 0");
        assertThatThrownBy(() -> Generation.plain().withTopP(0))
                .hasMessage("generation: top p must be above 0 and at most 1, got 0.0");
        assertThatThrownBy(() -> Generation.plain().drawn(new float[] {1, Float.NaN}, 0.5))
                .hasMessage("generation: the model must give numbers for its logits, got NaN; has its training"
                        + " diverged?");
        assertThatThrownBy(() -> Generation.plain().continued(new Counting(), List.of(), 1, Key.of(1)))
                .hasMessageStartingWith("generation: a prompt of at least one token is needed, got none");
    }
}
