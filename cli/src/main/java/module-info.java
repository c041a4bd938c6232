/// The command line.
@org.jspecify.annotations.NullMarked
module gradus.cli {
    requires gradus.nn;
    requires gradus.io;
    requires gradus.explain;
    requires info.picocli;
    requires jdk.unsupported; // sun.misc.Signal, for Ctrl-C
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.yaml;
    requires static org.jspecify;

    opens gradus.cli to
            info.picocli;

    exports gradus.cli.config to
            gradus.core,
            gradus.io;
}
