package gradus.core.spi;

import gradus.core.type.DeviceException;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/// Finds the backends that are installed.
///
/// {@snippet file="TensorSnippets.java" region="Backends"}
public final class Backends {
    /// The system property that names the backend to use.
    public static final String PROPERTY = "gradus.backend";

    private static final List<Backend> INSTALLED =
            ServiceLoader.load(Backend.class, Backends.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .sorted(Comparator.comparingInt(Backend::preference).reversed())
                    .toList();

    private Backends() {}

    /// Gives all installed backends, the most preferred first.
    public static List<Backend> installed() {
        return INSTALLED;
    }

    /// Gives the backend that the system property `gradus.backend` names, or the most preferred one, in the
    /// precision that `gradus.precision` says.
    ///
    /// @throws DeviceException if none is installed, the named one is not, or it does not compute so
    public static Backend standard() {
        return chosen().with(Precision.asked());
    }

    private static Backend chosen() {
        String asked = System.getProperty(PROPERTY);
        if (asked != null) {
            return named(asked);
        }
        if (INSTALLED.isEmpty()) {
            throw new DeviceException(
                    "backend: at least one must be on the class or module path, found none; add gradus-cpu");
        }
        return INSTALLED.getFirst();
    }

    /// Gives the backend of that name, in float32: the property `gradus.precision` is for [#standard]; another
    /// precision is chosen with [Backend#with].
    ///
    /// @throws DeviceException if it is not installed
    public static Backend named(String name) {
        return INSTALLED.stream()
                .filter(backend -> backend.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DeviceException("backend: “" + name + "” is not installed; there are "
                        + INSTALLED.stream().map(Backend::name).collect(Collectors.joining(", "))
                        + "; choose one with -D" + PROPERTY + "=…"));
    }
}
