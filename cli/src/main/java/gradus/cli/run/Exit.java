package gradus.cli.run;

import gradus.core.type.DTypeException;
import gradus.core.type.DeviceException;
import gradus.core.type.DivergedException;
import gradus.core.type.FormatException;
import gradus.core.type.ShapeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;

/// How a command ends; the codes are stable.
public enum Exit {
    /// All is well.
    DONE(0, "done"),
    /// The data or the model file is not what it must be.
    INPUT(1, "the data or a model file is not what it must be"),
    /// The command line or the configuration is wrong.
    USAGE(2, "the command line or the configuration is wrong"),
    /// Training diverged: a number stopped being finite.
    DIVERGED(3, "training diverged: a number stopped being finite"),
    /// A file is not there, or cannot be read or written.
    FILE(4, "a file is not there, or cannot be read or written"),
    /// The machine lacks memory or the wanted backend.
    MACHINE(5, "the machine lacks memory or the wanted backend"),
    /// A number that was derived by hand is wrong.
    WRONG(6, "a number that was derived by hand is wrong"),
    /// A fault of Gradus itself.
    FAULT(70, "a fault of Gradus itself; please report it with --debug"),
    /// Ended by Ctrl-C.
    INTERRUPTED(130, "ended by Ctrl-C (129 hang-up, 143 kill); training can be resumed");

    private final int code;
    private final String meaning;

    Exit(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /// Gives the status of the process.
    public int code() {
        return code;
    }

    /// Gives what it means.
    public String meaning() {
        return meaning;
    }

    /// Gives the end that an error means.
    public static Exit of(Throwable error) {
        return switch (error) {
            case DivergedException _ -> DIVERGED;
            case FormatException format -> isFile(format.getCause()) ? FILE : INPUT;
            case UncheckedIOException _ -> FILE;
            case DeviceException _, OutOfMemoryError _ -> MACHINE;
            case IllegalArgumentException _ -> USAGE;
            case ShapeException _, DTypeException _ -> INPUT;
            default -> FAULT;
        };
    }

    private static boolean isFile(@org.jspecify.annotations.Nullable Throwable cause) {
        return cause instanceof IOException && !(cause instanceof CharacterCodingException);
    }

    /// Gives what to tell a user about an error.
    public static String message(Throwable error) {
        String text = error.getMessage();
        return switch (of(error)) {
            case MACHINE ->
                error instanceof OutOfMemoryError
                        ? "memory: there is not enough (" + text
                                + "); give Java more, for instance GRADUS_JAVA_OPTS=-Xmx8g, or take smaller batches"
                        : String.valueOf(text);
            case FAULT ->
                "this is a fault of Gradus: " + error + "; run it again with --debug and report what it prints";
            case DONE, INPUT, USAGE, DIVERGED, FILE, WRONG, INTERRUPTED -> text == null ? error.toString() : text;
        };
    }
}
