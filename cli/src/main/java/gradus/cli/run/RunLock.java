package gradus.cli.run;

import gradus.io.file.FileProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Holds a run for this process, so that no other trains or removes it meanwhile. The system lets go of it when the
/// process ends, however it ends.
final class RunLock implements AutoCloseable {
    private static final String NAME = ".running";

    private final FileChannel channel;
    private final Path file;

    private RunLock(FileChannel channel, Path file) {
        this.channel = channel;
        this.file = file;
    }

    /// Takes hold of a run.
    ///
    /// @return empty if another process, or another part of this one, holds it
    static Optional<RunLock> take(RunFolder folder) {
        Path file = folder.path().resolve(NAME);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new RunLock(channel, file));
        } catch (IOException e) {
            throw FileProblem.writing(file, e);
        }
    }

    @SuppressWarnings("resource") // the lock goes with its channel
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    /// Says whether a process holds a run; nothing is written.
    static boolean isHeld(RunFolder folder) {
        Path file = folder.path().resolve(NAME);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return !isLocked(channel);
        } catch (IOException _) {
            return false; // a run of another user, which nobody here can hold
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            channel.close();
        } catch (IOException _) {
            // a file that stays says nothing: what counts is whether it is locked
        }
    }
}
