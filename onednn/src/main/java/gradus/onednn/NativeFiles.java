package gradus.onednn;

import gradus.core.type.DeviceException;
import gradus.onednn.Platform.NativeFile;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Finds the jar of a platform and unpacks the library from it, once, into a folder of the user.
///
/// @param platform whose files
/// @param cache where they are unpacked
record NativeFiles(Platform platform, Path cache) {
    /// The system property that names the jar, if it lies on neither path.
    static final String JAR = "gradus.onednn.jar";
    /// The system property that names the folder for unpacked files.
    static final String CACHE = "gradus.onednn.cache";

    /// Gives the folder for unpacked files: the property `gradus.onednn.cache`, or `.cache/gradus` in the home
    /// folder.
    static Path standardCache() {
        String asked = System.getProperty(CACHE);
        return asked != null ? Path.of(asked) : Path.of(System.getProperty("user.home"), ".cache", "gradus");
    }

    /// Gives the places to look for the jar in: those of the module path and the class path.
    static List<Path> standardPlaces() {
        return Stream.of("jdk.module.path", "java.class.path")
                .map(name -> System.getProperty(name, ""))
                .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
                .filter(place -> !place.isBlank())
                .map(Path::of)
                .toList();
    }

    /// Gives the library, unpacked and checked.
    ///
    /// @param asked the jar that the user named
    /// @param places files, and folders of files, to look for the jar in
    /// @throws DeviceException if there is no jar, or it holds other files than expected
    Path library(Optional<Path> asked, List<Path> places) {
        Path jar = asked.or(() -> find(places)).orElseThrow(() -> missing("is on neither module path nor class path"));
        if (!Files.isRegularFile(jar)) {
            throw missing("is not at “" + jar + "”, which -D" + JAR + " names");
        }
        Path library = cache;
        for (NativeFile file : platform.files()) {
            library = unpacked(jar, file);
        }
        return library;
    }

    private DeviceException missing(String what) {
        return new DeviceException("onednn: needs " + platform.jar() + ", which " + what
                + "; fetch it from Maven Central (org.bytedeco:dnnl:" + Platform.RELEASE + ", classifier "
                + platform.name() + ") and put it on the class path, or name it with -D" + JAR
                + "=…; or use the backend cpu, which needs nothing");
    }

    private Optional<Path> find(List<Path> places) {
        return places.stream()
                .map(place -> Files.isDirectory(place) ? place.resolve(platform.jar()) : place)
                .filter(file -> file.endsWith(platform.jar()) && Files.isRegularFile(file))
                .findFirst();
    }

    private Path folder() {
        return cache.resolve("dnnl-" + Platform.RELEASE + "-" + platform.name());
    }

    private Path unpacked(Path jar, NativeFile file) {
        Path target = folder().resolve(file.name());
        try {
            if (Files.isRegularFile(target)
                    && sha256(Files.newInputStream(target)).equals(file.sha256())) {
                return target;
            }
            createFolder();
            unpack(jar, file, target);
            return target;
        } catch (IOException e) {
            throw new DeviceException(
                    "onednn: " + file.name() + " can't be unpacked from “" + jar + "” to “" + target + "”: "
                            + e.getMessage() + "; name another folder with -D" + CACHE
                            + "=…, or use the backend cpu",
                    e);
        }
    }

    /// Makes the folder, for this user alone, and refuses one that everybody may write to: whoever can change a
    /// library between its check and its loading runs code here.
    private void createFolder() throws IOException {
        boolean posix = cache.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!posix) {
            Files.createDirectories(folder());
            return;
        }
        Set<PosixFilePermission> own = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(folder(), PosixFilePermissions.asFileAttribute(own));
        for (Path folder : List.of(cache, folder())) {
            if (Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new FileSystemException(
                        folder.toString(), null, "the folder must not be writable for everybody; take the right away");
            }
        }
    }

    /// Writes a file whole or not at all: beside its place first, then renamed.
    private void unpack(Path jar, NativeFile file, Path target) throws IOException {
        Path part = Files.createTempFile(folder(), file.name(), ".part");
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(platform.folder() + file.name());
            if (entry == null) {
                throw new FileSystemException(jar.toString(), null, "it holds no " + platform.folder() + file.name());
            }
            try (InputStream content = zip.getInputStream(entry)) {
                Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
            }
            String found = sha256(Files.newInputStream(part));
            if (!found.equals(file.sha256())) {
                throw new FileSystemException(
                        jar.toString(), null, "the SHA-256 must be " + file.sha256() + ", got " + found);
            }
            try {
                rename(part, target);
            } catch (AccessDeniedException e) { // Windows keeps a file that another process has loaded meanwhile
                if (!sha256(Files.newInputStream(target)).equals(file.sha256())) {
                    throw e;
                }
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void rename(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Gives the digest of what remains in a stream, and closes it.
    static String sha256(InputStream stream) throws IOException {
        try (DigestInputStream digested = new DigestInputStream(stream, MessageDigest.getInstance("SHA-256"))) {
            byte[] block = new byte[1 << 16];
            while (digested.read(block) >= 0) {
                // the digest sees each block
            }
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
