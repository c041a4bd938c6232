package gradus.cpu.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Convolutions of many shapes and both gradients, with 1, 2 and 7 threads.
final class ConvolutionProbe implements Supplier<Map<String, float[]>> {
    private static final SlideAxis POINT = SlideAxis.POINT;

    /// One channel, also under wide windows, long and short runs, several tiles, several chunks of places,
    /// several blocks of terms, groups, strides, dilation, padding beyond the kernel, kernels beyond the
    /// input, depth-wise, point-wise, three axes, and nothing at all.
    static final List<Slide> SLIDES = List.of(
            new Slide(3, POINT, axis(9, 5, 1, 2, 1), axis(11, 5, 1, 2, 1), 1, 17, 1),
            new Slide(2, POINT, axis(9, 3, 2, 1, 1), axis(12, 4, 3, 0, 2), 1, 3, 1),
            new Slide(30, POINT, axis(9, 3, 1, 1, 1), axis(11, 3, 1, 1, 1), 3, 5, 1),
            new Slide(2, POINT, axis(7, 3, 1, 1, 1), axis(6, 3, 1, 1, 1), 40, 65, 1),
            new Slide(1, POINT, axis(5, 2, 1, 4, 1), axis(6, 3, 2, 3, 2), 7, 300, 1),
            new Slide(2, POINT, POINT, axis(40, 3, 1, 2, 3), 13, 16, 1),
            new Slide(2, axis(4, 2, 1, 1, 1), axis(5, 3, 2, 0, 1), axis(6, 2, 1, 1, 2), 4, 9, 1),
            new Slide(3, POINT, axis(8, 3, 2, 1, 1), axis(8, 3, 1, 1, 1), 6, 15, 3),
            new Slide(40, POINT, axis(8, 3, 1, 1, 1), axis(9, 3, 2, 1, 1), 19, 19, 19),
            new Slide(2, POINT, POINT, axis(2, 11, 1, 5, 1), 1, 3, 1),
            new Slide(2, POINT, POINT, axis(2, 11, 1, 5, 1), 9, 1, 1),
            new Slide(2, POINT, POINT, new SlideAxis(3, 5, 2, 1, 0, 8), 1, 3, 1),
            new Slide(2, POINT, axis(5, 1, 1, 0, 1), axis(7, 1, 1, 0, 1), 33, 20, 1),
            new Slide(2, POINT, axis(6, 1, 2, 0, 1), axis(7, 1, 2, 0, 1), 8, 20, 1),
            new Slide(5, POINT, axis(7, 3, 1, 1, 1), axis(5, 3, 1, 1, 1), 33, 70, 1),
            new Slide(2, POINT, axis(13, 3, 2, 3, 2), axis(31, 2, 1, 4, 1), 17, 20, 1),
            new Slide(1, axis(4, 3, 2, 2, 1), axis(6, 2, 1, 2, 1), axis(150, 3, 1, 2, 2), 64, 10, 2),
            new Slide(2, POINT, POINT, axis(301, 9, 2, 4, 1), 41, 35, 1),
            new Slide(1, POINT, axis(3, 5, 1, 4, 1), axis(25, 5, 1, 2, 1), 48, 300, 1),
            new Slide(3, POINT, axis(9, 3, 2, 2, 1), axis(30, 5, 2, 3, 2), 3, 21, 1),
            new Slide(2, axis(5, 3, 2, 2, 2), axis(6, 4, 1, 3, 1), axis(7, 3, 1, 1, 1), 2, 40, 1),
            new Slide(2, POINT, POINT, axis(300, 7, 1, 3, 1), 1, 34, 1),
            new Slide(2, POINT, axis(20, 3, 1, 2, 2), axis(9, 3, 1, 1, 1), 1, 10, 1),
            new Slide(1, POINT, axis(25, 19, 1, 9, 1), axis(25, 19, 1, 9, 1), 1, 10, 1),
            new Slide(2, POINT, POINT, axis(300, 35, 1, 17, 1), 1, 20, 1),
            new Slide(2, POINT, axis(9, 3, 1, 1, 1), axis(50, 33, 2, 16, 1), 1, 1, 1),
            new Slide(2, POINT, axis(9, 2, 1, 3, 1), axis(11, 2, 1, 4, 1), 16, 40, 1),
            new Slide(2, axis(5, 3, 1, 1, 1), axis(6, 3, 1, 1, 1), axis(4, 3, 1, 1, 1), 16, 16, 1),
            new Slide(2, axis(5, 3, 2, 1, 1), axis(9, 2, 1, 2, 2), axis(26, 3, 1, 1, 1), 32, 18, 2),
            new Slide(3, POINT, axis(500, 3, 1, 1, 1), axis(27, 3, 1, 1, 2), 33, 10, 1),
            new Slide(2, POINT, axis(2, 3, 1, 1, 1), axis(600, 3, 1, 0, 1), 12, 20, 1),
            new Slide(2, POINT, axis(9, 2, 1, 2, 3), axis(30, 2, 4, 0, 3), 32, 8, 1),
            new Slide(0, POINT, axis(5, 3, 1, 1, 1), axis(7, 3, 1, 1, 1), 3, 2, 1),
            new Slide(2, POINT, axis(5, 3, 1, 1, 1), axis(7, 3, 1, 1, 1), 0, 2, 1),
            new Slide(2, POINT, axis(5, 3, 1, 1, 1), axis(7, 3, 1, 1, 1), 2, 0, 1));

    private static SlideAxis axis(int input, int size, int stride, int padding, int dilation) {
        int places = (input + 2 * padding - (size - 1) * dilation - 1) / stride + 1;
        return new SlideAxis(input, places, size, stride, padding, dilation);
    }

    @Override
    public Map<String, float[]> get() {
        Map<String, float[]> results = new LinkedHashMap<>();
        for (int threads : new int[] {1, 2, 7}) {
            try (Workers workers = new Workers(threads)) {
                for (Slide slide : SLIDES) {
                    results.put("forward " + slide + " " + threads, forward(workers, slide));
                    results.put("input " + slide + " " + threads, inputGradient(workers, slide));
                    results.put("weight " + slide + " " + threads, weightGradient(workers, slide));
                }
            }
        }
        return results;
    }

    static int inputs(Slide s) {
        return s.inputCount();
    }

    static int weights(Slide s) {
        return s.terms() * s.out();
    }

    static int results(Slide s) {
        return s.rows() * s.out();
    }

    static float[] forward(Workers workers, Slide s) {
        float[] y = Bits.numbers(results(s) + 3, 1, 3);
        new ConvolutionForward(s, Bits.numbers(inputs(s) + 1, 1, 1), 1, Bits.numbers(weights(s) + 2, 1, 2), 2, y, 1)
                .run(workers);
        return y;
    }

    static float[] inputGradient(Workers workers, Slide s) {
        float[] dx = Bits.numbers(inputs(s) + 3, 1, 3);
        float[] dy = Bits.numbers(results(s) + 1, 1, 1);
        new ConvolutionInputGradient(s, dy, 1, Bits.numbers(weights(s) + 2, 1, 2), 2, dx, 1).run(workers);
        return dx;
    }

    static float[] weightGradient(Workers workers, Slide s) {
        float[] dw = Bits.numbers(weights(s) + 3, 1, 3);
        float[] dy = Bits.numbers(results(s) + 2, 1, 2);
        new ConvolutionWeightGradient(s, Bits.numbers(inputs(s) + 1, 1, 1), 1, dy, 2, dw, 1).run(workers);
        return dw;
    }
}
