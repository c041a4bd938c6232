package gradus.bench.worker;

/// A workload made ready by a peer.
public interface Session {
    /// Does the work once: one update of a network, one prediction or one run of a kernel.
    void step();

    /// Gives what shows that the work is the same for every peer: the loss of the last update's batch before it, or
    /// the mean size of the elements of a result.
    double value();
}
