package gradus.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.op.Contraction;
import gradus.core.op.Windowed;
import gradus.core.spi.Backend;
import gradus.core.spi.Backends;
import gradus.core.spi.Precision;
import gradus.core.type.DType;
import gradus.core.type.DeviceException;
import gradus.core.type.Literal;
import gradus.testkit.EveryOp;
import gradus.testkit.Interpreter;
import gradus.testkit.Sample;
import gradus.testkit.TensorAssert;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The backend is found, chosen by name only, and gives what the reference's plain loops give.
final class OnednnBackendTest {
    private static final Interpreter REFERENCE = new Interpreter(Backends.named("reference"));
    /// Takes every product and convolution it can, however small.
    private static final Interpreter EAGER =
            new Interpreter(new OnednnBackend(new OnednnHeavy(1, 1, 1, 1, 1, Elements.FLOAT32)));

    static Stream<Sample> heavy() {
        return Stream.of(EveryOp.samples(DType.FLOAT32), EveryOp.edges(DType.FLOAT32))
                .flatMap(List::stream)
                .filter(sample -> sample.op() instanceof Contraction || sample.op() instanceof Windowed);
    }

    @Test
    void it_is_found_by_name_and_never_by_preference() {
        assertThat(Backends.named("onednn")).isInstanceOf(OnednnBackend.class);
        assertThat(Backends.standard().name()).isEqualTo("cpu");
    }

    @Test
    void it_computes_what_the_processor_computes() {
        Backend backend = new OnednnBackend();
        assertThat(backend.computes(DType.FLOAT32)).isTrue();
        assertThat(backend.computes(DType.BFLOAT16)).isFalse();
    }

    @Test
    void its_description_names_library_version_and_instructions() {
        Available.orSkip();
        assertThat(new OnednnBackend().description())
                .matches("oneDNN 3\\.\\d+\\.\\d+ \\(\\w+\\) for products and convolutions, else .*");
    }

    @Test
    void bf16_is_for_processors_that_have_instructions_for_it() {
        Available.orSkip();
        Backend backend = new OnednnBackend();
        assertThat(backend.with(Precision.FLOAT32)).isSameAs(backend);
        if (Dnnl.multipliesBfloat16()) {
            Backend rounding = backend.with(Precision.BF16);
            assertThat(rounding.description()).contains(" for products and convolutions in bfloat16, else ");
            assertThat(backend.with(Precision.BF16)).isSameAs(rounding);
            assertThat(rounding.with(Precision.FLOAT32).description())
                    .as("back again")
                    .isEqualTo(backend.description());
        } else {
            assertThatThrownBy(() -> backend.with(Precision.BF16))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageStartingWith(
                            "precision: bf16 needs a processor with AVX-512 BF16 or AMX, oneDNN finds ");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("heavy")
    void products_and_convolutions_agree_with_the_reference(Sample sample) {
        Available.orSkip();
        Literal expected = REFERENCE.apply(sample.op(), sample.inputs());
        Literal actual = EAGER.apply(sample.op(), sample.inputs());
        double product = 1;
        int longest = 1;
        for (Literal input : sample.inputs()) {
            product *= largest(input);
            longest = Math.max(longest, input.count());
        }
        TensorAssert.assertThat(actual)
                .as(sample.name())
                .isCloseTo(expected, 0x1p-22, Float.MIN_NORMAL + 0x1p-22 * longest * product);
    }

    private static double largest(Literal input) {
        double size = 0;
        for (double value : input.toDoubles()) {
            size = Double.isFinite(value) ? Math.max(size, Math.abs(value)) : size;
        }
        return size;
    }
}
