package gradus.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.graph.Build;
import gradus.core.graph.Node;
import gradus.core.op.Contraction;
import gradus.core.type.TensorType;
import gradus.cpu.kernel.Heavy;
import gradus.cpu.kernel.Workers;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FollowedProductTest {
    private static final Contraction.MatMul PRODUCT =
            new Contraction.MatMul(Contraction.Operand.AS_IS, Contraction.Operand.AS_IS);

    private final Random random = new Random(3);

    private Operand numbers(int... sizes) {
        TensorType type = TensorType.float32(sizes);
        float[] x = new float[type.count()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return new Operand(type, x, 0);
    }

    private static Kernel product(Workers workers, Operand a, Operand b, Operand y) {
        Node node = Node.of(PRODUCT, Build.input("a", a.type()), Build.input("b", b.type()));
        return new CpuKernels(workers, Heavy.NONE).of(node, List.of(a, b), y);
    }

    /// `y[i] = 2 x[i]`, in ranges that begin at multiples of `unit`.
    private static ElementLoop twice(Workers workers, Operand x, Operand y, int unit) {
        return new ElementLoop(workers, y, List.of(x), List.of(), unit, 1, (from, to) -> {
            assertThat(from % unit).isZero();
            for (int i = from; i < to; i++) {
                y.floats()[y.offset() + i] = 2 * x.floats()[x.offset() + i];
            }
        });
    }

    @Test
    void loops_behind_a_product_give_the_bits_of_one_after_the_other_with_any_number_of_threads() {
        for (int[] sizes : new int[][] {{1, 40, 30}, {33, 10, 128}, {784, 128, 64}, {129, 1030, 70}, {1000, 48, 300}}) {
            Operand a = numbers(sizes[0], sizes[2]);
            Operand b = numbers(sizes[2], sizes[1]);
            Operand c = numbers(sizes[0], sizes[1]);
            Operand expected = numbers(sizes[0], sizes[1]);
            Workers one = new Workers(1);
            product(one, a, b, c).run();
            twice(one, c, expected, 1).run();
            for (int threads : new int[] {1, 2, 7}) {
                try (Workers workers = new Workers(threads)) {
                    Operand y = numbers(sizes[0], sizes[1]);
                    Operand z = numbers(sizes[0], sizes[1]);
                    Kernel[] kernels = LoopGroup.of(
                            List.of(product(workers, a, b, y), twice(workers, y, z, 16), twice(workers, z, y, 1)));
                    assertThat(kernels).hasSize(2); // the last would write over the product
                    kernels[0].run();
                    assertThat(y.floats()).isEqualTo(c.floats());
                    assertThat(z.floats()).isEqualTo(expected.floats());
                }
            }
        }
    }

    @Test
    void a_loop_that_writes_what_other_rows_still_read_does_not_follow() {
        Workers one = new Workers(1);
        Operand a = numbers(32, 32);
        Operand b = numbers(32, 32);
        Operand y = numbers(32, 32);
        for (Operand read : List.of(a, b)) {
            assertThat(LoopGroup.of(List.of(product(one, a, b, y), twice(one, y, read, 1))))
                    .hasSize(2);
        }
        assertThat(LoopGroup.of(List.of(product(one, a, b, y), twice(one, y, numbers(32, 32), 1))))
                .hasSize(1);
    }

    @Test
    void a_loop_whose_ranges_are_many_rows_does_not_follow() {
        Workers one = new Workers(1);
        Operand y = numbers(200, 3);
        ElementLoop loop = twice(one, y, numbers(200, 3), 480);
        assertThat(LoopGroup.of(List.of(product(one, numbers(200, 5), numbers(5, 3), y), loop)))
                .hasSize(2);
    }

    @Test
    void a_long_loop_does_not_follow_a_product_that_one_thread_computes() {
        Workers two = new Workers(2);
        Operand y = numbers(1 << 10, 1 << 8);
        ElementLoop loop = twice(two, y, numbers(1 << 10, 1 << 8), 1);
        assertThat(LoopGroup.of(List.of(product(two, numbers(1 << 10, 1), numbers(1, 1 << 8), y), loop)))
                .hasSize(2);
        assertThat(LoopGroup.of(List.of(product(two, numbers(1 << 10, 2), numbers(2, 1 << 8), y), loop)))
                .hasSize(1);
    }
}
