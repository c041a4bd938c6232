package gradus.onednn;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Working memory of the current thread outside the heap: made at first use, grown when more is asked for, kept until
/// the thread ends. The library sees only such memory, so no array of the heap is pinned while it computes.
final class ThreadMemory {
    /// What a kernel shares among its tasks: the left operand.
    static final int LEFT = 0;
    /// The right operand.
    static final int RIGHT = 1;
    /// What one task computes.
    static final int RESULT = 2;

    private static final int SLOTS = 3;
    private static final long ALIGNMENT = 64;
    private static final ThreadLocal<ThreadMemory> OF_THREAD = ThreadLocal.withInitial(ThreadMemory::new);

    private final MemorySegment[] slots = new MemorySegment[SLOTS];

    private ThreadMemory() {
        Dnnl.useOneThread();
        Arrays.fill(slots, MemorySegment.NULL);
    }

    /// Gives at least so many bytes with anything in them. Whoever calls the library calls this before.
    static MemorySegment bytes(int slot, long size) {
        MemorySegment[] slots = OF_THREAD.get().slots;
        if (slots[slot].byteSize() < size) {
            slots[slot] = Arena.ofAuto().allocate(size, ALIGNMENT);
        }
        return slots[slot];
    }
}
