package gradus.cpu.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Loads the kernels once per vector width, so that one JVM can compare them: the width is a constant of each copy
/// of the classes.
final class Widths {
    /// Scalar code first: it is the reference.
    static final List<Integer> ALL = List.of(0, 128, 256, 512);

    private Widths() {}

    /// Runs `probe` at every width and gives its results, in the order of [#ALL].
    static List<Map<String, float[]>> run(Class<? extends Supplier<Map<String, float[]>>> probe) {
        List<Map<String, float[]>> results = new ArrayList<>();
        for (int bits : ALL) {
            results.add(at(bits, probe));
        }
        return results;
    }

    /// Runs `probe`, and the kernels it calls, in a copy of the package whose width is `bits`.
    @SuppressWarnings("unchecked")
    static synchronized Map<String, float[]> at(int bits, Class<? extends Supplier<Map<String, float[]>>> probe) {
        String before = System.getProperty("gradus.vectorBits");
        System.setProperty("gradus.vectorBits", Integer.toString(bits));
        try {
            ClassLoader copy = new CopyLoader(Widths.class.getClassLoader());
            int actual = Class.forName("gradus.cpu.kernel.Vectors", true, copy)
                    .getField("BITS")
                    .getInt(null);
            if (actual != bits) {
                throw new IllegalStateException("asked for " + bits + " bits, got " + actual);
            }
            var constructor = Class.forName(probe.getName(), true, copy).getDeclaredConstructor();
            constructor.setAccessible(true);
            return ((Supplier<Map<String, float[]>>) constructor.newInstance()).get();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            if (before == null) {
                System.clearProperty("gradus.vectorBits");
            } else {
                System.setProperty("gradus.vectorBits", before);
            }
        }
    }

    /// Defines the classes of this package anew and takes everything else from its parent.
    private static final class CopyLoader extends ClassLoader {
        CopyLoader(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("gradus.cpu.kernel.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
