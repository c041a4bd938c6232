package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The last weights are the same bits in every process, whatever the threads.
class ThreadsTest {
    @ParameterizedTest(name = "{0} threads, {1} batches ahead, stopped after step {2}")
    @CsvSource({"1,0,0", "2,0,7", "7,3,0", "7,1,4"})
    void threads_batches_ahead_and_a_stop_change_no_bit(int threads, int prefetch, int stop) {
        String expected =
                FinalWeights.hash(FinalWeights.training().fit().state().weights());
        String hash = Child.run(FinalWeights.class, List.of("-Dgradus.threads=" + threads), "" + prefetch, "" + stop);
        assertThat(hash).isEqualTo(expected);
    }
}
