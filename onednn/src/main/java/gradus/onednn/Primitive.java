package gradus.onednn;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.List;

/// A computation of the library for fixed sizes and layouts; thread-safe. It ends when it is unreachable.
final class Primitive {
    private static final Cleaner CLEANER = Cleaner.create();
    /// An argument is its number and, eight bytes later, the address of its memory object.
    private static final int ARGUMENT = 16;

    private static final int MOST_ARGUMENTS = 4;
    /// Where behind the arguments the library writes the address of a memory object it made.
    private static final long MADE = MOST_ARGUMENTS * ARGUMENT;

    /// What is given back at the end.
    private record Owned(long primitive, long description) implements Runnable {
        @Override
        public void run() {
            Dnnl.destroyPrimitive(primitive);
            Dnnl.destroyDescription(description);
        }
    }

    private final long primitive;
    private final Role[] roles;
    /// The layouts of the operands, which the description owns.
    private final long[] layouts;

    private final long scratchpad;
    private final long scratchpadBytes;

    /// Takes over a primitive and its description.
    ///
    /// @param roles its two or three operands, in the order of [#execute]
    Primitive(long primitive, long description, List<Role> roles) {
        this.primitive = primitive;
        this.roles = roles.toArray(Role[]::new);
        this.layouts =
                roles.stream().mapToLong(role -> Dnnl.layout(description, role)).toArray();
        this.scratchpad = Dnnl.layout(description, Role.SCRATCHPAD);
        this.scratchpadBytes = Dnnl.bytes(scratchpad);
        CLEANER.register(this, new Owned(primitive, description));
    }

    /// Gives the layout of an operand, which lives as long as this.
    long layout(Role role) {
        for (int i = 0; i < roles.length; i++) {
            if (roles[i] == role) {
                return layouts[i];
            }
        }
        throw new IllegalArgumentException("onednn: no operand is " + role);
    }

    /// Gives the size of an operand.
    long bytes(Role role) {
        return Dnnl.bytes(layout(role));
    }

    /// Computes with two operands.
    void execute(long first, long second) {
        execute(first, second, 0);
    }

    /// Computes with three operands, given by their addresses.
    void execute(long first, long second, long third) {
        MemorySegment arguments = ThreadMemory.bytes(ThreadMemory.ARGUMENTS, MADE + Long.BYTES);
        long pad = ThreadMemory.bytes(ThreadMemory.SCRATCHPAD, scratchpadBytes).address();
        int count = 0;
        try {
            for (; count < roles.length; count++) {
                long address = count == 0 ? first : count == 1 ? second : third;
                put(arguments, count, roles[count].argument, layouts[count], address);
            }
            if (scratchpadBytes > 0) {
                put(arguments, count, Role.SCRATCHPAD.argument, scratchpad, pad);
                count++;
            }
            Dnnl.useOneThread(); // OpenMP keeps it for a thread of the system, which a virtual thread may change
            Dnnl.execute(primitive, ThreadMemory.stream(), count, arguments.address());
        } finally {
            for (int i = 0; i < count; i++) {
                Dnnl.destroyMemory(arguments.get(JAVA_LONG, (long) i * ARGUMENT + Long.BYTES));
            }
            Reference.reachabilityFence(this);
        }
    }

    private static void put(MemorySegment arguments, int index, int number, long layout, long address) {
        Dnnl.createMemory(arguments.address() + MADE, layout, address);
        arguments.set(JAVA_INT, (long) index * ARGUMENT, number);
        arguments.set(JAVA_LONG, (long) index * ARGUMENT + Long.BYTES, arguments.get(JAVA_LONG, MADE));
    }
}
