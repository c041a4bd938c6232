/// Runnable programs.
module gradus.examples {
    requires gradus.nn;
    requires gradus.io;
    requires gradus.explain;

    exports gradus.examples;

    opens gradus.examples.guide to
            gradus.core;
}
