package gradus.onednn;

import gradus.cpu.kernel.ConvolutionForward;
import gradus.cpu.kernel.ConvolutionInputGradient;
import gradus.cpu.kernel.ConvolutionWeightGradient;
import gradus.cpu.kernel.Floats;
import gradus.cpu.kernel.Heavy;
import gradus.cpu.kernel.MatMul;
import gradus.cpu.kernel.Product;
import gradus.cpu.kernel.Slide;
import gradus.cpu.kernel.SlideAxis;
import gradus.cpu.kernel.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Prints GFLOP/s of the loops in Java, of oneDNN and of oneDNN in bfloat16, which take turns: the numbers of
/// `docs/performance.md`, where the command stands. Takes the number of threads.
final class Ratios {
    private static final int WINDOWS = 13;
    private static final double WINDOW = 4e9;
    private static final Heavy PLAIN = new OnednnHeavy(1, 1, 1, 1, 1, Elements.FLOAT32);
    private static final Heavy ROUNDED = new OnednnHeavy(1, 1, 1, 1, 1, Elements.BFLOAT16);

    private final Workers workers;
    private final SplittableRandom random = new SplittableRandom(1);

    private Ratios(Workers workers) {
        this.workers = workers;
    }

    /// Measures and prints.
    public static void main(String[] arguments) {
        try (Workers workers = new Workers(Integer.parseInt(arguments[0]))) {
            Ratios ratios = new Ratios(workers);
            for (int size : new int[] {256, 512, 1024}) {
                ratios.product(size);
            }
            ratios.convolution(8, 56, 64, 3, 64);
            ratios.convolution(64, 14, 32, 5, 64);
        }
    }

    private void product(int n) {
        Product product =
                new Product(new Product.Sizes(n, n, n), false, false, floats(n * n), floats(n * n), floats(n * n));
        float[] a = product.a().array();
        float[] b = product.b().array();
        float[] c = product.c().array();
        Heavy.Bound java = w -> MatMul.multiply(w, false, false, a, 0, b, 0, c, 0, n, n, n, false);
        compare(
                "product " + n,
                2.0 * n * n * n,
                java,
                PLAIN.product(product).orElseThrow(),
                ROUNDED.product(product).orElseThrow());
    }

    private void convolution(int batch, int side, int in, int kernel, int out) {
        SlideAxis axis = new SlideAxis(side, side, kernel, 1, kernel / 2, 1);
        Slide slide = new Slide(batch, SlideAxis.POINT, axis, axis, in, out, 1);
        Floats x = floats(slide.inputCount());
        Floats w = floats(slide.terms() * out);
        Floats y = floats(slide.rows() * out);
        String name = batch + "×" + side + "×" + side + "×" + in + ", " + kernel + "×" + kernel + " → " + out;
        double flops = 2.0 * slide.work();
        compare(
                name,
                flops,
                new ConvolutionForward(slide, x.array(), 0, w.array(), 0, y.array(), 0)::run,
                PLAIN.convolution(slide, x, w, y).orElseThrow(),
                ROUNDED.convolution(slide, x, w, y).orElseThrow());
        Floats dx = floats(slide.inputCount());
        compare(
                name + ", by the input",
                flops,
                new ConvolutionInputGradient(slide, y.array(), 0, w.array(), 0, dx.array(), 0)::run,
                PLAIN.inputGradient(slide, y, w, dx).orElseThrow(),
                ROUNDED.inputGradient(slide, y, w, dx).orElseThrow());
        Floats dw = floats(slide.terms() * out);
        compare(
                name + ", by the weight",
                flops,
                new ConvolutionWeightGradient(slide, x.array(), 0, y.array(), 0, dw.array(), 0)::run,
                PLAIN.weightGradient(slide, x, y, dw).orElseThrow(),
                ROUNDED.weightGradient(slide, x, y, dw).orElseThrow());
    }

    private Floats floats(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextDouble(-0.5, 0.5);
        }
        return new Floats(numbers, 0);
    }

    private void compare(String name, double flops, Heavy.Bound... ways) {
        int runs = (int) Math.max(2, WINDOW / flops);
        double[][] seconds = new double[ways.length][WINDOWS];
        for (int window = -1; window < WINDOWS; window++) { // the first one warms up
            for (int way = 0; way < ways.length; way++) {
                long start = System.nanoTime();
                for (int i = 0; i < runs; i++) {
                    ways[way].run(workers);
                }
                seconds[way][Math.max(0, window)] = (System.nanoTime() - start) / 1e9 / runs;
            }
        }
        double[] rates = IntStream.range(0, ways.length)
                .mapToDouble(way -> {
                    Arrays.sort(seconds[way]);
                    return flops / seconds[way][WINDOWS / 2] / 1e9;
                })
                .toArray();
        System.out.printf(
                "%-44s %4.0f  %4.0f (%.2f)  %4.0f (%.2f)%n",
                name, rates[0], rates[1], rates[1] / rates[0], rates[2], rates[2] / rates[0]);
    }
}
