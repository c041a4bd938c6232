package gradus.io.npy;

import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.io.file.AtomicFile;
import gradus.io.file.FileProblem;
import gradus.io.file.PackedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Reads and writes arrays by name, as `numpy.load`, `numpy.savez` and `numpy.savez_compressed` do (`.npz`): a ZIP file
/// with an entry `NAME.npy` for each.
///
/// {@snippet file="FileSnippets.java" region="Npz"}
///
/// Nothing is unpacked to the disk, so that names of entries are names only. An entry can hold at most 1032 times the
/// bytes that it takes in the file, and all together 8 GiB, whatever it claims.
public final class Npz {
    private static final String ENDING = ".npy";
    private static final int MOST_ARRAYS = 100_000;
    private static final long MOST_BYTES = 1L << 33;
    private static final int BEST_RATIO = 1032;
    private static final int HEADER_ROOM = 1 << 10;

    private Npz() {}

    /// How the entries of a file are packed.
    public enum Packing {
        /// Not at all, as by `numpy.savez`.
        STORED,
        /// By deflate, as by `numpy.savez_compressed`.
        DEFLATED
    }

    /// Reads all arrays, in the order of the file.
    ///
    /// @throws FormatException if there is no such file, it is no such ZIP file, or an array is not what the format
    ///     demands
    public static Map<String, Literal> read(Path file) {
        PackedFile.of(file); // refuses what is not there, and folders
        Map<String, Literal> arrays = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_ARRAYS) {
                throw new FormatException("read " + file + ": at most " + MOST_ARRAYS
                        + " arrays are read, but there are " + zip.size() + " entries");
            }
            long left = MOST_BYTES;
            long packed = 0;
            for (ZipEntry entry : Collections.list(zip.entries())) {
                packed += Math.max(0, entry.getCompressedSize());
                if (packed > file.toFile().length()) {
                    throw new FormatException("read " + file + ": entries must not overlap, but together they take more"
                            + " bytes than the file has; it is made to burst");
                }
                String where = "read " + file + ", entry " + entry.getName();
                Literal array = array(zip, entry, left, where);
                left -= array.type().bytes();
                if (arrays.put(name(entry.getName()), array) != null) {
                    throw new FormatException(where + ": every array must stand once, but there is a second one");
                }
            }
        } catch (ZipException e) {
            throw new FormatException(
                    "read " + file + ": a file of arrays by name is a ZIP file, but this is none or damaged ("
                            + e.getMessage() + "); is it a single array, *.npy?",
                    e);
        } catch (IOException e) {
            throw FileProblem.reading(file, e);
        }
        return Collections.unmodifiableMap(arrays);
    }

    private static Literal array(ZipFile zip, ZipEntry entry, long left, String where) throws IOException {
        if (!entry.getName().endsWith(ENDING) || entry.isDirectory()) {
            throw new FormatException(where + ": every entry must be an array, NAME.npy; remove the others");
        }
        long packed = Math.max(0, entry.getCompressedSize());
        boolean stored = entry.getMethod() == ZipEntry.STORED;
        long most = Math.min(left, stored ? packed : packed * BEST_RATIO + HEADER_ROOM);
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
            Literal array = new ArrayReader(in, most, where).read();
            if (in.read() >= 0 || sum.getValue() != entry.getCrc()) {
                throw new FormatException(
                        where + ": the entry must be the array whose checksum it has, but it differs or"
                                + " goes on; fetch the file again");
            }
            return array;
        } catch (ZipException e) {
            throw new FormatException(
                    where + ": the packing is damaged (" + e.getMessage() + "); fetch the file again", e);
        }
    }

    private static String name(String entry) {
        return entry.substring(0, entry.length() - ENDING.length());
    }

    /// Writes arrays in the order of the map, deflated, whole or not at all.
    ///
    /// @throws FormatException as [#write(Path, Map, Packing)]
    public static void write(Path file, Map<String, Literal> arrays) {
        write(file, arrays, Packing.DEFLATED);
    }

    /// Writes arrays in the order of the map, whole or not at all. The same arrays give the same bytes.
    ///
    /// @throws FormatException if an array is bfloat16, which NumPy lacks, or a name is empty
    /// @throws java.io.UncheckedIOException if the file cannot be written; the old file stays
    public static void write(Path file, Map<String, Literal> arrays, Packing packing) {
        AtomicFile.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            zip.setLevel(packing == Packing.STORED ? Deflater.NO_COMPRESSION : Deflater.DEFAULT_COMPRESSION);
            for (Map.Entry<String, Literal> array : arrays.entrySet()) {
                String where = "write " + file + ", array '" + array.getKey() + "'";
                if (array.getKey().isBlank()) {
                    throw new FormatException(where + ": an array needs a name");
                }
                ZipEntry entry = new ZipEntry(array.getKey() + ENDING);
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                Npy.write(zip, ArrayReader.head(array.getValue(), where), array.getValue());
                zip.closeEntry();
            }
            zip.finish();
        });
    }
}
