package gradus.io.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/// Writes a file whole or not at all.
///
/// The content goes into a hidden file in the same folder, is forced to the disk, and takes the place of the old file
/// in one step. Whatever fails, the old file stays as it was and the hidden file is removed. After a crash of the
/// machine the file is the old one or the new one.
///
/// {@snippet file="FileSnippets.java" region="AtomicFile"}
public final class AtomicFile {
    private static final int BUFFER = 1 << 16;
    private static final int MOST_ATTEMPTS = 1000;

    private AtomicFile() {}

    /// What goes into a file.
    @FunctionalInterface
    public interface Content {
        /// Writes all bytes to `out`, which need not be closed.
        void writeTo(OutputStream out) throws IOException;
    }

    /// Writes `content` to `file`.
    ///
    /// A symbolic link stays and its target is replaced; the permissions of a file that is replaced stay. What is
    /// neither a file nor a folder, such as a pipe or a terminal, cannot be replaced and is written straight.
    ///
    /// @throws java.io.UncheckedIOException if the file cannot be written; the message says why and what helps
    public static void write(Path file, Content content) {
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            if (Files.isDirectory(target)) {
                throw new FileSystemException(file.toString(), null, "it is a folder");
            }
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                straight(target, content);
            } else {
                replace(target, content);
            }
        } catch (IOException e) {
            throw FileProblem.writing(file, e);
        }
    }

    /// Writes `bytes` to `file`.
    ///
    /// @throws java.io.UncheckedIOException if the file cannot be written; the message says why and what helps
    public static void write(Path file, byte[] bytes) {
        write(file, out -> out.write(bytes));
    }

    private static void straight(Path target, Content content) throws IOException {
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(target, StandardOpenOption.WRITE), BUFFER)) {
            content.writeTo(out);
        }
    }

    private static void replace(Path target, Content content) throws IOException {
        Path folder = target.getParent();
        if (folder == null) {
            throw new FileSystemException(target.toString(), null, "it is a folder");
        }
        if (!Files.exists(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new AccessDeniedException(target.toString());
        }
        Path hidden = freshFile(folder);
        boolean done = false;
        try {
            fill(hidden, content);
            keepPermissions(target, hidden);
            Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
            done = true;
        } finally {
            if (!done) {
                remove(hidden);
            }
        }
        forceFolder(folder);
    }

    private static void remove(Path hidden) {
        try {
            Files.deleteIfExists(hidden);
        } catch (IOException _) {
            // the failure that led here is told; a hidden file that cannot be removed adds nothing to it
        }
    }

    private static Path freshFile(Path folder) throws IOException {
        long process = ProcessHandle.current().pid();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Path hidden = folder.resolve(".gradus-" + process + "-" + attempt + ".tmp");
            try {
                return Files.createFile(hidden);
            } catch (FileAlreadyExistsException _) {
                // another thread writes into this folder, or a killed process left one: take the next number
            }
        }
        throw new FileSystemException(folder.toString(), null, "the folder is full of files .gradus-*.tmp");
    }

    private static void fill(Path hidden, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(hidden, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void keepPermissions(Path target, Path hidden) throws IOException {
        if (Files.exists(target) && Files.getFileStore(target).supportsFileAttributeView("posix")) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(target);
            Files.setPosixFilePermissions(hidden, permissions);
        }
    }

    /// Makes the new name last; some systems cannot open a folder, which is no harm to the file itself.
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // the content is on the disk, only the moment of the renaming is not
        }
    }
}
