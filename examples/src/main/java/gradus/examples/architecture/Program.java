package gradus.examples.architecture;

import java.io.PrintStream;

/// A program that trains one architecture.
@FunctionalInterface
interface Program {
    /// Trains and measures.
    ///
    /// @param folders where data lie and pictures go
    /// @param effort how much of it is run
    /// @param out where it says what it does
    Result run(Folders folders, Effort effort, PrintStream out);
}
