/// Contract tests and assertions for operations, layers and backends.
@org.jspecify.annotations.NullMarked
module gradus.testkit {
    requires transitive gradus.core;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;

    exports gradus.testkit;
}
