package gradus.core.type;

import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The line of code that asked for an operation, as in `Mlp.forward(Mlp.java:31)`.
///
/// @param place class, method, file and line
public record Origin(String place) {
    private static final Origin UNKNOWN = new Origin("");
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final String ENGINE = "gradus.core.";
    private static final List<String> LIBRARY =
            List.of("gradus.nn.", "gradus.io.", "gradus.cli.", "gradus.cpu.", "java.", "jdk.");
    private static final String COMMAND_LINE = "gradus.cli."; // below it there is no code of a user
    private static final int DEPTH = 1000; // a network of many layers within layers is deep; only errors ask
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(\\w+)\\$\\d+"); // names the method around it

    /// Gives the nearest calling line outside the library, or the nearest one outside the engine, or an empty
    /// origin.
    public static Origin here() {
        return WALKER.walk(Origin::nearest);
    }

    /// Goes no further than it must: every node of a graph asks, with a hundred frames below it.
    private static Origin nearest(Stream<StackWalker.StackFrame> frames) {
        StackWalker.@Nullable StackFrame library = null;
        for (Iterator<StackWalker.StackFrame> all = frames.limit(DEPTH).iterator(); all.hasNext(); ) {
            StackWalker.StackFrame frame = all.next();
            String name = frame.getClassName();
            if (name.startsWith(ENGINE)) {
                continue;
            }
            if (!isLibrary(name)) {
                return of(frame);
            }
            library = library == null ? frame : library;
            if (name.startsWith(COMMAND_LINE)) {
                break;
            }
        }
        return library == null ? UNKNOWN : of(library);
    }

    private static boolean isLibrary(String name) {
        for (String prefix : LIBRARY) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static Origin of(StackWalker.StackFrame frame) {
        String name = frame.getClassName();
        String simple = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
        String method = LAMBDA.matcher(frame.getMethodName()).replaceFirst("$1");
        return new Origin(simple + "." + method + "(" + frame.getFileName() + ":" + frame.getLineNumber() + ")");
    }

    /// Gives the place for an error message, ` at Mlp.forward(Mlp.java:31)`, or nothing if it is not known.
    public String at() {
        return place.isEmpty() ? "" : " at " + place;
    }

    @Override
    public String toString() {
        return place;
    }
}
