package gradus.onednn;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A system that the library is published for, and its files. The last file is the library; those before it are what it
/// needs.
///
/// @param name the classifier of the jar, as `linux-x86_64`
/// @param files what is taken from the jar
record Platform(String name, List<NativeFile> files) {
    /// The release whose files these are.
    static final String RELEASE = "3.13-1.5.14";

    /// A file of the jar.
    ///
    /// @param name its name
    /// @param sha256 the digest of its content
    record NativeFile(String name, String sha256) {}

    static final List<Platform> ALL = List.of(
            new Platform(
                    "linux-x86_64",
                    List.of(
                            new NativeFile(
                                    "libgomp.so.1", "d46f9225c1883039e8a6853e6d96ca1af11d034ce186a090952e4a7c8a7c2fdc"),
                            new NativeFile(
                                    "libdnnl.so.3",
                                    "3610657c35381b06694034b677cf73f28086495aba51ecf0cfb5b6511652a443"))),
            new Platform(
                    "linux-arm64",
                    List.of(
                            new NativeFile(
                                    "libgomp.so.1", "3d8a29f52ccdf3ba0ab2428d721963fb9c9259d7682b8e2a2127dd6f119a29b1"),
                            new NativeFile(
                                    "libdnnl.so.3",
                                    "b7d1b3fb1ce5e547c2d4dac7b3a0019976ab65427e880b2d4e666230e6b4d6b2"))),
            new Platform(
                    "macosx-arm64",
                    List.of(
                            new NativeFile(
                                    "libomp.dylib", "bb30f86a18632aa2451192ca16e54cee4864a852872cad5198df8535e00eef14"),
                            new NativeFile(
                                    "libdnnl.3.dylib",
                                    "27443dece16760491ecda511f42de81764d9488a456063c864504ce5c9f3aabf"))),
            new Platform(
                    "windows-x86_64",
                    List.of(new NativeFile(
                            "dnnl.dll", "16e4301399559512c76627b1a5c3701c61be3f3dc7db039b7612385c2d563248"))));

    /// Gives the platform of a system by the names that Java has for it, as `Linux` and `amd64`.
    static Optional<Platform> of(String system, String processor) {
        String lower = system.toLowerCase(Locale.ROOT);
        String family = lower.startsWith("windows") ? "windows" : lower.startsWith("mac") ? "macosx" : lower;
        String kind = processor.equals("amd64") ? "x86_64" : processor.equals("aarch64") ? "arm64" : processor;
        String wanted = family + "-" + kind;
        return ALL.stream().filter(platform -> platform.name.equals(wanted)).findFirst();
    }

    /// Gives the folder of its files in the jar.
    String folder() {
        return "org/bytedeco/dnnl/" + name + "/";
    }

    /// Gives the name of its jar as Maven Central has it.
    String jar() {
        return "dnnl-" + RELEASE + "-" + name + ".jar";
    }

    boolean isWindows() {
        return name.startsWith("windows");
    }
}
