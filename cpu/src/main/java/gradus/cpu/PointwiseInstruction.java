package gradus.cpu;

import gradus.core.op.BinaryFn;
import gradus.core.op.Elementwise;
import gradus.core.op.UnaryFn;
import gradus.cpu.kernel.Masks;
import gradus.cpu.kernel.Pairwise;
import gradus.cpu.kernel.Pointwise;
import gradus.cpu.kernel.Unary;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One step of a fused loop, run on one block.
final class PointwiseInstruction {
    private static final int BLOCK = PointwiseKernel.BLOCK;

    private final Elementwise op;
    private final PointwiseValue[] operands;
    private final PointwiseValue result;
    private final int spare;
    private final Optional<Unary> unary;

    PointwiseInstruction(Elementwise op, List<PointwiseValue> operands, PointwiseValue result, int spare) {
        this.op = op;
        this.operands = operands.toArray(PointwiseValue[]::new);
        this.result = result;
        this.spare = spare;
        this.unary = op instanceof Elementwise.Unary(UnaryFn fn) ? Names.of(fn) : Optional.empty();
    }

    /// How many additions an element takes as long as.
    int operations() {
        return Names.operations(op);
    }

    void run(float[] blocks, int base, int length) {
        float[] y = array(result, blocks);
        int at = place(result, 0, base);
        boolean rightSingle = operands.length == 2 && operands[1] instanceof PointwiseValue.Single;
        switch (op) {
            case Elementwise.Unary _, Elementwise.Cast _ -> {
                float[] x = operand(0, blocks, base, length);
                int from = place(operands[0], 0, base);
                if (unary.isPresent()) {
                    Pointwise.unary(unary.get(), x, from, y, at, length);
                } else {
                    System.arraycopy(x, from, y, at, length);
                }
            }
            case Elementwise.Binary binary
            when rightSingle -> {
                float[] a = operand(0, blocks, base, length);
                float b = ((PointwiseValue.Single) operands[1]).value();
                Pairwise.binaryScalarRight(Names.of(binary.fn()), a, place(operands[0], 0, base), b, y, at, length);
            }
            case Elementwise.Binary binary -> binary(binary.fn(), blocks, base, length, y, at);
            case Elementwise.Compare compare
            when rightSingle -> {
                float[] a = operand(0, blocks, base, length);
                float b = ((PointwiseValue.Single) operands[1]).value();
                Masks.compareScalar(compare.fn(), a, place(operands[0], 0, base), b, y, at, length);
            }
            case Elementwise.Compare compare -> {
                float[] a = operand(0, blocks, base, length);
                float[] b = operand(1, blocks, base, length);
                Masks.compare(
                        compare.fn(), a, place(operands[0], 0, base), b, place(operands[1], 1, base), y, at, length);
            }
            case Elementwise.Select _ -> select(blocks, base, length, y, at);
        }
    }

    private void binary(BinaryFn fn, float[] blocks, int base, int length, float[] y, int at) {
        float[] b = operand(1, blocks, base, length);
        int bPlace = place(operands[1], 1, base);
        if (operands[0] instanceof PointwiseValue.Single single) {
            Pairwise.binaryScalarLeft(Names.of(fn), single.value(), b, bPlace, y, at, length);
        } else {
            float[] a = operand(0, blocks, base, length);
            Pairwise.binary(Names.of(fn), a, place(operands[0], 0, base), b, bPlace, y, at, length);
        }
    }

    private void select(float[] blocks, int base, int length, float[] y, int at) {
        float[] mask = operand(0, blocks, base, length);
        float[] a = operand(1, blocks, base, length);
        float[] b = operand(2, blocks, base, length);
        int maskPlace = place(operands[0], 0, base);
        Masks.select(mask, maskPlace, a, place(operands[1], 1, base), b, place(operands[2], 2, base), y, at, length);
    }

    /// Gives the array of an operand, laid out in a spare register if it is repeated.
    private float[] operand(int number, float[] blocks, int base, int length) {
        PointwiseValue value = operands[number];
        int at = (spare + number) * BLOCK;
        switch (value) {
            case PointwiseValue.Single single -> Arrays.fill(blocks, at, at + length, single.value());
            case PointwiseValue.Repeated repeated -> repeated.layOut(blocks, at, base, length);
            case PointwiseValue.Whole _, PointwiseValue.Register _, PointwiseValue.Resident _ -> {}
        }
        return array(value, blocks);
    }

    private static float[] array(PointwiseValue value, float[] blocks) {
        return switch (value) {
            case PointwiseValue.Whole whole -> whole.x().floats();
            case PointwiseValue.Single _,
                    PointwiseValue.Repeated _,
                    PointwiseValue.Register _,
                    PointwiseValue.Resident _ -> blocks;
        };
    }

    private int place(PointwiseValue value, int number, int base) {
        return switch (value) {
            case PointwiseValue.Whole whole -> whole.x().offset() + base;
            case PointwiseValue.Register register -> register.number() * BLOCK;
            case PointwiseValue.Resident resident -> resident.number() * BLOCK;
            case PointwiseValue.Single _, PointwiseValue.Repeated _ -> (spare + number) * BLOCK;
        };
    }
}
