package gradus.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import gradus.cpu.kernel.Floats;
import gradus.cpu.kernel.Heavy;
import gradus.cpu.kernel.Workers;
import java.lang.foreign.MemorySegment;

/// The gradient of a convolution by its weight. Each part of the samples gives a gradient in the layout that the
/// library likes, by one thread; these are added in the order of the parts, and laid out as weights lie.
final class WeightConvolution implements Heavy.Bound {
    private static final int ADDITIONS = 8;

    private final Primitive primitive;
    private final Primitive unpack;
    private final Elements elements;
    private final Samples x;
    private final Samples dy;
    private final Floats dw;
    private final int weights;
    private final long bytes;
    private MemorySegment sums = MemorySegment.NULL;
    private final Workers.Task part = this::part;
    private final Workers.Task add = this::add;

    /// Binds operands.
    ///
    /// @param primitive computes one part of the samples
    /// @param unpack lays its result out as weights lie
    /// @param elements what it multiplies
    /// @param x the input
    /// @param dy the gradient of the result, in as many parts
    /// @param dw the gradient of the weight, of so many `weights`
    WeightConvolution(
            Primitive primitive, Primitive unpack, Elements elements, Samples x, Samples dy, Floats dw, int weights) {
        this.primitive = primitive;
        this.unpack = unpack;
        this.elements = elements;
        this.x = x;
        this.dy = dy;
        this.dw = dw;
        this.weights = weights;
        this.bytes = primitive.bytes(Role.WEIGHTS_GRADIENT);
    }

    @Override
    public void run(Workers workers) {
        sums = ThreadMemory.bytes(ThreadMemory.LEFT, bytes * x.parts());
        workers.run(x.parts(), part);
        workers.run(ADDITIONS, add);
        MemorySegment plain = ThreadMemory.bytes(ThreadMemory.RIGHT, (long) Float.BYTES * weights);
        unpack.execute(sums.address(), plain.address());
        MemorySegment.copy(plain, JAVA_FLOAT, 0, dw.array(), dw.offset(), weights);
    }

    private void part(int index) {
        MemorySegment input = ThreadMemory.bytes(ThreadMemory.INPUT, (long) elements.bytes * x.count());
        elements.copy(x.operand(), index * x.count(), input, 0, x.count());
        MemorySegment gradient = ThreadMemory.bytes(ThreadMemory.RESULT, (long) elements.bytes * dy.count());
        elements.copy(dy.operand(), index * dy.count(), gradient, 0, dy.count());
        primitive.execute(input.address(), gradient.address(), sums.address() + index * bytes);
    }

    /// Adds a share of what the other parts gave to what the first one gave.
    private void add(int index) {
        long count = bytes / Float.BYTES;
        long first = count * index / ADDITIONS;
        long end = count * (index + 1) / ADDITIONS;
        MemorySegment all = sums;
        for (int i = 1; i < x.parts(); i++) {
            long other = i * count;
            for (long at = first; at < end; at++) {
                float sum = all.getAtIndex(JAVA_FLOAT, at) + all.getAtIndex(JAVA_FLOAT, other + at);
                all.setAtIndex(JAVA_FLOAT, at, sum);
            }
        }
    }
}
