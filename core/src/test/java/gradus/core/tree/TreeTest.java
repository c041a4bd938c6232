package gradus.core.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TreeTest {
    record Leaf(double value) {}

    record Pair(Leaf weight, Leaf bias, String note) {}

    record Net(List<Pair> layers, Map<String, Leaf> extra, Optional<Leaf> last, int width) {}

    record Wrapped(Object inner) {}

    record Positive(Leaf leaf) {
        Positive {
            if (leaf.value() < 0) {
                throw new IllegalArgumentException("positive: got " + leaf.value());
            }
        }
    }

    private static Net net() {
        Map<String, Leaf> extra = new LinkedHashMap<>();
        extra.put("zeta", new Leaf(5));
        extra.put("alpha", new Leaf(6));
        return new Net(
                List.of(new Pair(new Leaf(1), new Leaf(2), "a"), new Pair(new Leaf(3), new Leaf(4), "b")),
                extra,
                Optional.of(new Leaf(7)),
                64);
    }

    @Test
    void paths_are_component_names_indices_and_keys_in_order() {
        assertThat(Tree.leaves(net(), Leaf.class).keySet())
                .containsExactly(
                        "layers.0.weight",
                        "layers.0.bias",
                        "layers.1.weight",
                        "layers.1.bias",
                        "extra.zeta",
                        "extra.alpha",
                        "last");
        assertThat(Tree.leaves(new Leaf(1), Leaf.class)).containsExactly(Map.entry("", new Leaf(1)));
        assertThat(Tree.leaves("no tree", Leaf.class)).isEmpty();
    }

    @Test
    void every_leaf_is_replaced_and_everything_else_stays() {
        Net doubled = Tree.map(net(), Leaf.class, leaf -> new Leaf(2 * leaf.value()));
        assertThat(Tree.leaves(doubled, Leaf.class).values())
                .extracting(Leaf::value)
                .containsExactly(2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0);
        assertThat(doubled.width()).isEqualTo(64);
        assertThat(doubled.layers().get(1).note()).isEqualTo("b");
        Net back = Tree.map(doubled, Leaf.class, leaf -> new Leaf(leaf.value() / 2));
        assertThat(back).isEqualTo(net());
    }

    @Test
    void the_path_of_each_leaf_is_given_to_its_replacement() {
        Net named = Tree.map(net(), Leaf.class, (path, leaf) -> path.endsWith("bias") ? new Leaf(0) : leaf);
        assertThat(Tree.leaves(named, Leaf.class).get("layers.1.bias").value()).isZero();
        assertThat(Tree.leaves(named, Leaf.class).get("layers.1.weight").value())
                .isEqualTo(3);
    }

    @Test
    void parts_without_changes_are_shared() {
        Net net = net();
        assertThat(Tree.map(net, Leaf.class, leaf -> leaf)).isSameAs(net);
        Net changed = Tree.map(net, Leaf.class, (path, leaf) -> path.equals("layers.1.bias") ? new Leaf(0) : leaf);
        assertThat(changed.layers().get(0)).isSameAs(net.layers().get(0));
        assertThat(changed.extra()).isSameAs(net.extra());
        assertThat(changed.last()).isSameAs(net.last());
        assertThat(changed.layers().get(1)).isNotSameAs(net.layers().get(1));
    }

    @Test
    void maps_without_an_order_are_walked_by_key_so_that_every_run_agrees() {
        Map<String, Leaf> unordered = Map.of("c", new Leaf(1), "a", new Leaf(2), "d", new Leaf(3), "b", new Leaf(4));
        assertThat(Tree.leaves(new Wrapped(unordered), Leaf.class).keySet())
                .containsExactly("inner.a", "inner.b", "inner.c", "inner.d");
        Map<String, Leaf> sorted = new TreeMap<>(unordered);
        assertThat(Tree.leaves(sorted, Leaf.class).keySet()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void a_changed_map_keeps_its_order_and_cannot_be_changed() {
        Net doubled = Tree.map(net(), Leaf.class, leaf -> new Leaf(2 * leaf.value()));
        Net again = Tree.map(doubled, Leaf.class, leaf -> new Leaf(2 * leaf.value()));
        assertThat(again.extra().keySet()).containsExactly("zeta", "alpha");
        assertThatThrownBy(() -> again.extra().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void two_leaves_with_one_path_are_refused() {
        Map<String, Object> extra = new LinkedHashMap<>();
        extra.put("a.b", new Leaf(1));
        extra.put("a", Map.of("b", new Leaf(2)));
        assertThatThrownBy(() -> Tree.leaves(extra, Leaf.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tree: every leaf needs a path of its own, got “a.b” twice; rename a map key");
    }

    @Test
    void an_inner_leaf_of_the_asked_type_is_not_looked_into() {
        assertThat(Tree.leaves(net(), Pair.class).keySet()).containsExactly("layers.0", "layers.1");
    }

    @Test
    void a_records_own_complaint_comes_through() {
        assertThatThrownBy(() -> Tree.map(new Positive(new Leaf(1)), Leaf.class, leaf -> new Leaf(-leaf.value())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("positive: got -1.0");
    }

    @Test
    void empty_lists_and_optionals_stay_as_they_are() {
        Net empty = new Net(List.of(), Map.of(), Optional.empty(), 1);
        assertThat(Tree.leaves(empty, Leaf.class)).isEmpty();
        assertThat(Tree.map(empty, Leaf.class, leaf -> new Leaf(0))).isSameAs(empty);
    }
}
