package gradus.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VectorsTest {
    @Test
    void thePropertyChoosesTheWidthAndTheDescriptionSaysWhy() {
        List<Map<String, float[]>> results = Widths.run(DescriptionProbe.class);
        assertThat(results.get(0)).containsOnlyKeys("scalar: gradus.vectorBits is 0");
        assertThat(results.get(1).keySet().iterator().next()).endsWith(", 4 floats (gradus.vectorBits)");
        assertThat(results.get(3).values().iterator().next()).containsExactly(512f);
        assertThat(results.get(4)).containsOnlyKeys("scalar: start with --add-modules jdk.incubator.vector");
        assertThat(results.get(4).values().iterator().next()).containsExactly(0f);
    }
}
