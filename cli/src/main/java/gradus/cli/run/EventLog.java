package gradus.cli.run;

import gradus.io.file.FileProblem;
import gradus.nn.train.TrainEvent;
import gradus.nn.train.TrainListener;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/// Appends the events of a run to its file, and tells them to programs that listen on the screen.
///
/// Steps are told at most once a second. A run that is continued adds to the file: a line `started` with a step says
/// that later steps before that line count no more.
final class EventLog implements TrainListener, AutoCloseable {
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final double NANOS = 1e9;

    private final BufferedWriter writer;
    private final Screen screen;
    private final long began = System.nanoTime();
    private long lastStep = began;
    private boolean broken;

    private EventLog(BufferedWriter writer, Screen screen) {
        this.writer = writer;
        this.screen = screen;
    }

    static EventLog open(Path file, Screen screen) {
        try {
            boolean torn = isTorn(file);
            BufferedWriter writer = Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (torn) {
                writer.write("\n");
            }
            return new EventLog(writer, screen);
        } catch (IOException e) {
            throw FileProblem.writing(file, e);
        }
    }

    /// A process that was killed may have left half a line.
    private static boolean isTorn(Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return false;
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(bytes.length() - 1);
            return bytes.read() != '\n';
        }
    }

    @Override
    public void on(TrainEvent event) {
        long now = System.nanoTime();
        if (event instanceof TrainEvent.StepDone) {
            if (now - lastStep < PAUSE) {
                return;
            }
            lastStep = now;
        }
        if (event instanceof TrainEvent.Saved(long _, String place) && place.isEmpty()) {
            return;
        }
        tell(EventLines.of(event, (now - began) / NANOS));
    }

    /// Writes a line that is no event of training itself.
    void tell(JsonLine line) {
        screen.tell(line);
        write(line);
    }

    private void write(JsonLine line) {
        if (broken) {
            return;
        }
        try {
            writer.write(line + "\n");
            writer.flush();
        } catch (IOException e) {
            broken = true;
            screen.remark("events are no longer written: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException _) {
            // every line was flushed when it was written, or its failure was told
        }
    }
}
