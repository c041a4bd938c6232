package gradus.parquet;

import dev.hardwood.InputFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/// A file for the library that gives only what there is. In a damaged file a page may promise more bytes
/// than its column has; the library then asks for nothing, again and again, in a thread of its own, and its
/// reader waits for ever. Here such a wish is an error, and so is reading much more than the whole file.
///
/// Parts are copied: nothing is mapped, so that a file that shrinks while it is read cannot end the process.
final class BoundedInput implements InputFile {
    private static final long ROUNDS = 16;
    private static final long SLACK = 1 << 20;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final AtomicLong given = new AtomicLong();

    private BoundedInput(Path path, FileChannel channel, long size) {
        this.path = path;
        this.channel = channel;
        this.size = size;
    }

    /// Opens a file; whoever is given it closes it.
    static BoundedInput of(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        return new BoundedInput(path, channel, channel.size());
    }

    @Override
    public void open() {
        // it is
    }

    @Override
    public ByteBuffer readRange(long offset, int length) throws IOException {
        if (length <= 0 || offset < 0 || offset > size - length) {
            throw new EOFException("a part of " + length + " bytes at " + offset + " is named, but there are " + size
                    + " bytes, or none in this part");
        }
        if (given.addAndGet(length) > ROUNDS * size + SLACK) {
            throw new IOException("its parts name each other without end");
        }
        ByteBuffer part = ByteBuffer.allocate(length);
        while (part.hasRemaining()) {
            if (channel.read(part, offset + part.position()) < 0) {
                throw new EOFException("it became shorter while it was read");
            }
        }
        return part.flip();
    }

    @Override
    public long length() {
        return size;
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
