package gradus.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConvolutionTest {
    /// One product of a convolution: elements of the input, the weight and the result.
    @FunctionalInterface
    private interface Product {
        void add(int x, int w, int y);
    }

    @Test
    void widthsAndThreadsGiveTheSameBits() {
        List<Map<String, float[]>> results = Widths.run(ConvolutionProbe.class);
        Bits.assertAllEqual(results);
        Map<String, float[]> first = results.getFirst();
        first.forEach((name, values) -> assertThat(Bits.canonical(values))
                .as(name)
                .isEqualTo(Bits.canonical(first.get(name.substring(0, name.lastIndexOf(' ')) + " 1"))));
    }

    @Test
    void everyShapeAgreesWithTheLoopsOverAllProducts() {
        try (Workers workers = new Workers(2)) {
            for (Slide s : ConvolutionProbe.SLIDES) {
                int inputs = ConvolutionProbe.inputs(s);
                int weights = ConvolutionProbe.weights(s);
                int results = ConvolutionProbe.results(s);
                float[] x = Bits.numbers(inputs + 1, 1, 1);
                float[] w = Bits.numbers(weights + 2, 1, 2);
                double[][] y = new double[2][results];
                products(s, (i, j, k) -> add(y, k, (double) x[1 + i] * w[2 + j]));
                assertAgrees("forward " + s, ConvolutionProbe.forward(workers, s), y);
                float[] dy = Bits.numbers(results + 1, 1, 1);
                double[][] dx = new double[2][inputs];
                products(s, (i, j, k) -> add(dx, i, (double) dy[1 + k] * w[2 + j]));
                assertAgrees("input gradient " + s, ConvolutionProbe.inputGradient(workers, s), dx);
                float[] dy2 = Bits.numbers(results + 2, 1, 2);
                double[][] dw = new double[2][weights];
                products(s, (i, j, k) -> add(dw, j, (double) x[1 + i] * dy2[2 + k]));
                assertAgrees("weight gradient " + s, ConvolutionProbe.weightGradient(workers, s), dw);
            }
        }
    }

    /// Sums in the first row, sizes of terms in the second.
    private static void add(double[][] sums, int at, double term) {
        sums[0][at] += term;
        sums[1][at] += Math.abs(term);
    }

    /// Found numbers lie from place 1 on; nothing around them may have changed.
    private static void assertAgrees(String name, float[] found, double[][] expected) {
        float[] before = Bits.numbers(found.length, 1, 3);
        int count = expected[0].length;
        for (int i = 0; i < count; i++) {
            assertThat(Math.abs(found[1 + i] - expected[0][i]))
                    .as("%s at %s", name, i)
                    .isLessThanOrEqualTo(expected[1][i] * 400 * 0x1p-24);
        }
        assertThat(found[0]).as(name).isEqualTo(before[0]);
        assertThat(found[count + 1]).as(name).isEqualTo(before[count + 1]);
        assertThat(found[count + 2]).as(name).isEqualTo(before[count + 2]);
    }

    private static void products(Slide s, Product product) {
        int positions = s.positions();
        for (int o = 0; o < s.rows(); o++) {
            for (int p = 0; p < positions; p++) {
                int place = place(s, o, p);
                for (int c = 0; place >= 0 && c < s.out(); c++) {
                    for (int i = 0; i < s.groupIn(); i++) {
                        int channel = c / s.groupOut() * s.groupIn() + i;
                        product.add(place * s.in() + channel, (p * s.groupIn() + i) * s.out() + c, o * s.out() + c);
                    }
                }
            }
        }
    }

    private static int place(Slide s, int o, int p) {
        int place = 0;
        int step = 1;
        for (SlideAxis axis : List.of(s.width(), s.height(), s.depth())) {
            int at = o % axis.places() * axis.stride() - axis.low() + p % axis.size() * axis.dilation();
            if (at < 0 || at >= axis.input()) {
                return -1;
            }
            place += at * step;
            step *= axis.input();
            o /= axis.places();
            p /= axis.size();
        }
        return place + o * step;
    }

    @Test
    void aSampleAloneHasTheBitsItHasInABatch() {
        SlideAxis axis = new SlideAxis(7, 7, 3, 1, 1, 1);
        for (int channels : new int[] {6, 16}) {
            aSampleAlone(
                    new Slide(5, SlideAxis.POINT, axis, axis, channels, 20, 1),
                    new Slide(1, SlideAxis.POINT, axis, axis, channels, 20, 1));
        }
    }

    private static void aSampleAlone(Slide batch, Slide alone) {
        float[] x = Bits.numbers(batch.inputCount(), 1, 1);
        float[] w = Bits.numbers(batch.terms() * 20, 1, 2);
        float[] all = new float[batch.rows() * 20];
        float[] one = new float[alone.rows() * 20];
        new ConvolutionForward(batch, x, 0, w, 0, all, 0).run(Workers.shared());
        for (int n = 0; n < 5; n++) {
            new ConvolutionForward(alone, x, n * alone.inputCount(), w, 0, one, 0).run(Workers.shared());
            assertThat(one).containsExactly(Arrays.copyOfRange(all, n * one.length, (n + 1) * one.length));
        }
    }

    @Test
    void aWarmConvolutionAndItsGradientsAllocateNothing() {
        SlideAxis small = new SlideAxis(12, 12, 3, 1, 1, 1);
        SlideAxis large = new SlideAxis(28, 28, 3, 1, 1, 1);
        nothingAllocated(new Slide(16, SlideAxis.POINT, small, small, 8, 16, 1));
        nothingAllocated(new Slide(4, SlideAxis.POINT, small, small, 16, 16, 1));
        nothingAllocated(new Slide(4, SlideAxis.POINT, large, large, 16, 16, 1));
    }

    private static void nothingAllocated(Slide s) {
        float[] x = Bits.numbers(s.inputCount(), 1, 1);
        float[] w = Bits.numbers(s.terms() * 16, 1, 2);
        float[] y = new float[s.rows() * 16];
        try (Workers workers = new Workers(2)) {
            ConvolutionForward forward = new ConvolutionForward(s, x, 0, w, 0, y, 0);
            ConvolutionInputGradient input = new ConvolutionInputGradient(s, y, 0, w, 0, x.clone(), 0);
            ConvolutionWeightGradient weight = new ConvolutionWeightGradient(s, x, 0, y, 0, w.clone(), 0);
            long bytes = Allocation.bytes(200, () -> {
                forward.run(workers);
                input.run(workers);
                weight.run(workers);
            });
            assertThat(bytes).isLessThan(10_000);
        }
    }
}
