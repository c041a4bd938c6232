package gradus.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// The process of a peer. Between requests it is stopped as a whole, so that no thread of it disturbs another.
final class PeerProcess implements AutoCloseable {
    /// What a request brought.
    ///
    /// @param microseconds the mean time of a step
    /// @param value the value after the last step
    record Answer(double microseconds, double value) {}

    private final Process process;
    private final BufferedReader in;
    private final PrintStream out;
    private final String about;

    private PeerProcess(Process process) throws IOException {
        this.process = process;
        in = process.inputReader(StandardCharsets.UTF_8);
        out = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        about = line();
    }

    /// Starts a process and hears what it is.
    ///
    /// @param command the command line
    /// @param environment what is set besides the environment of this process
    /// @param log where the process complains
    /// @throws IOException if it does not start
    static PeerProcess start(List<String> command, Map<String, String> environment, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().putAll(environment);
        return new PeerProcess(builder.start());
    }

    /// Gives the peer with its versions.
    String about() {
        return about;
    }

    /// Lets it do steps.
    Answer run(int steps) throws IOException {
        out.println(steps);
        String[] words = line().split("\t");
        return new Answer(Long.parseLong(words[0]) / 1e3 / steps, Double.parseDouble(words[1]));
    }

    private String line() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new IOException("a peer's process ended before it answered; exit code "
                    + process.onExit().join().exitValue());
        }
        return line;
    }

    /// Stops all its threads.
    void pause() throws IOException {
        signal("-STOP");
    }

    /// Lets its threads go on.
    void goOn() throws IOException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException {
        Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (kill.onExit().join().exitValue() != 0) {
            throw new IOException("a peer's process could not be paused or continued (kill " + signal
                    + "); the bench needs a POSIX system and peers that live");
        }
    }

    /// Gives the most memory that it had at any time, in bytes, where the system tells.
    OptionalLong peakMemory() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.isReadable(status)) {
            return OptionalLong.empty();
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst();
    }

    @Override
    public void close() throws IOException {
        if (process.isAlive()) {
            goOn();
        }
        process.destroyForcibly().onExit().join();
        in.close();
        out.close();
    }
}
