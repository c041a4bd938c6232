package gradus.cpu.kernel;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Assumptions;

/// Counts the bytes that the current thread allocates, by reflection: the module under test does not read the
/// management modules.
final class Allocation {
    private Allocation() {}

    /// Bytes allocated by `runs` calls of `body`, after as many calls of warm-up.
    static long bytes(int runs, Runnable body) {
        for (int i = 0; i < runs; i++) {
            body.run();
        }
        long before = now();
        for (int i = 0; i < runs; i++) {
            body.run();
        }
        return now() - before;
    }

    private static long now() {
        try {
            Object bean = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            Method count = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
            return (long) count.invoke(bean);
        } catch (ReflectiveOperationException e) {
            return Assumptions.abort("this JVM does not count allocated bytes: " + e);
        }
    }
}
