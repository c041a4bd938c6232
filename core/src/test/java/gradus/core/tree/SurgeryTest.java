package gradus.core.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SurgeryTest {
    record Leaf(double value) {}

    record Pair(Leaf weight, Optional<Leaf> bias) {}

    record Net(List<Object> layers, Map<String, Leaf> extra, Pair head) {}

    private static final Pair FIRST = new Pair(new Leaf(1), Optional.of(new Leaf(2)));
    private static final Pair LAST = new Pair(new Leaf(3), Optional.empty());
    private static final Net NET = new Net(List.of(FIRST, LAST), Map.of("a.b", new Leaf(5)), LAST);

    @Test
    void a_part_is_found_at_its_path() {
        assertThat(Surgery.at(NET, "layers.0")).isSameAs(FIRST);
        assertThat(Surgery.at(NET, "layers.0.bias")).isEqualTo(new Leaf(2));
        assertThat(Surgery.at(NET, "head.bias")).isEqualTo(Optional.empty());
        assertThat(Surgery.at(NET, "extra.a.b")).isEqualTo(new Leaf(5));
        assertThat(Surgery.at(NET, "")).isSameAs(NET);
    }

    @Test
    void another_part_takes_the_place_of_one_and_all_others_are_shared() {
        Net changed = Surgery.replace(NET, "layers.1", new Leaf(9));
        assertThat(changed.layers()).containsExactly(FIRST, new Leaf(9));
        assertThat(changed.layers().getFirst()).isSameAs(FIRST);
        assertThat(changed.head()).isSameAs(LAST);
        assertThat(NET.layers()).containsExactly(FIRST, LAST);
    }

    @Test
    void a_list_is_a_part_so_that_layers_come_and_go() {
        assertThat(Surgery.replace(NET, "layers", List.of(LAST)).layers()).containsExactly(LAST);
    }

    @Test
    void an_optional_is_filled_and_emptied() {
        assertThat(Surgery.replace(NET, "head.bias", new Leaf(7)).head().bias()).contains(new Leaf(7));
        Net emptied = Surgery.replace(NET, "layers.0", Surgery.replace(FIRST, "bias", Optional.empty()));
        assertThat(emptied.layers().getFirst()).isEqualTo(new Pair(new Leaf(1), Optional.empty()));
    }

    @Test
    void a_place_that_is_not_there_is_told_with_those_beside_it() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Surgery.replace(NET, "layers.2", LAST))
                .withMessage("surgery: there is nothing at “layers.2”; there are layers.0, layers.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Surgery.at(NET, "body.0.weight"))
                .withMessage("surgery: there is nothing at “body”; there are layers, extra, head");
    }

    @Test
    void a_part_that_does_not_fit_its_component_is_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Surgery.replace(NET, "head", new Leaf(1)))
                .withMessage("tree: “head” of Net must be a Pair, got a Leaf");
    }

    @Test
    void all_parts_of_a_type_are_listed_and_changed_however_deep_they_lie() {
        assertThat(Surgery.parts(NET, Record.class).keySet())
                .containsExactly(
                        "",
                        "layers.0",
                        "layers.0.weight",
                        "layers.0.bias",
                        "layers.1",
                        "layers.1.weight",
                        "extra.a.b",
                        "head",
                        "head.weight");
        Net changed = Surgery.replaceAll(
                NET, Pair.class, (path, pair) -> path.startsWith("layers") ? new Pair(new Leaf(0), pair.bias()) : pair);
        assertThat(changed.layers())
                .extracting(part -> ((Pair) part).weight().value())
                .containsExactly(0.0, 0.0);
        assertThat(changed.head()).isSameAs(LAST);
    }
}
