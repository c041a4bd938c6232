package gradus.cpu;

import gradus.core.op.Access;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.PointwiseStep;
import gradus.core.type.TensorType;
import gradus.cpu.kernel.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A fused element-wise loop over float32: block by block, each step a vector loop over a block that stays in the
/// first cache, or one loop for all of them where [gradus.cpu.kernel.Joined] has it.
///
/// Inputs read whole are used where they lie; those whose length divides that of blocks are laid out once; other
/// repeated ones are laid out for each block; what is between steps lives in a few registers of one block each, reused
/// when their value is no longer needed.
final class PointwiseKernel {
    static final int BLOCK = 512;
    private static final int LANES = 16;
    /// Blocks of the registers, per thread.
    private static final ThreadLocal<float[]> REGISTERS = ThreadLocal.withInitial(() -> new float[16 * BLOCK]);

    private final Operand output;
    private final List<PointwiseInstruction> instructions = new ArrayList<>();
    private final List<PointwiseValue.Resident> residents = new ArrayList<>();
    private final Optional<PointwiseJoined> joined;
    private final int block;
    private final int registers;

    private PointwiseKernel(Fused.Pointwise op, List<Operand> inputs, Operand output) {
        this.output = output;
        int count = output.count();
        PointwiseRegisters allocation = new PointwiseRegisters(op);
        int period = period(op.accesses(), count);
        int unit = wholeVectors(period);
        this.block = BLOCK / unit * unit;
        List<PointwiseValue> values = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            values.add(value(inputs.get(i), op.accesses().get(i), period, allocation));
        }
        for (int step = 0; step < op.steps().size(); step++) {
            boolean last = step == op.steps().size() - 1;
            switch (op.steps().get(step)) {
                case PointwiseStep.Fixed fixed -> values.add(number(fixed.value()));
                case PointwiseStep.Apply(Elementwise elementwise, List<Integer> arguments) -> {
                    PointwiseValue result = last
                            ? new PointwiseValue.Whole(output)
                            : new PointwiseValue.Register(allocation.register(step));
                    List<PointwiseValue> operands =
                            arguments.stream().map(values::get).toList();
                    instructions.add(new PointwiseInstruction(elementwise, operands, result, allocation.spare()));
                    values.add(result);
                }
            }
        }
        this.registers = allocation.count() + residents.size();
        this.joined = PointwiseJoined.of(op, values, output);
    }

    /// Gives the kernel of a fused loop.
    static Kernel of(Fused.Pointwise op, List<Operand> inputs, Operand output, Workers workers) {
        PointwiseKernel kernel = new PointwiseKernel(op, inputs, output);
        List<Operand> aligned = new ArrayList<>();
        List<Operand> repeated = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            boolean whole = op.accesses().get(i).isWhole(output.count());
            (whole ? aligned : repeated).add(inputs.get(i));
        }
        int operations = kernel.instructions.stream()
                .mapToInt(PointwiseInstruction::operations)
                .sum();
        return new ElementLoop(workers, output, aligned, repeated, kernel.block, operations, kernel::range);
    }

    /// Gives the length of the longest input that repeats in a block of whole vectors, or 1.
    private static int period(List<Access> accesses, int count) {
        return accesses.stream()
                .filter(access -> access.divisor() == 1 && !access.isWhole(count))
                .mapToInt(Access::modulus)
                .filter(modulus -> modulus <= BLOCK && wholeVectors(modulus) <= BLOCK)
                .max()
                .orElse(1);
    }

    /// Gives the shortest length that is whole periods and whole vectors of any width.
    private static int wholeVectors(int period) {
        int length = period;
        while (length % LANES != 0) {
            length += period;
        }
        return length;
    }

    private PointwiseValue value(Operand x, Access access, int period, PointwiseRegisters allocation) {
        if (access.modulus() == 1) {
            return new PointwiseValue.Single(x);
        }
        if (access.isWhole(output.count())) {
            return new PointwiseValue.Whole(x);
        }
        if (access.divisor() == 1 && period % access.modulus() == 0) {
            PointwiseValue.Resident resident = new PointwiseValue.Resident(x, allocation.count() + residents.size());
            residents.add(resident);
            return resident;
        }
        return new PointwiseValue.Repeated(x, access);
    }

    static PointwiseValue.Single number(double value) {
        return new PointwiseValue.Single(new Operand(TensorType.float32(), new float[] {(float) value}, 0));
    }

    private void range(int from, int to) {
        float[] blocks = REGISTERS.get();
        if (blocks.length < registers * BLOCK) {
            blocks = Arrays.copyOf(blocks, registers * BLOCK);
            REGISTERS.set(blocks);
        }
        for (int i = 0; i < residents.size(); i++) {
            PointwiseValue.Resident resident = residents.get(i);
            resident.layOut(blocks, resident.number() * BLOCK, Math.min(block, to - from));
        }
        if (joined.isPresent()) {
            joined(joined.get(), blocks, from, to);
            return;
        }
        for (int base = from; base < to; base += block) {
            int length = Math.min(block, to - base);
            for (int i = 0; i < instructions.size(); i++) {
                instructions.get(i).run(blocks, base, length);
            }
        }
    }

    private void joined(PointwiseJoined loop, float[] blocks, int from, int to) {
        int step = residents.isEmpty() ? to - from : block;
        for (int base = from; base < to; base += step) {
            loop.run(blocks, base, Math.min(step, to - base));
        }
    }
}
