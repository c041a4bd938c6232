package gradus.cpu;

import gradus.core.op.Fused;
import gradus.core.op.PointwiseStep;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Gives each step of a fused loop a register, taking over those whose value is no longer needed.
final class PointwiseRegisters {
    private static final int SPARE = 3;

    private final int[] registers;
    private int count;

    PointwiseRegisters(Fused.Pointwise op) {
        int inputs = op.accesses().size();
        int steps = op.steps().size();
        int[] lastUse = new int[inputs + steps];
        for (int step = 0; step < steps; step++) {
            for (int argument : arguments(op.steps().get(step))) {
                lastUse[argument] = step;
            }
        }
        registers = new int[steps];
        Deque<Integer> free = new ArrayDeque<>();
        for (int step = 0; step < steps; step++) {
            if (op.steps().get(step) instanceof PointwiseStep.Apply) {
                registers[step] = free.isEmpty() ? count++ : free.pop();
            }
            for (int earlier = 0; earlier < step; earlier++) {
                boolean dies =
                        lastUse[inputs + earlier] == step && op.steps().get(earlier) instanceof PointwiseStep.Apply;
                if (dies) {
                    free.push(registers[earlier]);
                }
            }
        }
    }

    private static Iterable<Integer> arguments(PointwiseStep step) {
        return switch (step) {
            case PointwiseStep.Fixed _ -> List.of();
            case PointwiseStep.Apply apply -> apply.arguments();
        };
    }

    int register(int step) {
        return registers[step];
    }

    /// Gives the first of three registers that no value lives in, for operands laid out for one instruction.
    int spare() {
        return count;
    }

    int count() {
        return count + SPARE;
    }
}
