package gradus.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import gradus.cpu.kernel.Floats;
import gradus.cpu.kernel.Heavy;
import gradus.cpu.kernel.Workers;
import java.lang.foreign.MemorySegment;

/// A convolution, or its gradient by the input: from samples and the weight to samples. The weight is laid out as the
/// library likes it, then a few samples at a time are copied out of the heap, computed by one thread, and copied back.
final class SampleConvolution implements Heavy.Bound {
    private final Primitive pack;
    private final Primitive primitive;
    private final Elements elements;
    private final Floats weight;
    private final int weights;
    private final Samples from;
    private final Samples to;
    private final long packedBytes;
    private MemorySegment packed = MemorySegment.NULL;
    private final Workers.Task part = this::part;

    /// Binds operands.
    ///
    /// @param pack lays the weight out
    /// @param primitive computes one part of the samples
    /// @param elements what it multiplies
    /// @param weight the weight, of so many `weights`
    /// @param from what is read
    /// @param to what is written, in as many parts
    SampleConvolution(
            Primitive pack,
            Primitive primitive,
            Elements elements,
            Floats weight,
            int weights,
            Samples from,
            Samples to) {
        this.pack = pack;
        this.primitive = primitive;
        this.elements = elements;
        this.weight = weight;
        this.weights = weights;
        this.from = from;
        this.to = to;
        this.packedBytes = primitive.bytes(Role.WEIGHTS);
    }

    @Override
    public void run(Workers workers) {
        MemorySegment plain = ThreadMemory.bytes(ThreadMemory.LEFT, (long) Float.BYTES * weights);
        Elements.FLOAT32.copy(weight, 0, plain, 0, weights);
        packed = ThreadMemory.bytes(ThreadMemory.RIGHT, packedBytes);
        pack.execute(plain.address(), packed.address());
        workers.run(from.parts(), part);
    }

    private void part(int index) {
        MemorySegment input = ThreadMemory.bytes(ThreadMemory.INPUT, (long) elements.bytes * from.count());
        elements.copy(from.operand(), index * from.count(), input, 0, from.count());
        MemorySegment result = ThreadMemory.bytes(ThreadMemory.RESULT, (long) Float.BYTES * to.count());
        primitive.execute(input.address(), packed.address(), result.address());
        Floats target = to.operand();
        MemorySegment.copy(result, JAVA_FLOAT, 0, target.array(), target.offset() + index * to.count(), to.count());
    }
}
