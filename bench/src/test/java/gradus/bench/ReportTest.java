package gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.bench.worker.Workload;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What is said of measured times.
class ReportTest {
    private static final Result OWN = result(Peer.GRADUS, 2.3, 1.7, 100, 110, 90);
    private static final Result PYTORCH = result(Peer.PYTORCH, 2.3, 1.7, 390, 400, 410);
    private static final Result DJL = result(Peer.DJL, 2.3, 1.7, 300, 900, 600);

    private static Result result(Peer peer, double first, double last, double... windows) {
        return new Result(
                peer,
                2,
                java.util.Arrays.stream(windows).boxed().sorted().toList(),
                new Result.Values(first, last),
                new Result.Facts(peer.id() + " 1.0", OptionalLong.of(300 << 20), 0.25));
    }

    private static Contest contest(Workload workload, Result... results) {
        return new Contest(workload, List.of(results), List.of());
    }

    @Test
    void the_ratio_is_that_of_the_medians_of_the_fastest_peer_and_of_gradus() {
        String table = Report.ratios(List.of(contest(Workload.W1, OWN, DJL, PYTORCH)), List.of(2));
        assertThat(table).contains("| W1 | 2 | 100 | 20 % | pytorch | 400 | 5 % | 4 | ≥ 2.5 | met |");
    }

    @Test
    void gradus_on_another_backend_is_measured_beside_it_and_is_no_peer() {
        Result onednn = result(Peer.ONEDNN, 2.3, 1.7, 50, 50, 50);
        Contest contest = contest(Workload.W1, OWN, DJL, PYTORCH, onednn);
        assertThat(Report.ratios(List.of(contest), List.of(2))).contains("| pytorch | 400 | 5 % | 4 | ≥ 2.5 | met |");
        assertThat(Report.details(contest)).contains("| onednn | 2 | 50.00 | 0 % | 0.5 |");
    }

    @Test
    void targets_against_one_peer_are_judged_by_it() {
        Result plain = result(Peer.PLAIN, 2.3, 1.7, 250, 250, 250);
        String table = Report.ratios(List.of(contest(Workload.W2, OWN, plain)), List.of(2));
        assertThat(table).contains("≥ 100 of pytorch; ≥ 3 of plain | not measured; missed (2.5) |");
    }

    @Test
    void targets_hold_for_the_first_number_of_threads() {
        Result one = new Result(Peer.GRADUS, 1, OWN.windows(), OWN.values(), OWN.facts());
        String table = Report.ratios(List.of(contest(Workload.W3, OWN, DJL, one)), List.of(2, 1));
        assertThat(table).contains("| W3 | 2 |").contains("| W3 | 1 | 100 | 20 % | none |  |  |  |  |  |");
    }

    @Test
    void work_that_is_not_the_same_is_no_result() {
        Contest other = contest(Workload.W4, OWN, result(Peer.PYTORCH, 2.304, 1.7, 400, 400, 400));
        assertThat(other.problems()).singleElement().asString().contains("pytorch", "within 0.001", "2.304");
        assertThat(Report.ratios(List.of(other), List.of(2))).contains("| wrong |");
    }

    @Test
    void a_loss_that_does_not_fall_is_no_result() {
        assertThat(contest(Workload.W4, OWN, result(Peer.PYTORCH, 2.3, 2.3, 400))
                        .problems())
                .singleElement()
                .asString()
                .contains("must fall");
        assertThat(contest(Workload.W4, OWN, result(Peer.PYTORCH, 2.3, Double.NaN, 400))
                        .problems())
                .isNotEmpty();
        assertThat(contest(Workload.W7, OWN, result(Peer.PYTORCH, 2.3, 2.3, 400))
                        .problems())
                .isEmpty();
    }

    @Test
    void a_row_holds_what_was_measured_of_a_process() {
        assertThat(Report.details(contest(Workload.W1, OWN, PYTORCH)))
                .contains("| pytorch | 2 | 400 | 5 % | 4 | 2.3000 | 1.7000 | 300 | 0.25 |");
    }

    @Test
    void workloads_are_asked_for_by_name_or_by_the_beginning_of_several() {
        assertThat(Workload.of("w1A")).isEqualTo(Workload.W1A);
        assertThat(Workload.matching("W8-gemm")).hasSize(3);
        assertThat(Workload.matching("W4")).containsExactly(Workload.W4);
        assertThatThrownBy(() -> Workload.matching("W9")).hasMessageContaining("W8-attention");
        assertThatThrownBy(() -> Peer.of("torch")).hasMessageContaining("pytorch-tuned");
    }
}
