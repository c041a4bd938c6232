/// The command line.
@org.jspecify.annotations.NullMarked
module gradus.cli {
    requires gradus.nn;
    requires gradus.io;
    requires info.picocli;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.yaml;
    requires static org.jspecify;

    opens gradus.cli to
            info.picocli;
}
