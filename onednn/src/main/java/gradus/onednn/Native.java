package gradus.onednn;

import gradus.core.type.DeviceException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// The library of this process: looked for and loaded at first use.
@SuppressWarnings("restricted")
final class Native {
    /// Microsoft's OpenMP, which comes with Windows' runtime for C++.
    private static final String WINDOWS_OPENMP = "vcomp140.dll";

    private static final Optional<DeviceException> PROBLEM;
    private static final SymbolLookup FUNCTIONS;

    static {
        SymbolLookup functions = _ -> Optional.empty();
        Optional<DeviceException> problem = Optional.empty();
        try {
            functions = load();
        } catch (DeviceException e) { // kept, because an error here would be wrapped and told but once
            problem = Optional.of(e);
        } catch (IllegalCallerException e) {
            problem = Optional.of(new DeviceException(
                    "onednn: Java was told not to let the module call a library: " + e.getMessage()
                            + "; allow it with --enable-native-access=gradus.onednn (ALL-UNNAMED on the class path), or use"
                            + " the backend cpu",
                    e));
        } catch (InvalidPathException e) {
            problem = Optional.of(new DeviceException(
                    "onednn: the properties " + NativeFiles.JAR + " and " + NativeFiles.CACHE + " must be paths: "
                            + e.getMessage(),
                    e));
        }
        FUNCTIONS = functions;
        PROBLEM = problem;
    }

    private Native() {}

    /// Says why there is no library; empty if there is one.
    static Optional<String> problem() {
        return PROBLEM.map(DeviceException::getMessage);
    }

    /// Does nothing if there is a library.
    ///
    /// @throws DeviceException if there is none
    static void require() {
        problem().ifPresent(message -> {
            throw new DeviceException(message);
        });
    }

    static SymbolLookup functions() {
        return FUNCTIONS;
    }

    private static SymbolLookup load() {
        String system = System.getProperty("os.name");
        String processor = System.getProperty("os.arch");
        Platform platform = Platform.of(system, processor)
                .orElseThrow(() -> new DeviceException("onednn: the library is published for "
                        + String.join(
                                ", ", Platform.ALL.stream().map(Platform::name).toList())
                        + ", this is " + system + " " + processor + "; use the backend cpu, which runs everywhere"));
        NativeFiles files = new NativeFiles(platform, NativeFiles.standardCache());
        Optional<Path> asked =
                Optional.ofNullable(System.getProperty(NativeFiles.JAR)).map(Path::of);
        Path library = files.library(asked, NativeFiles.standardPlaces());
        try {
            SymbolLookup dnnl = SymbolLookup.libraryLookup(library, Arena.global());
            return platform.isWindows() ? dnnl.or(SymbolLookup.libraryLookup(WINDOWS_OPENMP, Arena.global())) : dnnl;
        } catch (IllegalArgumentException e) {
            throw new DeviceException(
                    "onednn: “" + library + "” can't be loaded: " + e.getMessage()
                            + "; it needs the C++ runtime library of the system (Linux with glibc: libstdc++, Windows: "
                            + WINDOWS_OPENMP + " of Visual C++); or use the backend cpu",
                    e);
        }
    }
}
