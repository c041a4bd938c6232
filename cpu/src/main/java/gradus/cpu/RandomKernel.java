package gradus.cpu;

import gradus.core.op.Random;
import gradus.core.type.Philox;
import gradus.cpu.kernel.Workers;

/// Random float32 numbers: element i is draw i, whichever thread makes it.
final class RandomKernel {
    private static final float UNIT_24 = 0x1p-24f;
    /// How many plain operations a draw costs.
    private static final int DRAW = 32;

    private RandomKernel() {}

    static Kernel of(Random random, Operand key, Operand y, Workers workers) {
        long salt = random.salt();
        RangeTask body = switch (random) {
            case Random.Uniform _ ->
                (from, to) -> {
                    long bits = key.getLong(0);
                    for (int i = from; i < to; i++) {
                        y.floats()[y.offset() + i] = (Philox.bits(bits, salt, i) >>> 40) * UNIT_24;
                    }
                };
            case Random.Normal _ ->
                (from, to) -> {
                    long bits = key.getLong(0);
                    for (int i = from; i < to; i++) {
                        y.floats()[y.offset() + i] = (float) Philox.normal(bits, salt, i);
                    }
                };
        };
        return SharedLoop.of(workers, y.count(), (long) DRAW * y.count(), body);
    }
}
