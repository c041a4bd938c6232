package gradus.cpu.kernel;

import org.junit.jupiter.api.Test;

class JoinedTest {
    @Test
    void every_joined_loop_gives_the_same_bits_at_every_width() {
        Bits.assertAllEqual(Widths.run(JoinedProbe.class));
    }
}
