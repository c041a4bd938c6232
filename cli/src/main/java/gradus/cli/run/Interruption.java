package gradus.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Hears Ctrl-C, kill and hang-up while it is open: the first asks the training to end, the second ends the process.
///
/// A shutdown hook could not do that: once the virtual machine shuts down, a second signal is not heard. Signals that
/// the process was told to ignore, as by `nohup`, stay ignored.
public final class Interruption implements AutoCloseable {
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");
    private static final int OF_SIGNAL = 128;

    private final AtomicInteger heard = new AtomicInteger();
    private final List<Signals.Heard> before = new ArrayList<>();
    private final Runnable first;

    private Interruption(Runnable first) {
        this.first = first;
    }

    /// Starts to listen.
    ///
    /// @param first what is done at the first signal, on a thread of its own
    public static Interruption listen(Runnable first) {
        Interruption interruption = new Interruption(first);
        for (String name : SIGNALS) {
            Signals.hear(name, interruption::on).ifPresent(interruption.before::add);
        }
        return interruption;
    }

    private void on(int signal) {
        int code = OF_SIGNAL + signal;
        if (heard.compareAndSet(0, code)) {
            first.run();
        } else {
            Runtime.getRuntime().halt(code);
        }
    }

    /// Says whether a signal was heard.
    public boolean isAsked() {
        return heard.get() != 0;
    }

    /// Gives the status of a process that this signal ended, 0 if none was heard.
    public int code() {
        return heard.get();
    }

    /// Stops listening.
    @Override
    public void close() {
        before.forEach(Signals.Heard::restore);
    }
}
