package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.spi.Backends;
import gradus.core.spi.Precision;
import gradus.core.type.DeviceException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A precision that a backend does not multiply in is refused, never left out silently.
final class PrecisionTest {
    @AfterEach
    void forget() {
        System.clearProperty(Precision.PROPERTY);
    }

    @Test
    void without_a_wish_and_with_float32_the_backend_is_the_same() {
        assertThat(Backends.standard()).isSameAs(Backing.CPU);
        System.setProperty(Precision.PROPERTY, "float32");
        assertThat(Backends.standard()).isSameAs(Backing.CPU);
    }

    @Test
    void loops_in_java_refuse_bf16_and_name_what_multiplies_so() {
        System.setProperty(Precision.PROPERTY, "bf16");
        assertThatThrownBy(Backends::standard)
                .isInstanceOf(DeviceException.class)
                .hasMessage(
                        "precision: bf16 needs a backend that multiplies in bfloat16, “cpu” does not; add the module"
                                + " onednn and choose it with -Dgradus.backend=onednn (gradus train: --backend onednn), or"
                                + " leave the precision at float32");
    }

    @Test
    void an_unknown_precision_is_refused_with_those_that_there_are() {
        System.setProperty(Precision.PROPERTY, "fp8");
        assertThatThrownBy(Backends::standard)
                .isInstanceOf(DeviceException.class)
                .hasMessage("precision: there is no “fp8”; it is one of float32, bf16; choose one with"
                        + " -Dgradus.precision=…");
    }
}
