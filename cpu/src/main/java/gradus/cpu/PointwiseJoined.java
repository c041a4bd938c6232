package gradus.cpu;

import gradus.core.op.Fused;
import gradus.core.op.PointwiseStep;
import gradus.cpu.kernel.Joined;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A whole fused loop as one of the [Joined] ones.
///
/// @param loop what is computed
/// @param operands where elements are read, as many as a joined loop has
/// @param numbers what is read once for a range, as many as a joined loop has
/// @param output where the result goes
record PointwiseJoined(
        Joined loop, List<PointwiseValue> operands, List<PointwiseValue.Single> numbers, Operand output) {
    private static final Map<String, Joined> BY_STEPS =
            Arrays.stream(Joined.values()).collect(Collectors.toMap(Joined::steps, loop -> loop));

    /// Gives the joined loop of the same steps, if there is one and it finds its operands in arrays.
    ///
    /// @param values where inputs and numbers are found, in the order of the registers
    static Optional<PointwiseJoined> of(Fused.Pointwise op, List<PointwiseValue> values, Operand output) {
        Naming names = new Naming(op, values);
        Joined loop = BY_STEPS.get(names.steps());
        if (loop == null || names.operands.isEmpty()) {
            return Optional.empty();
        }
        while (names.operands.size() < Joined.OPERANDS) {
            names.operands.add(names.operands.getFirst());
        }
        while (names.numbers.size() < Joined.NUMBERS) {
            names.numbers.add(PointwiseKernel.number(0));
        }
        return Optional.of(new PointwiseJoined(loop, names.operands, names.numbers, output));
    }

    /// Names registers in the order of their first use.
    private static final class Naming {
        final List<PointwiseValue> operands = new ArrayList<>();
        final List<PointwiseValue.Single> numbers = new ArrayList<>();
        private final Fused.Pointwise op;
        private final List<PointwiseValue> values;
        private final Map<Integer, String> names = new HashMap<>();
        private int results;

        Naming(Fused.Pointwise op, List<PointwiseValue> values) {
            this.op = op;
            this.values = values;
        }

        String steps() {
            List<String> steps = new ArrayList<>();
            int register = op.accesses().size();
            for (PointwiseStep step : op.steps()) {
                if (step instanceof PointwiseStep.Apply apply) {
                    String arguments =
                            apply.arguments().stream().map(this::name).collect(Collectors.joining(", "));
                    steps.add(apply.op().name() + "(" + arguments + ")");
                    names.put(register, "t" + results++);
                }
                register++;
            }
            return String.join("; ", steps);
        }

        private String name(int register) {
            return names.computeIfAbsent(register, _ -> switch (values.get(register)) {
                case PointwiseValue.Single single -> {
                    numbers.add(single);
                    yield "s" + (numbers.size() - 1);
                }
                case PointwiseValue.Whole whole -> operand(whole);
                case PointwiseValue.Resident resident -> operand(resident);
                case PointwiseValue.Repeated _ -> "repeated";
                case PointwiseValue.Register _ -> throw new AssertionError("a result is read before it is there");
            });
        }

        private String operand(PointwiseValue value) {
            operands.add(value);
            return "x" + (operands.size() - 1);
        }
    }

    void run(float[] blocks, int base, int length) {
        loop.run(
                array(0, blocks),
                place(0, base),
                array(1, blocks),
                place(1, base),
                array(2, blocks),
                place(2, base),
                numbers.get(0).value(),
                numbers.get(1).value(),
                numbers.get(2).value(),
                numbers.get(3).value(),
                output.floats(),
                output.offset() + base,
                length);
    }

    private float[] array(int number, float[] blocks) {
        return operands.get(number) instanceof PointwiseValue.Whole(Operand x) ? x.floats() : blocks;
    }

    private int place(int number, int base) {
        return switch (operands.get(number)) {
            case PointwiseValue.Whole(Operand x) -> x.offset() + base;
            case PointwiseValue.Resident resident -> resident.number() * PointwiseKernel.BLOCK;
            case PointwiseValue.Single _, PointwiseValue.Repeated _, PointwiseValue.Register _ ->
                throw new AssertionError("no operand of a joined loop");
        };
    }
}
