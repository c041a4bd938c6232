package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// A step that was planned allocates nothing, whatever its layers, loss and optimizer.
class AllocationTest {
    /// Without vectors: until the Java machine has compiled them in full, vectors are objects.
    @Test
    void a_planned_step_allocates_nothing() {
        String printed = Child.run(StepAllocation.class, List.of("-Dgradus.vectorBits=0"), "100");
        assertThat(printed.lines())
                .hasSize(9)
                .allSatisfy(line -> assertThat(line).contains(": 0 bytes"));
    }
}
