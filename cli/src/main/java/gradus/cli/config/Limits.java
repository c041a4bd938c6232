package gradus.cli.config;

import java.util.Optional;

/// Checks numbers of a configuration.
final class Limits {
    private Limits() {}

    static void atLeast(String key, Optional<? extends Number> given, double least) {
        if (given.isPresent() && !(given.get().doubleValue() >= least)) {
            throw new IllegalArgumentException(key + " must be " + print(least) + " or more, got " + given.get());
        }
    }

    static void atMost(String key, Optional<? extends Number> given, double most) {
        if (given.isPresent() && !(given.get().doubleValue() <= most)) {
            throw new IllegalArgumentException(key + " must be " + print(most) + " or less, got " + given.get());
        }
    }

    static void below(String key, Optional<? extends Number> given, double limit) {
        if (given.isPresent() && !(given.get().doubleValue() < limit)) {
            throw new IllegalArgumentException(key + " must be below " + print(limit) + ", got " + given.get());
        }
    }

    static void above(String key, Optional<? extends Number> given, double limit) {
        if (given.isPresent()
                && !(given.get().doubleValue() > limit && given.get().doubleValue() < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    key + " must be a number above " + print(limit) + ", got " + given.get());
        }
    }

    /// Refuses a key that would do nothing beside the others.
    ///
    /// @param used whether it does something
    /// @param rule what it needs, such as `must go with a patience`
    static void used(String key, Optional<?> given, boolean used, String rule) {
        if (given.isPresent() && !used) {
            throw new IllegalArgumentException(key + " " + rule + ", got " + key + " " + given.get() + " alone");
        }
    }

    private static String print(double limit) {
        return limit == Math.rint(limit) ? Long.toString((long) limit) : Double.toString(limit);
    }
}
