package gradus.io.json;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;

/// Finds what a record takes for keys that are missing.
final class Defaults {
    private Defaults() {}

    /// Gives what the public static method `defaults()` of a record type gives, if there is one.
    static Optional<Record> of(Class<? extends Record> type) {
        try {
            Method method = type.getMethod("defaults");
            if (!Modifier.isStatic(method.getModifiers()) || method.getReturnType() != type) {
                return Optional.empty();
            }
            return Optional.of(type.cast(method.invoke(null)));
        } catch (NoSuchMethodException _) {
            return Optional.empty();
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(
                    "json: " + type.getName() + ".defaults() must be callable; its package must be exported", e);
        }
    }
}
