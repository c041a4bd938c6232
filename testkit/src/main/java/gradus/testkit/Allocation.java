package gradus.testkit;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Assumptions;

/// Counts the bytes that the current thread allocates, by reflection: the modules under test do not read the
/// management modules.
public final class Allocation {
    private Allocation() {}

    /// The fewest bytes that `runs` calls of `body` allocated in one of up to twenty windows: the first ones warm
    /// up.
    public static long bytes(int runs, Runnable body) {
        long fewest = Long.MAX_VALUE;
        for (int window = 0; window < 20 && fewest > runs; window++) {
            long before = ofThread();
            for (int i = 0; i < runs; i++) {
                body.run();
            }
            fewest = Math.min(fewest, ofThread() - before);
        }
        return fewest;
    }

    /// Gives the bytes that the current thread has allocated so far, or skips the calling test where the JVM does
    /// not count them. Asking allocates, too.
    public static long ofThread() {
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
