/// Networks, what computes them, files and explanations at once: `requires gradus;`.
module gradus {
    requires transitive gradus.core;
    requires transitive gradus.cpu;
    requires transitive gradus.explain;
    requires transitive gradus.io;
    requires transitive gradus.nn;
}
