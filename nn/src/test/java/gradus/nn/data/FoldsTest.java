package gradus.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.Key;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Folds judge each row once by what did not learn from it.
class FoldsTest {
    private static final Key KEY = Key.of(7);

    private static TargetTable flowers() {
        return Tables.of("x,kind", 60, i -> i * 0.5 + "," + (i % 10 == 0 ? "rare" : i % 2 == 0 ? "red" : "blue"))
                .target("kind");
    }

    private static List<String> groups() {
        return IntStream.range(0, 61).mapToObj(i -> "g" + i * i % 13).toList();
    }

    static Stream<Folds> every_row_is_judged_once() {
        return Stream.of(Folds.plain(61, 5, KEY), Folds.stratified(flowers(), 7, KEY), Folds.grouped(groups(), 4, KEY));
    }

    @ParameterizedTest
    @MethodSource
    void every_row_is_judged_once(Folds folds) {
        List<Integer> judged = new ArrayList<>();
        for (Folds.Fold fold : folds.all()) {
            judged.addAll(fold.judged());
            Set<Integer> both = new HashSet<>(fold.learned());
            assertThat(both.addAll(fold.judged())).isTrue();
            assertThat(both)
                    .as("no row is in both")
                    .hasSize(fold.learned().size() + fold.judged().size());
        }
        assertThat(judged).doesNotHaveDuplicates();
        int rows = folds.all().getFirst().learned().size()
                + folds.all().getFirst().judged().size();
        assertThat(judged).hasSize(rows);
    }

    @Test
    void folds_follow_from_key_and_order_alone() {
        assertThat(Folds.plain(50, 5, KEY))
                .isEqualTo(Folds.plain(50, 5, KEY))
                .isNotEqualTo(Folds.plain(50, 5, Key.of(8)));
        assertThat(Folds.stratified(flowers(), 5, KEY))
                .isEqualTo(Folds.stratified(flowers(), 5, KEY))
                .isNotEqualTo(Folds.stratified(flowers(), 5, Key.of(8)));
        assertThat(Folds.grouped(groups(), 5, KEY))
                .isEqualTo(Folds.grouped(groups(), 5, KEY))
                .isNotEqualTo(Folds.grouped(groups(), 5, Key.of(8)));
    }

    @Test
    void stratified_folds_have_the_classes_in_proportion() {
        TargetTable target = flowers();
        for (Folds.Fold fold : Folds.stratified(target, 6, KEY).all()) {
            assertThat(fold.judged()).hasSize(10);
            List<String> kinds = fold.judged().stream()
                    .map(row -> target.table().cell(row, "kind").orElseThrow())
                    .toList();
            assertThat(Collections.frequency(kinds, "rare")).isEqualTo(1);
            assertThat(Collections.frequency(kinds, "red")).isEqualTo(4);
        }
    }

    @Test
    void stratified_folds_of_numbers_have_every_range_in_proportion() {
        TargetTable target = Tables.of("x,y", 100, i -> i % 7 + "," + (i + 0.5)).target("y");
        for (Folds.Fold fold : Folds.stratified(target, 5, KEY).all()) {
            assertThat(fold.judged().stream().filter(row -> row < 50)).hasSize(10);
        }
    }

    @Test
    void rows_of_a_group_are_in_one_fold() {
        List<String> groups = groups();
        for (Folds.Fold fold : Folds.grouped(groups, 4, KEY).all()) {
            Set<String> learned =
                    new HashSet<>(fold.learned().stream().map(groups::get).toList());
            assertThat(fold.judged().stream().map(groups::get)).noneMatch(learned::contains);
            assertThat(fold.judged().size()).isBetween(10, 22);
        }
    }

    @Test
    void nothing_is_learned_from_the_future() {
        for (Folds.Window window : Folds.Window.values()) {
            List<Folds.Fold> folds = Folds.inTime(23, 4, window).all();
            assertThat(folds).hasSize(4);
            assertThat(folds.getLast().judged().getLast()).isEqualTo(22);
            for (Folds.Fold fold : folds) {
                assertThat(Collections.max(fold.learned())).isEqualTo(Collections.min(fold.judged()) - 1);
            }
        }
    }

    @Test
    void a_window_grows_or_slides() {
        List<Folds.Fold> growing = Folds.inTime(20, 4, Folds.Window.EXPANDING).all();
        assertThat(growing).extracting(fold -> fold.learned().size()).containsExactly(4, 8, 12, 16);
        List<Folds.Fold> sliding = Folds.inTime(20, 4, Folds.Window.SLIDING).all();
        assertThat(sliding).extracting(fold -> fold.learned().size()).containsExactly(4, 4, 4, 4);
        assertThat(sliding.getLast().learned()).containsExactly(12, 13, 14, 15);
    }

    @Test
    void repeated_folds_are_dealt_anew_and_named_by_deal_and_fold() {
        Folds twice = Folds.repeated(2, KEY, key -> Folds.plain(20, 3, key));
        assertThat(twice.all()).extracting(Folds.Fold::name).containsExactly("1.1", "1.2", "1.3", "2.1", "2.2", "2.3");
        assertThat(twice.all().get(0).judged()).isNotEqualTo(twice.all().get(3).judged());
        assertThat(Folds.repeated(1, KEY, key -> Folds.plain(20, 3, key))).isEqualTo(Folds.plain(20, 3, KEY));
    }

    @Test
    void folds_that_cannot_be_are_refused_with_the_numbers() {
        assertThatThrownBy(() -> Folds.plain(4, 5, KEY)).hasMessageContaining("got 5 folds and 4 rows");
        assertThatThrownBy(() -> Folds.grouped(List.of("a", "a", "a"), 2, KEY))
                .hasMessageContaining("got 2 folds and 1 groups");
        assertThatThrownBy(() -> Folds.inTime(3, 3, Folds.Window.EXPANDING))
                .hasMessageContaining("more rows than folds");
        assertThatThrownBy(() -> Folds.repeated(0, KEY, key -> Folds.plain(20, 3, key)))
                .hasMessageContaining("at least once");
    }
}
