package gradus.examples.architecture;

/// How much of a program is run: all of it, or a little to see that it works.
enum Effort {
    /// All data, all epochs: the numbers of `docs/results.md`.
    FULL,
    /// A few samples once.
    SMALL;

    /// Gives the number of samples to take.
    int samples(int all) {
        return this == FULL ? all : Math.min(all, 128);
    }

    /// Gives the number of epochs to run.
    int epochs(int all) {
        return this == FULL ? all : 1;
    }

    /// Gives the number of updates to make.
    int steps(int all) {
        return this == FULL ? all : 4;
    }
}
