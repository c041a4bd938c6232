package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.rewrite.Verifier;
import gradus.core.type.DType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GenTest {
    @Test
    void a_property_that_holds_runs_for_every_seed() {
        List<Integer> drawn = new ArrayList<>();
        Gen.check(20, gen -> drawn.add(gen.below(1000)));
        assertThat(drawn).hasSize(20).doesNotHaveDuplicates().allMatch(x -> 0 <= x && x < 1000);
        assertThat(Gen.of(5).below(1000)).isEqualTo(drawn.get(5));
    }

    @Test
    void a_failure_names_its_seed_and_is_shrunk_by_halving() {
        assertThatThrownBy(() -> Gen.check(50, gen -> {
                    int x = gen.below(1000);
                    gen.below(1000);
                    if (x >= 10) {
                        throw new AssertionError("too large: " + x);
                    }
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching(
                        "seed \\d+ fails \\(replay it with -Dseed=\\d+\\); smallest choices \\[1\\d\\]: too large: 1\\d");
    }

    @Test
    void an_unexpected_exception_is_a_failure_too() {
        assertThatThrownBy(() -> Gen.check(1, _ -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("smallest choices []: broken")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void random_graphs_are_well_formed_repeatable_and_use_most_operations() {
        Set<String> names = new HashSet<>();
        for (int seed = 0; seed < 300; seed++) {
            RandomGraphs.Case example = RandomGraphs.of(Gen.of(seed), DType.FLOAT32, RandomGraphs.Kind.ANY);
            Verifier.verified(example.graph());
            assertThat(RandomGraphs.of(Gen.of(seed), DType.FLOAT32, RandomGraphs.Kind.ANY))
                    .hasToString(example.toString());
            example.graph().nodes().forEach(node -> names.add(node.op().name()));
        }
        assertThat(names)
                .contains("matmul", "softmax", "log_softmax", "gather", "scatter_add", "reduce_max", "reshape")
                .contains("transpose", "slice", "concat", "broadcast", "select", "cast", "fill", "arg_max", "power")
                .hasSizeGreaterThan(35);
    }
}
