package gradus.cpu;

import gradus.core.plan.Place;
import gradus.core.plan.Plan;
import gradus.core.spi.Buffer;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.lang.reflect.Array;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The arrays that one call of a plan works on: the caller's buffers and working memory of its own.
final class Memory {
    private final Plan plan;
    private final List<Buffer> inputs;
    private final List<Buffer> outputs;
    private final Map<DType, Object> arenas = new EnumMap<>(DType.class);

    Memory(Plan plan, List<Buffer> inputs, List<Buffer> outputs) {
        requireTypes("input", plan.inputs(), inputs);
        requireTypes("output", plan.outputs(), outputs);
        this.plan = plan;
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        plan.arena().forEach((dtype, size) -> arenas.put(dtype, Literal.newArray(dtype, size)));
    }

    private static void requireTypes(String what, List<TensorType> types, List<Buffer> buffers) {
        List<TensorType> given =
                buffers.stream().map(buffer -> buffer.host().type()).toList();
        if (!given.equals(types)) {
            throw new IllegalArgumentException(
                    "bind: " + what + " buffers must have the plan's types " + types + ", got " + given);
        }
    }

    Operand operand(Place place, TensorType type) {
        Object array = switch (place.room()) {
            case INPUT -> inputs.get(place.index()).host().array();
            case OUTPUT -> outputs.get(place.index()).host().array();
            case CONSTANT -> plan.constants().get(place.index()).array();
            case ARENA -> arena(type.dtype());
        };
        return new Operand(type, array, place.offset());
    }

    private Object arena(DType dtype) {
        Object array = arenas.get(dtype);
        if (array == null) {
            throw new IllegalStateException("plan: no working memory of type " + dtype);
        }
        return array;
    }

    /// Fills working memory with NaN or absurd numbers, so that a value read before it is written shows.
    void poison() {
        arenas.forEach((dtype, array) -> {
            Operand all = new Operand(TensorType.of(dtype, Array.getLength(array)), array, 0);
            all.fill(dtype.isFloating() ? Double.NaN : Integer.MIN_VALUE);
        });
    }
}
