package gradus.io.model;

import gradus.core.type.FormatException;
import gradus.io.file.AtomicFile;
import gradus.io.file.FileProblem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a `.gradus` file holds: named documents and weights.
///
/// The file is a zip whose first entry, `manifest.json`, says kind, schema version, and length and SHA-256 of every
/// other entry. Entries are stored as they are with a fixed date, so the same content gives the same bytes everywhere.
/// Reading checks all of it and gives the whole content or an error; it never gives a part.
///
/// {@snippet file="FileSnippets.java" region="Container"}
///
/// @param kind what it holds, such as `model` or `checkpoint`
/// @param madeBy the program that wrote it, such as `Gradus 0.1.0`
/// @param entries the content of each entry by name, in order; the arrays are shared, not copied
public record Container(String kind, String madeBy, Map<String, byte[]> entries) {
    /// The version of the layout that this program writes, and the newest that it reads.
    public static final int SCHEMA_VERSION = 1;

    /// Keeps an ordered copy of the map.
    ///
    /// @throws IllegalArgumentException if a name is not plain and relative, or is `manifest.json`
    public Container {
        for (String name : entries.keySet()) {
            if (!EntryName.isPlain(name) || name.equals(Manifest.NAME)) {
                throw new IllegalArgumentException("container: an entry must have a plain relative name other than "
                        + Manifest.NAME + ", got " + EntryName.shown(name));
            }
        }
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /// Reads a file within [ReadLimits#defaults()].
    ///
    /// @throws FormatException if it cannot be read or is not a whole and sound container
    public static Container read(Path file) {
        return read(file, ReadLimits.defaults());
    }

    /// Reads a file.
    ///
    /// @throws FormatException if it cannot be read, is not a whole and sound container, or exceeds the limits
    public static Container read(Path file, ReadLimits limits) {
        try (InputStream in = Files.newInputStream(file)) {
            return ContainerReader.read(in, Files.size(file), limits, "read " + file);
        } catch (IOException e) {
            throw FileProblem.reading(file, e);
        }
    }

    /// Reads a container that lies in memory, such as a resource of a jar.
    ///
    /// @param what what the bytes are, for messages
    /// @throws FormatException if it is not a whole and sound container, or exceeds the limits
    public static Container read(byte[] bytes, ReadLimits limits, String what) {
        try {
            return ContainerReader.read(new ByteArrayInputStream(bytes), bytes.length, limits, "read " + what);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes a file whole or not at all.
    ///
    /// @throws UncheckedIOException if it cannot be written; the old file stays
    public void write(Path file) {
        AtomicFile.write(file, this::writeTo);
    }

    /// Writes the bytes of the file to a stream, which stays open.
    public void writeTo(OutputStream out) throws IOException {
        ContainerWriter.write(this, out);
    }

    /// Gives the bytes of the file.
    public byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        try {
            writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Gives the content of an entry.
    ///
    /// @param what what the container is, for messages: its file
    /// @throws FormatException if there is none of that name
    public byte[] entry(String name, String what) {
        byte[] content = entries.get(name);
        if (content == null) {
            throw new FormatException("read " + what + ": a " + kind + " must have the entry " + name + ", but it has "
                    + String.join(", ", entries.keySet()));
        }
        return content;
    }

    /// Gives this container if it is of a kind.
    ///
    /// @param what what the container is, for messages: its file
    /// @throws FormatException if it is of another kind
    public Container requireKind(String expected, String what) {
        if (!kind.equals(expected)) {
            throw new FormatException("read " + what + ": a " + expected + " is needed, but this file holds a " + kind);
        }
        return this;
    }

    /// Says whether both hold the same bytes under the same names.
    @Override
    public boolean equals(Object other) {
        return other instanceof Container that
                && kind.equals(that.kind)
                && madeBy.equals(that.madeBy)
                && entries.keySet().equals(that.entries.keySet())
                && entries.entrySet().stream()
                        .allMatch(entry -> Arrays.equals(entry.getValue(), that.entries.get(entry.getKey())));
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + entries.keySet().hashCode();
    }

    /// Gives kind, program and the size of each entry.
    @Override
    public String toString() {
        List<String> sizes = new ArrayList<>();
        entries.forEach((name, content) -> sizes.add(name + " " + content.length));
        return "Container[" + kind + " by " + madeBy + ": " + String.join(", ", sizes) + "]";
    }
}
