package gradus.bench.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The conversation of a peer's process with the bench.
///
/// The process says in one line what it is. Then each line it reads is a number of steps, which it does, and answers
/// with the nanoseconds that they took and the value after the last, separated by a tab. It ends with its input, and
/// does nothing between requests.
public final class Worker {
    private Worker() {}

    /// Serves a session.
    ///
    /// @param about the peer with its versions, in a line
    /// @throws IOException if the bench can't be heard
    public static void serve(String about, Session session) throws IOException {
        PrintStream out = System.out;
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        out.println(about);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            int steps = Integer.parseInt(line.strip());
            long nanoseconds = time(session, steps);
            out.println(nanoseconds + "\t" + session.value());
        }
    }

    private static long time(Session session, int steps) {
        long start = System.nanoTime();
        for (int i = 0; i < steps; i++) {
            session.step();
        }
        return System.nanoTime() - start;
    }
}
