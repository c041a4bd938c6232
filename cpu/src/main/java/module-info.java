/// The CPU backend.
@org.jspecify.annotations.NullMarked
module gradus.cpu {
    requires transitive gradus.core;
    requires static jdk.incubator.vector;
    requires static org.jspecify;
}
