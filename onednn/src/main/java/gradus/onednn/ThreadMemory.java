package gradus.onednn;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.util.Arrays;

/// Working memory of the current thread outside the heap: made at first use, grown when more is asked for, kept until
/// the thread ends. The library sees only such memory, so no array of the heap is pinned while it computes.
final class ThreadMemory {
    /// What a kernel shares among its tasks: the left operand of a product, the weight as it lies, the gradients
    /// of the parts.
    static final int LEFT = 0;
    /// The right operand of a product, the weight as the library likes it, the gradient as the weight lies.
    static final int RIGHT = 1;
    /// What one task reads.
    static final int INPUT = 2;
    /// What one task computes, or reads beside its input.
    static final int RESULT = 3;
    /// What a primitive needs while it computes.
    static final int SCRATCHPAD = 4;
    /// The arguments of a primitive.
    static final int ARGUMENTS = 5;

    private static final int SLOTS = 6;
    private static final int BLOCK = 2048;
    private static final long ALIGNMENT = 64;
    private static final Cleaner CLEANER = Cleaner.create();
    private static final ThreadLocal<ThreadMemory> OF_THREAD = ThreadLocal.withInitial(ThreadMemory::new);

    private final MemorySegment[] slots = new MemorySegment[SLOTS];
    private final short[] block = new short[BLOCK];
    private final long stream;

    private ThreadMemory() {
        Dnnl.useOneThread();
        Arrays.fill(slots, MemorySegment.NULL);
        long made = Construction.stream();
        stream = made;
        CLEANER.register(this, () -> Dnnl.destroyStream(made));
    }

    /// Gives at least so many bytes with anything in them. Whoever calls the library calls this before.
    static MemorySegment bytes(int slot, long size) {
        MemorySegment[] slots = OF_THREAD.get().slots;
        if (slots[slot].byteSize() < size) {
            slots[slot] = Arena.ofAuto().allocate(size, ALIGNMENT);
        }
        return slots[slot];
    }

    /// Gives an array of the heap for some bfloat16 numbers, with anything in it.
    static short[] block() {
        return OF_THREAD.get().block;
    }

    /// Gives the thread's stream, which primitives run in.
    static long stream() {
        return OF_THREAD.get().stream;
    }
}
