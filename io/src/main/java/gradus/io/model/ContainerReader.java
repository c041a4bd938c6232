package gradus.io.model;

import gradus.core.type.FormatException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/// Reads a container from its first byte to its last and believes nothing: the manifest is checked against the limits
/// and the length of the file, every entry against the manifest, the end against the number of entries.
///
/// Entries must be stored, so no entry can be larger than the file.
final class ContainerReader {
    private static final byte[] START = {'P', 'K', 3, 4};
    private static final int COUNT_UNKNOWN = 0xFFFF;

    private final InputStream in;
    private final long size;
    private final String where;
    private final ZipInputStream zip;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private ContainerReader(InputStream in, long size, String where) {
        this.in = in;
        this.size = size;
        this.where = where;
        this.zip = new ZipInputStream(in);
    }

    /// Gives the container that `size` bytes of `in` spell.
    static Container read(InputStream in, long size, ReadLimits limits, String where) throws IOException {
        InputStream buffered = new BufferedInputStream(in);
        requireZip(buffered, where);
        ContainerReader reader = new ContainerReader(buffered, size, where);
        try {
            return reader.container(limits);
        } catch (EOFException e) {
            throw reader.cut(e);
        } catch (ZipException | IllegalArgumentException e) {
            throw buffered.read() < 0 ? reader.cut(e) : reader.damaged(e);
        }
    }

    private static void requireZip(InputStream in, String where) throws IOException {
        in.mark(START.length);
        byte[] start = in.readNBytes(START.length);
        in.reset();
        if (start.length == 0) {
            throw new FormatException(where + ": a Gradus file is needed, but this one is empty");
        }
        for (int i = 0; i < start.length; i++) {
            if (start[i] != START[i]) {
                throw Manifest.foreign(where, "this one does not begin like one");
            }
        }
    }

    private Container container(ReadLimits limits) throws IOException {
        ZipEntry first = zip.getNextEntry();
        if (first == null) {
            throw cut(new EOFException());
        }
        if (!first.getName().equals(Manifest.NAME)) {
            throw Manifest.foreign(
                    where,
                    "this is another zip archive: it begins with " + EntryName.shown(first.getName()) + ", not with "
                            + Manifest.NAME);
        }
        requireStored(first);
        byte[] bytes = zip.readNBytes(Manifest.MOST_BYTES + 1);
        if (bytes.length > Manifest.MOST_BYTES) {
            throw Manifest.foreign(where, "its " + Manifest.NAME + " has more than " + Manifest.MOST_BYTES + " bytes");
        }
        Manifest manifest = Manifest.parse(bytes, where);
        requireWithin(manifest, limits);
        for (ZipEntry next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
            entry(next, manifest);
        }
        requireEnd();
        requireAll(manifest);
        return ordered(manifest);
    }

    private void requireWithin(Manifest manifest, ReadLimits limits) {
        int count = manifest.entries().size();
        if (count > limits.entries()) {
            throw new FormatException(where + ": at most " + limits.entries() + " entries may be read, but it lists "
                    + count + "; raise the limit if you trust the file");
        }
        long total = 0;
        for (var entry : manifest.entries().entrySet()) {
            String name = entry.getKey();
            long bytes = entry.getValue().bytes();
            if (!EntryName.isPlain(name) || name.equals(Manifest.NAME)) {
                throw hostile(name);
            }
            if (bytes < 0 || bytes > size) {
                throw new FormatException(where + ": an entry must lie in the file, but " + name + " claims " + bytes
                        + " of " + size + " bytes; the file is cut short or was changed");
            }
            total += bytes;
            if (total > limits.bytes()) {
                throw new FormatException(where + ": at most " + limits.bytes()
                        + " bytes may be read, but the entries claim more; raise the limit if you trust the file");
            }
        }
    }

    private void entry(ZipEntry entry, Manifest manifest) throws IOException {
        String name = entry.getName();
        if (!EntryName.isPlain(name)) {
            throw hostile(name);
        }
        if (entries.containsKey(name) || name.equals(Manifest.NAME)) {
            throw new FormatException(
                    where + ": every entry must stand once, but " + name + " stands twice; the file was changed");
        }
        Manifest.Sum sum = manifest.entries().get(name);
        if (sum == null) {
            throw new FormatException(where + ": every entry must be listed in " + Manifest.NAME + ", but " + name
                    + " is not; the file was changed");
        }
        requireStored(entry);
        if (sum.bytes() > Integer.MAX_VALUE - 8) {
            throw new FormatException(where + ": an entry may have at most 2 GiB, but " + name + " has " + sum.bytes()
                    + " bytes; split it");
        }
        byte[] content = zip.readNBytes((int) sum.bytes());
        if (content.length < sum.bytes() || zip.read() >= 0) {
            throw damaged(
                    name,
                    "it must have " + sum.bytes() + " bytes, but has "
                            + (content.length < sum.bytes() ? String.valueOf(content.length) : "more"));
        }
        String found = Manifest.Sum.of(content).sha256();
        if (!found.equals(sum.sha256())) {
            throw damaged(name, "its SHA-256 must be " + sum.sha256() + ", but is " + found);
        }
        entries.put(name, content);
    }

    private void requireStored(ZipEntry entry) {
        if (entry.getMethod() != ZipEntry.STORED) {
            throw new FormatException(where + ": entries must be stored, but " + EntryName.shown(entry.getName())
                    + " is compressed; the file was packed anew: unpack it and pack it without compression, "
                    + Manifest.NAME + " first");
        }
    }

    private void requireEnd() throws IOException {
        Optional<ZipEnd> end = ZipEnd.of(in);
        if (end.isEmpty()) {
            throw cut(new EOFException());
        }
        int listed = end.get().entries();
        if (listed != COUNT_UNKNOWN && listed != entries.size() + 1) {
            throw new FormatException(where + ": the file is damaged: its directory lists " + listed + " entries, but "
                    + (entries.size() + 1) + " were found; take another copy of it");
        }
    }

    private void requireAll(Manifest manifest) {
        List<String> missing = new ArrayList<>(manifest.entries().keySet());
        missing.removeAll(entries.keySet());
        if (!missing.isEmpty()) {
            throw new FormatException(where + ": every entry that " + Manifest.NAME + " lists must be there, but "
                    + String.join(", ", missing) + (missing.size() == 1 ? " is" : " are")
                    + " missing; the file was changed");
        }
    }

    private Container ordered(Manifest manifest) {
        Map<String, byte[]> ordered = new LinkedHashMap<>();
        manifest.entries().keySet().forEach(name -> ordered.put(name, entries.get(name)));
        return new Container(manifest.kind(), manifest.madeBy(), ordered);
    }

    private FormatException cut(Exception cause) {
        return new FormatException(
                where + ": the file is cut short: it has " + size
                        + " bytes and its end is not there; copy it again or take another copy of it",
                cause);
    }

    private FormatException damaged(String name, String why) {
        return new FormatException(where + ": " + name + " is damaged: " + why + "; take another copy of the file");
    }

    private FormatException damaged(Exception cause) {
        return new FormatException(
                where + ": the file is damaged: " + cause.getMessage() + "; take another copy of it", cause);
    }

    private FormatException hostile(String name) {
        return new FormatException(where + ": entries must have plain relative names, got " + EntryName.shown(name)
                + "; this file was not made by Gradus, do not trust it");
    }
}
