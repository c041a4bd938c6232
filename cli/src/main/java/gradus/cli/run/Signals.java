package gradus.cli.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.IntConsumer;

/// Hears signals of the system by `sun.misc.Signal` of the module `jdk.unsupported`.
///
/// Java has no other way to hear a signal twice. It is called by reflection, because javac warns of the class and
/// offers no way to say that it is meant.
final class Signals {
    private Signals() {}

    /// What was there before a signal was heard here.
    ///
    /// @param handle the method that sets a handler
    /// @param signal the signal
    /// @param before its handler before
    record Heard(Method handle, Object signal, Object before) {
        void restore() {
            try {
                handle.invoke(null, signal, before);
            } catch (ReflectiveOperationException _) {
                // it was set by the same method, and the process is about to end
            }
        }
    }

    /// Starts to hear a signal; empty if this system has none of that name, or the process ignores it.
    ///
    /// @param name the name without `SIG`
    /// @param action takes the number of the signal, on a thread of its own
    static Optional<Heard> hear(String name, IntConsumer action) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = type.getMethod("handle", type, handler);
            Method number = type.getMethod("getNumber");
            Object signal = type.getConstructor(String.class).newInstance(name);
            Object proxy = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (self, method, given) -> {
                        switch (method.getName()) {
                            case "handle" -> action.accept((int) number.invoke(given[0]));
                            case "equals" -> {
                                return System.identityHashCode(self) == System.identityHashCode(given[0]);
                            }
                            case "hashCode" -> {
                                return System.identityHashCode(self);
                            }
                            default -> {
                                return name;
                            }
                        }
                        return null;
                    });
            Heard heard = new Heard(handle, signal, handle.invoke(null, signal, proxy));
            if (heard.before().equals(handler.getField("SIG_IGN").get(null))) {
                heard.restore();
                return Optional.empty();
            }
            return Optional.of(heard);
        } catch (InvocationTargetException _) {
            return Optional.empty(); // no such signal here, or java was told by -Xrs to leave signals alone
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("signals: every Java platform with jdk.unsupported has sun.misc.Signal", e);
        }
    }
}
