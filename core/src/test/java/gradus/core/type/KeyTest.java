package gradus.core.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyTest {
    private static final int DRAWS = 20_000;

    private static String words(long bits) {
        return "%08x %08x".formatted((int) bits, (int) (bits >>> 32));
    }

    @Test
    void philox_gives_the_published_words() {
        // known answers of the authors' Random123 library, philox 4x32-10: words 0 and 1
        assertThat(words(Philox.bits(0, 0, 0))).isEqualTo("6627e8d5 e169c58d");
        assertThat(words(Philox.bits(-1, -1, -1))).isEqualTo("408f276d 41c83b0e");
        assertThat(words(Philox.bits(0x299F31D0A4093822L, 0x0370734413198A2EL, 0x85A308D3243F6A88L)))
                .isEqualTo("d16cfe09 94fdcceb");
    }

    @Test
    void draws_are_uniform_by_a_chi_square_test() {
        for (Key key : new Key[] {
            Key.of(0), Key.of(1), Key.of(-1).fold("epoch"), Key.of(42).fold(7)
        }) {
            int[] counts = new int[100];
            double sum = 0;
            for (int i = 0; i < DRAWS; i++) {
                double u = key.uniform(i);
                assertThat(u).isGreaterThanOrEqualTo(0).isLessThan(1);
                counts[(int) (u * counts.length)]++;
                sum += u;
            }
            double expected = DRAWS / (double) counts.length;
            double chiSquare = IntStream.of(counts)
                    .mapToDouble(c -> (c - expected) * (c - expected) / expected)
                    .sum();
            assertThat(chiSquare).as("99 degrees of freedom").isBetween(50.0, 160.0);
            assertThat(sum / DRAWS).isCloseTo(0.5, within(0.01));
        }
    }

    @Test
    void normal_draws_have_the_moments_of_the_normal_distribution() {
        Key key = Key.of(3);
        double[] moments = new double[5];
        for (int i = 0; i < DRAWS; i++) {
            double x = key.normal(i);
            for (int k = 1; k < moments.length; k++) {
                moments[k] += Math.pow(x, k) / DRAWS;
            }
        }
        assertThat(moments[1]).isCloseTo(0, within(0.03));
        assertThat(moments[2]).isCloseTo(1, within(0.04));
        assertThat(moments[3]).isCloseTo(0, within(0.1));
        assertThat(moments[4]).isCloseTo(3, within(0.25));
    }

    @Test
    void bounded_draws_are_uniform_and_below_the_bound() {
        int[] counts = new int[7];
        Key key = Key.of(5);
        for (int i = 0; i < DRAWS; i++) {
            counts[key.below(7, i)]++;
        }
        for (int count : counts) {
            assertThat(count).isCloseTo(DRAWS / 7, within(200));
        }
        assertThat(key.below(1, 9)).isZero();
        assertThatThrownBy(() -> key.below(-1, 0)).hasMessage("random integer: the bound must be positive, got -1");
    }

    @Test
    void folded_keys_are_distinct_and_independent_of_one_another() {
        Set<Key> keys = new HashSet<>();
        Key root = Key.of(1);
        keys.add(root);
        for (int i = -500; i < 500; i++) {
            keys.add(root.fold(i));
            keys.add(root.fold("layer." + i));
            keys.add(root.fold(i).fold(i));
            keys.add(Key.of(i + 10_000).fold(3));
        }
        assertThat(keys).hasSize(4001);
        assertThat(root.fold("a").fold("b")).isNotEqualTo(root.fold("b").fold("a"));
        double correlation = 0;
        for (int i = 0; i < DRAWS; i++) {
            correlation += (root.fold(1).uniform(i) - 0.5) * (root.fold(2).uniform(i) - 0.5) * 12 / DRAWS;
        }
        assertThat(correlation).isCloseTo(0, within(0.03));
    }

    @Test
    void the_same_fold_gives_the_same_key_in_every_run() {
        assertThat(Key.of(42).fold("epoch").fold(3))
                .isEqualTo(Key.of(42).fold("epoch").fold(3));
        assertThat(Key.of(42).uniform(17)).isEqualTo(Key.of(42).uniform(17));
        assertThat(Key.of(42).fold("größe")).isNotEqualTo(Key.of(42).fold("grosse"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 100, 257, 1000})
    void permutations_hold_every_number_once_and_any_place_is_reached_alone(int n) {
        Key key = Key.of(n);
        assertThat(key.permutation(n))
                .containsExactlyInAnyOrder(IntStream.range(0, n).toArray());
        BitSet seen = new BitSet();
        for (int i = 0; i < n; i++) {
            int place = key.permuted(i, n);
            assertThat(place).isBetween(0, n - 1);
            seen.set(place);
        }
        assertThat(seen.cardinality()).isEqualTo(n);
    }

    @Test
    void permutations_of_different_keys_differ_and_every_place_is_likely() {
        assertThat(Key.of(1).permutation(50)).isNotEqualTo(Key.of(2).permutation(50));
        int[] first = new int[6];
        int[] walked = new int[6];
        for (int seed = 0; seed < 6000; seed++) {
            first[Key.of(seed).permutation(6)[0]]++;
            walked[Key.of(seed).permuted(0, 6)]++;
        }
        for (int i = 0; i < 6; i++) {
            assertThat(first[i]).isCloseTo(1000, within(150));
            assertThat(walked[i]).isCloseTo(1000, within(150));
        }
    }

    @Test
    void the_largest_order_is_walked_too() {
        int last = Integer.MAX_VALUE - 1;
        assertThat(Key.of(1).permuted(last, Integer.MAX_VALUE)).isBetween(0, last);
        assertThatThrownBy(() -> Key.of(1).permuted(-1, 3)).hasMessageContaining("[0, 3), got -1");
    }
}
