package gradus.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Muon against traces of PyTorch whose iterations were done in float64. Its matrices are `[out, in]`, ours
/// `[in, out]`: the traces are those of the transposed matrices.
class MuonTest {
    private static void trace(Muon rule, int rows, int columns, double... expected) {
        Tensor w = Tensor.of(Literal.of(new double[] {0.5, -0.3, 0.2, 0.1, 0.4, -0.6}, rows, columns));
        Map<String, Tensor> parameters = Map.of("w", w);
        Map<String, Tensor> state = rule.init(parameters);
        for (int step = 0; step < 3; step++) {
            double[] g = new double[6];
            for (int i = 0; i < 6; i++) {
                g[i] = ((step * 3 + i) * 5 % 7 - 3) / 4.0;
            }
            Map<String, Tensor> scalars = new LinkedHashMap<>();
            rule.scalars(step)
                    .forEach((name, value) -> scalars.put(name, Tensor.of(Literal.scalar(DType.FLOAT64, value))));
            var update = rule.update(Map.of("w", Tensor.of(Literal.of(g, rows, columns))), state, parameters, scalars);
            assertThat(update.state().keySet()).isEqualTo(state.keySet());
            parameters = Map.of("w", parameters.get("w").add(update.updates().get("w")));
            state = update.state();
        }
        double[] found = parameters.get("w").toDoubles();
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).as("element %d", i).isCloseTo(expected[i], within(1e-9));
        }
    }

    @Test
    void o_its_traces_are_those_of_pytorch() {
        Muon like = Muon.of(0.1).momentum(0.9, Sgd.Style.NESTEROV);
        Muon first = like.adjustment(Muon.Adjustment.ORIGINAL);
        Muon heavy = first.momentum(0.9, Sgd.Style.HEAVY_BALL);
        trace(first, 2, 3, 0.7704216975, -0.4091007424, 0.1870546236, 0.1114237774, 0.4014174949, -0.7720833922);
        trace(heavy, 2, 3, 0.7127835190, -0.4428707861, 0.2380578591, 0.1438398309, 0.4401425736, -0.8110679048);
        trace(like, 2, 3, 0.5658366621, -0.3244682633, 0.1920784369, 0.1011011033, 0.3918808127, -0.6358923603);
        trace(first, 3, 2, 0.7010186228, -0.3260591020, 0.2033101258, 0.2387384988, 0.3449806536, -0.7334389805);
        trace(heavy, 3, 2, 0.7109756678, -0.3393744838, 0.1747485092, 0.2030990658, 0.2669128229, -0.7421011390);
        trace(like, 3, 2, 0.5599287577, -0.3032034562, 0.1972642068, 0.1461191986, 0.3731758306, -0.6345772557);
    }

    @Test
    void what_is_no_matrix_moves_by_the_rest() {
        Map<String, Tensor> parameters = Map.of("w", Tensor.zeros(2, 3), "b", Tensor.zeros(3));
        Muon rule = Muon.of(0.1);
        assertThat(rule.init(parameters)).containsOnlyKeys("mean/w", "rest.m/b", "rest.v/b");
        assertThat(rule.schedule(new Schedule.Constant(0.5)).rest().schedule().at(0))
                .isEqualTo(0.5);
        assertThat(rule.rest(Sgd.of(1))
                        .schedule(new Schedule.Constant(0.5))
                        .rest()
                        .schedule()
                        .at(0))
                .isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule.rest(new WeightAverage(Sgd.of(1), 0.9)))
                .withMessage("Muon: an average of weights goes around the whole optimizer, not into its rest; use new"
                        + " WeightAverage(muon, decay)");
    }
}
