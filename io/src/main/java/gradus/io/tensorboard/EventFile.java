package gradus.io.tensorboard;

import gradus.io.file.FileProblem;
import gradus.nn.summary.NetworkGraph;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// A file of events that TensorBoard reads while it grows: `tensorboard --logdir FOLDER`.
///
/// A file is a row of records: the length of the data as 8 bytes, a checksum of these, the data, a checksum of the
/// data; all with the low byte first. The checksum is CRC-32C, turned by 15 bits plus a constant. What was not flushed
/// when a process is killed is lost; a record that is cut off ends what TensorBoard reads of that file.
///
/// {@snippet file="FileSnippets.java" region="EventFile"}
public final class EventFile implements AutoCloseable {
    /// How long what is written may wait where nothing else is said.
    public static final Duration FLUSH_EVERY = Duration.ofSeconds(10);

    private static final Pattern NAME = Pattern.compile("events\\.out\\.tfevents\\.(\\d{10})\\..*");
    private static final int CHECKSUM_TURN = 15;
    private static final int CHECKSUM_PLUS = 0xA282EAD8;
    private static final double NANOS = 1e9;

    private final Path file;
    private final OutputStream out;
    private final Duration flushEvery;
    private final Clock clock;
    private Instant flushed;

    private EventFile(Path file, Duration flushEvery, Clock clock) throws IOException {
        this.file = file;
        this.flushEvery = flushEvery;
        this.clock = clock;
        this.flushed = clock.instant();
        this.out = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
    }

    /// Begins a file of its own in a folder, which is made if it is not there. TensorBoard reads it after
    /// those that are there.
    ///
    /// @throws java.io.UncheckedIOException if it cannot be written
    public static EventFile in(Path folder) {
        return in(folder, FLUSH_EVERY, Clock.systemUTC());
    }

    /// Begins a file of its own in a folder.
    ///
    /// @param flushEvery how long what is written may wait until it can be read
    /// @param clock gives the times of events
    /// @throws java.io.UncheckedIOException if it cannot be written
    public static EventFile in(Path folder, Duration flushEvery, Clock clock) {
        try {
            Files.createDirectories(folder);
            long seconds = Math.max(clock.instant().getEpochSecond(), last(folder) + 1);
            String name = "events.out.tfevents.%010d.gradus.%d.0"
                    .formatted(seconds, ProcessHandle.current().pid());
            EventFile events = new EventFile(folder.resolve(name), flushEvery, clock);
            events.record(Wire.version(events.time()));
            events.flush();
            return events;
        } catch (IOException e) {
            throw FileProblem.writing(folder, e);
        }
    }

    /// Gives the seconds in the name of the last file, for names are read in their order.
    private static long last(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> NAME.matcher(String.valueOf(path.getFileName())))
                    .filter(Matcher::matches)
                    .mapToLong(name -> Long.parseLong(name.group(1)))
                    .max()
                    .orElse(0);
        }
    }

    /// Gives where the file lies.
    public Path file() {
        return file;
    }

    /// Writes something for a step.
    ///
    /// @param step the number of updates done
    /// @throws java.io.UncheckedIOException if it cannot be written
    public void write(long step, Note... notes) {
        write(step, List.of(notes));
    }

    /// Writes something for a step.
    ///
    /// @param step the number of updates done
    /// @throws java.io.UncheckedIOException if it cannot be written
    public void write(long step, List<Note> notes) {
        put(Wire.event(time(), step, notes));
    }

    /// Writes the graph of a network.
    ///
    /// @throws java.io.UncheckedIOException if it cannot be written
    public void write(NetworkGraph graph) {
        put(Wire.graph(time(), graph));
    }

    /// Says that a run goes on from here: what other files of the folder tell of later steps counts no more.
    ///
    /// @param step the number of updates done before
    /// @throws java.io.UncheckedIOException if it cannot be written
    public void restart(long step) {
        put(Wire.restart(time(), step + 1));
    }

    /// Writes what has waited.
    ///
    /// @throws java.io.UncheckedIOException if it cannot be written
    public void flush() {
        try {
            out.flush();
            flushed = clock.instant();
        } catch (IOException e) {
            throw FileProblem.writing(file, e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw FileProblem.writing(file, e);
        }
    }

    private void put(Message event) {
        try {
            record(event);
        } catch (IOException e) {
            throw FileProblem.writing(file, e);
        }
        if (Duration.between(flushed, clock.instant()).compareTo(flushEvery) >= 0) {
            flush();
        }
    }

    private void record(Message event) throws IOException {
        byte[] data = event.toBytes();
        byte[] length = bytes(data.length, Long.BYTES);
        out.write(length);
        out.write(bytes(checksum(length), Integer.BYTES));
        out.write(data);
        out.write(bytes(checksum(data), Integer.BYTES));
    }

    private static int checksum(byte[] data) {
        CRC32C crc = new CRC32C();
        crc.update(data);
        return Integer.rotateRight((int) crc.getValue(), CHECKSUM_TURN) + CHECKSUM_PLUS;
    }

    private static byte[] bytes(long number, int count) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Message.bits(number, count, bytes);
        return bytes.toByteArray();
    }

    private double time() {
        Instant now = clock.instant();
        return now.getEpochSecond() + now.getNano() / NANOS;
    }
}
