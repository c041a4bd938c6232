package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Contraction.Operand;
import gradus.core.profile.Profile;
import gradus.core.profile.Profiler;
import gradus.core.tensor.Program;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Timed plans: the same numbers, and a row for every step.
final class ProfilerTest {
    private static final int SIDE = 192;

    private static Graph productOfSoftmax() {
        Node x = Build.input("x", TensorType.float32(SIDE, SIDE));
        return new Graph(List.of(x), List.of(Build.matmul(x, Build.softmax(x), Operand.AS_IS, Operand.AS_IS)));
    }

    private static Literal numbers() {
        return Draw.filled(DType.FLOAT32, new int[] {SIDE, SIDE}, i -> Math.sin(i));
    }

    @Test
    void timing_changes_no_bit_and_counts_every_step_but_the_first_run() {
        Profiler profiler = Profiler.of(Backing.CPU);
        Program timed = Program.of(productOfSoftmax(), profiler);
        Literal plain = Program.of(productOfSoftmax(), Backing.CPU)
                .call(List.of(numbers()))
                .getFirst();
        for (int i = 0; i < 4; i++) {
            assertThat(timed.call(List.of(numbers())).getFirst()).isEqualTo(plain);
        }

        Profile profile = profiler.profile();
        assertThat(profile.rows())
                .hasSameSizeAs(timed.plan().steps())
                .allMatch(row -> row.runs() == 3)
                .extracting(Profile.Row::words)
                .anyMatch(words -> words.equals("matmul [192, 192] [192, 192] → [192, 192]"));
        assertThat(profile.nanos()).isPositive().isLessThanOrEqualTo(profile.running());
        assertThat(profile.running()).isLessThanOrEqualTo(profile.elapsed());
        assertThat(profile.rows()).anyMatch(row -> row.flops() > 0);
        assertThat(profile.peak().flops()).isPositive();
        assertThat(profile.toString()).contains("µs a run", "matmul", "the machine at its best: ");
    }

    @Test
    void the_only_run_of_a_plan_is_counted() throws InterruptedException {
        Profiler profiler = Profiler.of(Backing.CPU);
        Program.of(productOfSoftmax(), profiler).call(List.of(numbers()));
        TimeUnit.MILLISECONDS.sleep(20);
        Profile profile = profiler.profile();
        assertThat(profile.rows()).allMatch(row -> row.runs() == 1);
        assertThat(profile.elapsed() - profile.running()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(19));
    }
}
