package gradus.io.file;

import gradus.core.type.FormatException;
import gradus.nn.data.NearestName;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Says in prose why a file could not be read or written and what helps.
public final class FileProblem {
    private static final int MOST_LOOKED_AT = 200;

    private FileProblem() {}

    /// Gives the error for a file that cannot be read. A missing file gets the nearest name in its folder.
    public static FormatException reading(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
            return new FormatException("read " + file + ": there is no such file" + near(file), cause);
        }
        if (Files.isDirectory(file)) {
            return new FormatException(
                    "read " + file + ": a file is needed, but this is a folder; name a file in it", cause);
        }
        return new FormatException(
                "read " + file + ": the file cannot be read: " + reason(cause) + cure(cause, ""), cause);
    }

    /// Gives the error for a file that cannot be written. Its message is ready to be shown to a user.
    public static UncheckedIOException writing(Path file, IOException cause) {
        return new UncheckedIOException(
                "write " + file + ": the file cannot be written: " + reason(cause) + "; nothing was changed there"
                        + cure(cause, "; choose another place"),
                cause);
    }

    private static String reason(IOException cause) {
        String told = told(cause);
        String lower = told.toLowerCase(Locale.ROOT);
        if (cause instanceof AccessDeniedException) {
            return "this user has no permission";
        }
        if (lower.contains("no space left") || lower.contains("not enough space")) {
            return "the disk is full";
        }
        if (lower.contains("quota")) {
            return "the quota of this user on the disk is used up";
        }
        if (lower.contains("file too large")) {
            return "it grows beyond the size that a file may have here";
        }
        if (lower.contains("read-only")) {
            return "the disk can only be read";
        }
        if (lower.contains("not a directory")) {
            return "a part of its path is a file, not a folder";
        }
        return told;
    }

    private static String told(IOException cause) {
        if (cause instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile();
        }
        if (cause instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static String cure(IOException cause, String otherwise) {
        String lower = told(cause).toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("not enough space") || lower.contains("quota")) {
            return "; free some space or choose another disk";
        }
        if (cause instanceof AccessDeniedException) {
            return "; ask its owner or choose another place";
        }
        return cause instanceof DirectoryNotEmptyException ? "; name a file in the folder" : otherwise;
    }

    private static String near(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        Path name = file.getFileName();
        if (folder == null || name == null) {
            return "";
        }
        if (!Files.isDirectory(folder)) {
            return ", nor a folder " + folder;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.limit(MOST_LOOKED_AT)
                    .map(path -> String.valueOf(path.getFileName()))
                    .sorted()
                    .toList();
            return NearestName.suggestion(name.toString(), names);
        } catch (IOException _) {
            return "";
        }
    }
}
