package gradus.core.spi;

import gradus.core.type.DeviceException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What large matrix products and convolutions of float32 operands multiply in. Their sums and results are float32 in
/// any case, as is everything else, weights and the state of optimizers above all.
public enum Precision {
    /// Operands as they are.
    FLOAT32,
    /// Operands rounded to bfloat16, for processors with instructions for it.
    BF16;

    /// The system property that says it, as `bf16`. Default `float32`.
    public static final String PROPERTY = "gradus.precision";

    /// Gives the word for it, as `bf16`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Gives what the system property `gradus.precision` says.
    ///
    /// @throws DeviceException if it says something else
    static Precision asked() {
        String word = System.getProperty(PROPERTY, FLOAT32.word());
        return Arrays.stream(values())
                .filter(precision -> precision.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new DeviceException("precision: there is no “" + word + "”; it is one of "
                        + Arrays.stream(values()).map(Precision::word).collect(Collectors.joining(", "))
                        + "; choose one with -D" + PROPERTY + "=…"));
    }
}
