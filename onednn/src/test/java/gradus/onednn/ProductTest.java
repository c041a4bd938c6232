package gradus.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.type.Bfloat16;
import gradus.cpu.kernel.Floats;
import gradus.cpu.kernel.Heavy;
import gradus.cpu.kernel.Product;
import gradus.cpu.kernel.Workers;
import gradus.testkit.Allocation;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Products by oneDNN are those of plain float64 loops, up to the rounding of sums.
final class ProductTest {
    private static final int[][] SIZES = {
        {1, 1, 1}, {2, 3, 5}, {17, 1, 33}, {1, 65, 3}, {31, 33, 64}, {127, 129, 63}, {129, 300, 257}, {300, 17, 700}
    };

    @BeforeAll
    static void needs_the_library() {
        Available.orSkip();
    }

    static Stream<Arguments> products() {
        return Arrays.stream(SIZES)
                .flatMap(s -> Stream.of(false, true)
                        .flatMap(left -> Stream.of(false, true)
                                .map(right -> Arguments.of(new Product.Sizes(s[0], s[1], s[2]), left, right))));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("products")
    void products_are_those_of_plain_loops(Product.Sizes sizes, boolean transposesA, boolean transposesB) {
        Product product = product(sizes, transposesA, transposesB);
        try (Workers workers = new Workers(3)) {
            bound(product).run(workers);
        }
        compare(product, 0x1p-22 * sizes.k());
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("products")
    void products_in_bfloat16_are_those_of_rounded_operands(
            Product.Sizes sizes, boolean transposesA, boolean transposesB) {
        Available.withBfloat16OrSkip();
        Product product = product(sizes, transposesA, transposesB);
        try (Workers workers = new Workers(3)) {
            bound(product, Elements.BFLOAT16).run(workers);
        }
        compare(
                new Product(sizes, transposesA, transposesB, rounded(product.a()), rounded(product.b()), product.c()),
                0x1p-20 * sizes.k());
    }

    private static Floats rounded(Floats operand) {
        float[] numbers = operand.array().clone();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Bfloat16.value(Bfloat16.of(numbers[i]));
        }
        return new Floats(numbers, operand.offset());
    }

    @Test
    void bits_do_not_depend_on_the_number_of_threads() {
        Product.Sizes sizes = new Product.Sizes(260, 333, 200);
        float[] alone = result(sizes, 1);
        assertThat(result(sizes, 2)).isEqualTo(alone);
        assertThat(result(sizes, 5)).isEqualTo(alone);
    }

    @Test
    void numbers_beside_the_result_are_left_alone() {
        Product product = product(new Product.Sizes(130, 140, 20), false, false);
        float[] c = product.c().array();
        bound(product).run(new Workers(1));
        assertThat(c[product.c().offset() - 1]).isNaN();
        assertThat(c[product.c().offset() + 130 * 140]).isNaN();
    }

    @Test
    void small_and_narrow_products_are_left_to_java() {
        Heavy heavy = OnednnHeavy.FLOAT32;
        assertThat(heavy.product(product(new Product.Sizes(512, 512, 512), false, false)))
                .isEmpty();
        assertThat(heavy.product(product(new Product.Sizes(8192, 8192, 4), false, false)))
                .isEmpty();
        assertThat(Available.orSkip(heavy.product(product(new Product.Sizes(640, 640, 656), false, false))))
                .isInstanceOf(MatrixProduct.class);
    }

    @Test
    void a_warm_product_allocates_nothing() {
        Heavy.Bound bound = bound(product(new Product.Sizes(150, 130, 140), true, false));
        Workers workers = new Workers(1);
        assertThat(Allocation.bytes(500, () -> bound.run(workers)))
                .as("less than the smallest object a run")
                .isLessThan(8 * 500);
    }

    @Test
    void a_warm_product_in_bfloat16_allocates_nothing() {
        Available.withBfloat16OrSkip();
        Heavy.Bound bound = bound(product(new Product.Sizes(150, 130, 140), false, true), Elements.BFLOAT16);
        Workers workers = new Workers(1);
        assertThat(Allocation.bytes(500, () -> bound.run(workers)))
                .as("less than the smallest object a run")
                .isLessThan(8 * 500);
    }

    private static Heavy.Bound bound(Product product) {
        return bound(product, Elements.FLOAT32);
    }

    private static Heavy.Bound bound(Product product, Elements elements) {
        return new MatrixProduct(product, Available.orSkip(TilePrimitives.of(product, elements)));
    }

    private static float[] result(Product.Sizes sizes, int threads) {
        Product product = product(sizes, false, true);
        try (Workers workers = new Workers(threads)) {
            bound(product).run(workers);
        }
        return product.c().array();
    }

    /// Operands that begin inside their arrays, and a result among NaN.
    private static Product product(Product.Sizes sizes, boolean transposesA, boolean transposesB) {
        SplittableRandom random = new SplittableRandom(7);
        Floats a = new Floats(numbers(random, 3 + sizes.m() * sizes.k()), 3);
        Floats b = new Floats(numbers(random, 5 + sizes.k() * sizes.n()), 5);
        float[] c = new float[sizes.m() * sizes.n() + 9];
        Arrays.fill(c, Float.NaN);
        return new Product(sizes, transposesA, transposesB, a, b, new Floats(c, 7));
    }

    private static float[] numbers(SplittableRandom random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextDouble(-1, 1);
        }
        return numbers;
    }

    private static void compare(Product product, double tolerance) {
        Product.Sizes sizes = product.sizes();
        double worst = 0;
        for (int i = 0; i < sizes.m(); i++) {
            for (int j = 0; j < sizes.n(); j++) {
                double sum = 0;
                for (int p = 0; p < sizes.k(); p++) {
                    int a = product.transposesA() ? p * sizes.m() + i : i * sizes.k() + p;
                    int b = product.transposesB() ? j * sizes.k() + p : p * sizes.n() + j;
                    sum += (double) at(product.a(), a) * at(product.b(), b);
                }
                double difference = Math.abs(at(product.c(), i * sizes.n() + j) - sum);
                worst = difference <= worst ? worst : difference; // NaN is worst
            }
        }
        assertThat(worst).as("largest difference").isLessThanOrEqualTo(tolerance);
    }

    private static float at(Floats floats, int index) {
        return floats.array()[floats.offset() + index];
    }
}
