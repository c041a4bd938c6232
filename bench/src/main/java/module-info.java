/// Measures Gradus beside its peers; see docs/performance.md.
@org.jspecify.annotations.NullMarked
module gradus.bench {
    requires gradus.nn;
    requires jdk.management;
    requires static org.jspecify;

    exports gradus.bench.worker;
}
