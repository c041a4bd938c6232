package gradus.cpu;

/// One step of a plan bound to its arrays.
@FunctionalInterface
interface Kernel {
    /// Computes the result from the operands.
    void run();
}
