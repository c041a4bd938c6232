package gradus.io.safetensors;

import gradus.core.type.FormatException;
import gradus.io.file.FileProblem;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A file that is mapped into memory and whose header is checked. The mapping ends when nothing refers to it.
///
/// @param tensors the tensors in the order of the header
/// @param metadata the text pairs
record MappedFile(List<MappedTensor> tensors, Map<String, String> metadata) {
    private static final ValueLayout.OfLong LENGTH = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// Maps a file.
    ///
    /// @throws FormatException if it cannot be read or is not what the format demands
    static MappedFile open(Path file) {
        String where = "read " + file;
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            ContentReader.requireLength(size, where);
            MemorySegment whole = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, Arena.ofAuto());
            int length = ContentReader.headerLength(whole.get(LENGTH, 0), size, where);
            byte[] text = whole.asSlice(ContentReader.LENGTH_BYTES, length).toArray(ValueLayout.JAVA_BYTE);
            Header header = HeaderReader.read(text, where);
            MemorySegment content = whole.asSlice(ContentReader.LENGTH_BYTES + (long) length);
            header.requireCover(content.byteSize(), where);
            return new MappedFile(
                    header.entries().stream()
                            .map(entry -> new MappedTensor(entry, content, where))
                            .toList(),
                    header.metadata());
        } catch (IOException e) {
            throw FileProblem.reading(file, e);
        }
    }
}
