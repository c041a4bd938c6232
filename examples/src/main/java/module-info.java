/// Runnable programs.
module gradus.examples {
    requires gradus.nn;
    requires gradus.explain;
    requires gradus.io;

    exports gradus.examples;

    opens gradus.examples.api to
            gradus.core;
    opens gradus.examples.explained to
            gradus.core;
    opens gradus.examples.guide to
            gradus.core;
}
