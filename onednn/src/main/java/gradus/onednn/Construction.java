package gradus.onednn;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes objects of the library, when a plan is bound: by slow and general calls. To be touched only after
/// [Native#require].
final class Construction {
    private static final int CPU = 1;
    private static final int IN_ORDER = 1;
    private static final int ANY_LAYOUT = 1;
    private static final int OURS = 1;
    private static final int SUCCESS = 0;
    /// The call was wrong; every other failure (out of memory, a case that the library doesn't know, no executable
    /// pages) is the library's.
    private static final int INVALID_ARGUMENTS = 2;
    private static final int IMPLEMENTATION = 8;

    /// A function of the library that writes the object it makes to its first argument.
    ///
    /// @param name its name
    /// @param handle the function
    record Function(String name, MethodHandle handle) {
        /// Finds a function.
        ///
        /// @param arguments the types of the arguments after the first: `l` for addresses and `int64_t`, `i`
        /// for `int`
        static Function of(String name, String arguments) {
            MemoryLayout[] types = ("l" + arguments)
                    .chars()
                    .mapToObj(type -> type == 'l' ? JAVA_LONG : JAVA_INT)
                    .toArray(MemoryLayout[]::new);
            return new Function(name, Dnnl.handle(name, FunctionDescriptor.of(JAVA_INT, types)));
        }

        /// Calls it with numbers and arrays of numbers; empty if the library has no implementation or can't
        /// make one.
        Optional<Long> call(Object... arguments) {
            Dnnl.useOneThread(); // primitives are made for so many
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment made = arena.allocate(JAVA_LONG);
                List<Object> all = new ArrayList<>(List.of(made.address()));
                for (Object argument : arguments) {
                    all.add(
                            argument instanceof long[] numbers
                                    ? arena.allocateFrom(JAVA_LONG, numbers).address()
                                    : argument);
                }
                int status = (int) handle.invokeWithArguments(all);
                if (status != SUCCESS && status != INVALID_ARGUMENTS) {
                    return Optional.empty();
                }
                Dnnl.check(name, status);
                return Optional.of(made.get(JAVA_LONG, 0));
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw Dnnl.unexpected(e);
            }
        }

        /// Calls it; there must be an implementation.
        long make(Object... arguments) {
            return call(arguments)
                    .orElseThrow(() -> new IllegalStateException("onednn: " + name + " must make something here"));
        }
    }

    private static final Function STRIDED = Function.of("dnnl_memory_desc_create_with_strides", "ilil");
    private static final Function TAGGED = Function.of("dnnl_memory_desc_create_with_tag", "ilii");
    private static final Function PRIMITIVE = Function.of("dnnl_primitive_create", "l");
    private static final Function REORDER = Function.of("dnnl_reorder_primitive_desc_create", "lllll");
    private static final Function STREAM = Function.of("dnnl_stream_create", "li");
    private static final MethodHandle QUERY = Dnnl.handle(
            "dnnl_primitive_desc_query", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG));

    /// The processor, as the library's engine.
    static final long ENGINE = Function.of("dnnl_engine_create", "il").make(CPU, 0L);
    /// Asks that we give the scratchpad: the library's own belongs to the thread that made the primitive.
    static final long ATTRIBUTES = attributes();

    private Construction() {}

    private static long attributes() {
        long attributes = Function.of("dnnl_primitive_attr_create", "").make();
        MethodHandle set = Dnnl.handle(
                "dnnl_primitive_attr_set_scratchpad_mode", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT));
        try {
            Dnnl.check("dnnl_primitive_attr_set_scratchpad_mode", (int) set.invokeExact(attributes, OURS));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw Dnnl.unexpected(e);
        }
        return attributes;
    }

    /// Makes a stream, which one thread uses.
    static long stream() {
        return STREAM.make(ENGINE, IN_ORDER);
    }

    /// Describes a tensor as it lies.
    static long layout(Elements elements, long[] sizes, long[] strides) {
        return STRIDED.make(sizes.length, sizes, elements.code, strides);
    }

    /// Describes a tensor whose layout the library may choose.
    static long anyLayout(Elements elements, long[] sizes) {
        return TAGGED.make(sizes.length, sizes, elements.code, ANY_LAYOUT);
    }

    /// Makes a primitive of a description; empty if the library only has its plain reference loops for it.
    static Optional<Primitive> primitive(Optional<Long> description, List<Role> operands) {
        return description.flatMap(found -> {
            Optional<Long> made = implementation(found).contains("ref") ? Optional.empty() : PRIMITIVE.call(found);
            if (made.isEmpty()) {
                Dnnl.destroyDescription(found);
            }
            return made.map(primitive -> new Primitive(primitive, found, operands));
        });
    }

    /// Makes a change of layout or element type.
    static Primitive reorder(long from, long to) {
        long description = REORDER.make(from, ENGINE, to, ENGINE, ATTRIBUTES);
        return new Primitive(PRIMITIVE.make(description), description, List.of(Role.SOURCE, Role.RESULT));
    }

    /// Gives the name of what computes a primitive, as `brgconv:avx512_core`.
    @SuppressWarnings("restricted")
    private static String implementation(long description) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(JAVA_LONG);
            Dnnl.check("dnnl_primitive_desc_query", (int)
                    QUERY.invokeExact(description, IMPLEMENTATION, 0, name.address()));
            return MemorySegment.ofAddress(name.get(JAVA_LONG, 0))
                    .reinterpret(Long.MAX_VALUE)
                    .getString(0);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw Dnnl.unexpected(e);
        }
    }
}
