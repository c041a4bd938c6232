package gradus.examples.explained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import gradus.explain.Explain;
import gradus.explain.document.Explanation;
import gradus.explain.render.Render;
import gradus.explain.render.TextStyle;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Explaining a network that is too large to be shown whole ends soon and can be read.
final class ExplainTimesTest {
    private static final int MOST_LINES = 2_200;
    /// Several times what it takes on two busy cores.
    private static final Duration BUDGET = Duration.ofMinutes(2);

    @Test
    void a_step_of_a_language_model_of_twelve_blocks_stays_short_enough_to_be_read() {
        Explain explain = ExplainTimes.networks().get("language model of 12 blocks");
        assertThat(explain).isNotNull();
        Explanation explanation = assertTimeout(BUDGET, explain::explanation);
        assertThat(Render.text(explanation, TextStyle.plain()).lines().count()).isBetween(100L, (long) MOST_LINES);
        assertThat(explanation.agreement().failed()).isZero();
    }

    @Test
    void the_scalar_graph_of_a_small_network_is_computed_fast() {
        ScalarGraph graph = ScalarGraph.ofPerceptron();
        assertThat(graph.nodes()).isBetween(5_000L, 10_000L);
        // a tenth of what is promised, for machines that do other things
        assertThat(graph.nodesPerSecond(500)).isGreaterThan(0.5e6);
    }
}
