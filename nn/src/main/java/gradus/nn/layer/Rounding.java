package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import java.util.List;

/// What layers share that average: they compute with the wide numbers of their input and round once, their output.
final class Rounding {
    private Rounding() {}

    /// Gives the output as bfloat16 where the input and all parameters are; else as it was computed.
    static Tensor of(Tensor output, Tensor input, List<Param> parameters) {
        DType dtype = parameters.stream().map(param -> param.value().dtype()).reduce(input.dtype(), DType::promote);
        return dtype == dtype.accumulation() ? output : output.as(dtype);
    }
}
