package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.type.Key;
import gradus.nn.data.FeatureEncoder;
import gradus.nn.data.FeatureSplit;
import gradus.nn.data.Features;
import gradus.nn.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The words of a measurement count as the model reads.
class ReconstructionReportTest {
    private static final List<String> NAMES = List.of("unit", "smokes");

    private static Table table(int rows, String... units) {
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            cells.add(List.of(units[i % units.length], i % 4 < 2 ? "yes" : "no"));
        }
        return Table.of(NAMES, cells);
    }

    private static RowReconstruction back(String unit, String smokes) {
        return new RowReconstruction(
                new AnomalyScore(0.1, 0.5), Map.of("unit", unit, "smokes", smokes), Map.of("unit", 0.1, "smokes", 0.1));
    }

    @Test
    void categories_that_differ_by_case_only_are_different_cells_as_they_are_to_the_model() {
        Features features =
                FeatureSplit.of(table(60, "m", "M", "k"), 1, 0, 0, Key.of(1)).features();
        assertThat(features.encoders().getFirst())
                .isInstanceOfSatisfying(
                        FeatureEncoder.OneHot.class,
                        unit -> assertThat(unit.categories()).containsExactlyInAnyOrder("M", "k", "m"));
        List<RowReconstruction> rows = List.of(back("M", "YES"), back("M", "yes"), back("k", "no"), back("k", "no"));
        HeldOutErrors heldOut = HeldOutErrors.of(new double[] {0.1, 0.2}, HeldOutErrors.Origin.HELD_OUT);
        String text = ReconstructionReport.of(features, heldOut, table(4, "m", "M", "k"), rows)
                .text();
        assertThat(text)
                .as("M for m is wrong, m for k is wrong")
                .contains("unit: error 0.1000, 0.5000 of the cells right")
                .as("a truth value is read in either case")
                .contains("smokes: error 0.1000, 1.000 of the cells right");
    }
}
