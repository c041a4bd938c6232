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

/// A fused element-wise loop over float32: block by block, each step a vector loop over a block that stays in the
/// first cache.
///
/// Inputs read whole are used where they lie; repeated ones are laid out for the block; what is between steps lives
/// in a few registers of one block each, reused when their value is no longer needed.
final class PointwiseKernel implements Kernel {
    static final int BLOCK = 512;
    private static final int CHUNK = 16 * BLOCK;
    /// Element operations below which a hand-over to other threads costs more than it saves.
    private static final long PARALLEL = 1L << 17;

    /// Blocks of the registers, per thread.
    private static final ThreadLocal<float[]> REGISTERS = ThreadLocal.withInitial(() -> new float[16 * BLOCK]);

    private final Workers workers;
    private final Operand output;
    private final List<PointwiseInstruction> instructions = new ArrayList<>();
    private final int registers;
    private final int tasks;
    private final Workers.Task task = this::chunk;

    PointwiseKernel(Fused.Pointwise op, List<Operand> inputs, Operand output, Workers workers) {
        this.workers = workers;
        this.output = output;
        int count = output.count();
        List<PointwiseValue> values = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Access access = op.accesses().get(i);
            values.add(
                    access.modulus() == 1
                            ? new PointwiseValue.Single(inputs.get(i))
                            : access.isWhole(count)
                                    ? new PointwiseValue.Whole(inputs.get(i))
                                    : new PointwiseValue.Repeated(inputs.get(i), access));
        }
        PointwiseRegisters allocation = new PointwiseRegisters(op);
        for (int step = 0; step < op.steps().size(); step++) {
            boolean last = step == op.steps().size() - 1;
            switch (op.steps().get(step)) {
                case PointwiseStep.Fixed fixed -> values.add(new PointwiseValue.Single(number(fixed.value())));
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
        this.registers = allocation.count();
        boolean parallel = (long) count * instructions.size() >= PARALLEL;
        this.tasks = parallel ? (count + CHUNK - 1) / CHUNK : 1;
    }

    private static Operand number(double value) {
        return new Operand(TensorType.float32(), new float[] {(float) value}, 0);
    }

    @Override
    public void run() {
        if (tasks == 1) {
            range(0, output.count());
        } else {
            workers.run(tasks, task);
        }
    }

    private void chunk(int index) {
        range(index * CHUNK, Math.min(output.count(), (index + 1) * CHUNK));
    }

    private void range(int from, int to) {
        float[] blocks = REGISTERS.get();
        if (blocks.length < registers * BLOCK) {
            blocks = Arrays.copyOf(blocks, registers * BLOCK);
            REGISTERS.set(blocks);
        }
        for (int base = from; base < to; base += BLOCK) {
            int length = Math.min(BLOCK, to - base);
            for (int i = 0; i < instructions.size(); i++) {
                instructions.get(i).run(blocks, base, length);
            }
        }
    }
}
