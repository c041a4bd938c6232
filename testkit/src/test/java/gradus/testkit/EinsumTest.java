package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.ShapeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Index notation against plain loops over all letters.
final class EinsumTest {
    private static final Map<Character, Integer> SIZES = Map.of('b', 2, 'h', 3, 'q', 4, 'k', 5, 'd', 2, 'i', 3, 'j', 4);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ij,jk->ik",
                "ij,kj->ik",
                "ji,jk->ki",
                "bhqd,bhkd->bhqk",
                "bhqk,bhkd->bqhd",
                "bqhd,bkhd->bhqk",
                "ij->ji",
                "ij->",
                "ij->i",
                "i,j->ij",
                "i,i->",
                "i,i->i",
                "ij,ij->ij",
                "ij,j->i",
                "bi,ij,bj->b",
                "ij,jk,kd->id",
                "bij,b->ji",
                "i->i",
                "ij,k->i"
            })
    void the_sum_is_that_of_plain_loops(String equation) {
        String[] sides = equation.split("->", -1);
        String[] terms = sides[0].split(",");
        List<Tensor> operands = new ArrayList<>();
        for (String term : terms) {
            int[] sizes = term.chars().map(c -> SIZES.get((char) c)).toArray();
            operands.add(Tensor.normal(Key.of(operands.size()), sizes).as(DType.FLOAT64));
        }
        Tensor actual = Tensor.einsum(equation, operands.toArray(Tensor[]::new));
        double[] expected = loops(terms, sides[1], operands);
        assertThat(actual.shape().sizes())
                .isEqualTo(sides[1].chars().map(c -> SIZES.get((char) c)).toArray());
        assertThat(actual.toDoubles()).containsExactly(expected, within(1e-12));
    }

    private static double[] loops(String[] terms, String result, List<Tensor> operands) {
        List<Character> letters = new ArrayList<>();
        String.join("", terms).chars().distinct().forEach(c -> letters.add((char) c));
        int total = letters.stream().mapToInt(SIZES::get).reduce(1, (a, b) -> a * b);
        double[] sums = new double[result.chars().map(c -> SIZES.get((char) c)).reduce(1, (a, b) -> a * b)];
        for (int n = 0; n < total; n++) {
            Map<Character, Integer> at = new LinkedHashMap<>();
            int rest = n;
            for (char letter : letters) {
                at.put(letter, rest % SIZES.get(letter));
                rest /= SIZES.get(letter);
            }
            double product = 1;
            for (int i = 0; i < terms.length; i++) {
                product *= operands.get(i).literal().get(place(terms[i], at));
            }
            sums[place(result, at)] += product;
        }
        return sums;
    }

    private static int place(String term, Map<Character, Integer> at) {
        int place = 0;
        for (int i = 0; i < term.length(); i++) {
            place = place * SIZES.get(term.charAt(i)) + at.get(term.charAt(i));
        }
        return place;
    }

    @Test
    void an_ellipsis_stands_for_leading_axes_of_any_number() {
        Tensor x = Tensor.normal(Key.of(1), 2, 3, 4, 5);
        Tensor w = Tensor.normal(Key.of(2), 5, 6);
        Tensor product = Tensor.einsum("...d,de->...e", x, w);
        assertThat(product.shape()).hasToString("[2, 3, 4, 6]");
        assertThat(product.toDoubles())
                .containsExactly(x.reshape(-1, 5).matmul(w).toDoubles(), within(1e-6));
        assertThat(Tensor.einsum("...ij->...ji", x).shape()).hasToString("[2, 3, 5, 4]");
    }

    @Test
    void gradients_flow_through() {
        Tensor x = Tensor.normal(Key.of(1), 2, 3).as(DType.FLOAT64);
        Tensor y = Tensor.normal(Key.of(2), 4, 3).as(DType.FLOAT64);
        Tensor weights = Tensor.normal(Key.of(3), 4, 2).as(DType.FLOAT64);
        Tensor chain = Autodiff.gradient(
                p -> Tensor.einsum("id,jd->ji", p, y).multiply(weights).sum(), x);
        Tensor expected = weights.transpose().matmul(y);
        assertThat(chain.toDoubles()).containsExactly(expected.toDoubles(), within(1e-12));
    }

    @Test
    void wrong_equations_say_what_is_wrong_and_where() {
        Tensor x = Tensor.zeros(2, 3);
        Tensor y = Tensor.zeros(4, 5);
        wrong("ij,jk", "einsum: an arrow must stand between the operands and the result, as in “ij,jk->ik”", x, y);
        wrong("ij->i", "einsum: there must be as many operands as terms, got 1 terms and 2 tensors in “ij->i”", x, y);
        wrong("ijk,kl->ij", "einsum: a term needs a letter per axis, got “ijk” for [2, 3] in “ijk,kl->ij”", x, y);
        wrong("ij,jk->ik", "einsum: a letter must have one size, got j = 3 and 4 in “ij,jk->ik”", x, y);
        wrong("ij,kl->iz", "einsum: the result's letters must stand in an operand, got “z” in “ij,kl->iz”", x, y);
        wrong("ii,kl->k", "einsum: a letter may stand once in a term; diagonals are not taken, got “ii”", x, y);
        wrong("i1,kl->k", "einsum: axes are named by letters, got “i1” in “i1,kl->k” at EinsumTest.", x, y);
    }

    private static void wrong(String equation, String message, Tensor... operands) {
        assertThatThrownBy(() -> Tensor.einsum(equation, operands))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith(message);
    }
}
