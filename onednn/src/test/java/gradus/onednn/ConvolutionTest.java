package gradus.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.type.Bfloat16;
import gradus.cpu.kernel.ConvolutionForward;
import gradus.cpu.kernel.ConvolutionInputGradient;
import gradus.cpu.kernel.ConvolutionWeightGradient;
import gradus.cpu.kernel.Floats;
import gradus.cpu.kernel.Heavy;
import gradus.cpu.kernel.Slide;
import gradus.cpu.kernel.SlideAxis;
import gradus.cpu.kernel.Workers;
import gradus.testkit.Allocation;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Convolutions by oneDNN are those of the loops in Java, up to the rounding of sums. Awkward windows are tried by
/// [OnednnBackendTest].
final class ConvolutionTest {
    private static final OnednnHeavy ALL = new OnednnHeavy(1, 1, 1, 1, 1, Elements.FLOAT32);
    private static final OnednnHeavy ROUNDED = new OnednnHeavy(1, 1, 1, 1, 1, Elements.BFLOAT16);
    private static final SlideAxis AXIS = new SlideAxis(13, 13, 3, 1, 1, 1);
    private static final Slide SLIDE = new Slide(12, SlideAxis.POINT, AXIS, AXIS, 24, 40, 1);

    /// The three operations, each with its operands and result.
    enum Kind {
        FORWARD(2),
        INPUT(0),
        WEIGHT(1);

        private final int result;

        Kind(int result) {
            this.result = result;
        }

        Heavy.Bound heavy(Floats x, Floats w, Floats y) {
            return by(ALL, x, w, y);
        }

        Heavy.Bound by(Heavy heavy, Floats x, Floats w, Floats y) {
            return switch (this) {
                case FORWARD -> Available.orSkip(heavy.convolution(SLIDE, x, w, y));
                case INPUT -> Available.orSkip(heavy.inputGradient(SLIDE, y, w, x));
                case WEIGHT -> Available.orSkip(heavy.weightGradient(SLIDE, x, y, w));
            };
        }

        Heavy.Bound loops(Floats x, Floats w, Floats y) {
            return switch (this) {
                case FORWARD -> new ConvolutionForward(SLIDE, x.array(), 3, w.array(), 3, y.array(), 3)::run;
                case INPUT -> new ConvolutionInputGradient(SLIDE, y.array(), 3, w.array(), 3, x.array(), 3)::run;
                case WEIGHT -> new ConvolutionWeightGradient(SLIDE, x.array(), 3, y.array(), 3, w.array(), 3)::run;
            };
        }
    }

    @BeforeAll
    static void needs_the_library() {
        Available.orSkip();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void convolutions_are_those_of_the_loops_in_java(Kind kind) {
        float[][] expected = operands();
        float[][] actual = operands();
        try (Workers workers = new Workers(3)) {
            kind.loops(floats(expected, 0), floats(expected, 1), floats(expected, 2))
                    .run(workers);
            kind.heavy(floats(actual, 0), floats(actual, 1), floats(actual, 2)).run(workers);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(actual[i]).hasSameSizeAs(expected[i]);
            assertThat(largestDifference(actual[i], expected[i])).isLessThan(0x1p-12);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void convolutions_in_bfloat16_are_those_of_rounded_operands(Kind kind) {
        Available.withBfloat16OrSkip();
        float[][] expected = operands();
        for (float[] numbers : expected) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Bfloat16.value(Bfloat16.of(numbers[i]));
            }
        }
        float[][] actual = operands();
        try (Workers workers = new Workers(3)) {
            kind.loops(floats(expected, 0), floats(expected, 1), floats(expected, 2))
                    .run(workers);
            kind.by(ROUNDED, floats(actual, 0), floats(actual, 1), floats(actual, 2))
                    .run(workers);
        }
        int last = expected[kind.result].length - 2;
        assertThat(largestDifference(
                        Arrays.copyOfRange(actual[kind.result], 3, last),
                        Arrays.copyOfRange(expected[kind.result], 3, last)))
                .isLessThan(0x1p-11);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void bits_do_not_depend_on_the_number_of_threads(Kind kind) {
        float[][] alone = operands();
        kind.heavy(floats(alone, 0), floats(alone, 1), floats(alone, 2)).run(new Workers(1));
        float[][] together = operands();
        try (Workers workers = new Workers(5)) {
            kind.heavy(floats(together, 0), floats(together, 1), floats(together, 2))
                    .run(workers);
        }
        assertThat(together).isDeepEqualTo(alone);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_warm_convolution_allocates_nothing(Kind kind) {
        float[][] operands = operands();
        Heavy.Bound bound = kind.heavy(floats(operands, 0), floats(operands, 1), floats(operands, 2));
        Workers workers = new Workers(1);
        assertThat(Allocation.bytes(200, () -> bound.run(workers)))
                .as("less than the smallest object a run")
                .isLessThan(8 * 200);
    }

    @Test
    void few_samples_and_few_channels_are_left_to_java() {
        OnednnHeavy heavy = OnednnHeavy.FLOAT32;
        Slide one = new Slide(1, SlideAxis.POINT, AXIS, AXIS, 256, 256, 1);
        Slide grey = new Slide(512, SlideAxis.POINT, AXIS, AXIS, 1, 32, 1);
        assertThat(heavy.convolution(one, Floats.NONE, Floats.NONE, Floats.NONE))
                .isEmpty();
        assertThat(heavy.inputGradient(grey, Floats.NONE, Floats.NONE, Floats.NONE))
                .isEmpty();
        assertThat(Available.orSkip(heavy.convolution(grey, Floats.NONE, Floats.NONE, Floats.NONE)))
                .isInstanceOf(SampleConvolution.class);
    }

    /// Input, weight and result, each from its fourth element on.
    private static float[][] operands() {
        SplittableRandom random = new SplittableRandom(3);
        int[] counts = {12 * 13 * 13 * 24, 9 * 24 * 40, 12 * 13 * 13 * 40};
        return Arrays.stream(counts)
                .mapToObj(count -> {
                    float[] numbers = new float[count + 5];
                    for (int i = 0; i < numbers.length; i++) {
                        numbers[i] = (float) random.nextDouble(-1, 1);
                    }
                    return numbers;
                })
                .toArray(float[][]::new);
    }

    private static Floats floats(float[][] operands, int index) {
        return new Floats(operands[index], 3);
    }

    private static double largestDifference(float[] a, float[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = Math.abs((double) a[i] - b[i]);
            largest = difference <= largest ? largest : difference; // NaN is largest
        }
        return largest;
    }
}
