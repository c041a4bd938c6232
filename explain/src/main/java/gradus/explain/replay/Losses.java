package gradus.explain.replay;

import java.util.OptionalDouble;

/// The loss of one batch around an update, always with the same random numbers: which update changed it, and how.
///
/// @param earlier with the parameters before the update before; empty for the first update
/// @param now with the parameters before this update: the loss that training reports for it
/// @param after with the parameters after this update
/// @param batchBefore the loss that training reports for the update before, which is that of another batch
public record Losses(OptionalDouble earlier, double now, double after, OptionalDouble batchBefore) {
    /// Gives how much the update before raised the loss of this batch; 0 where there is none.
    public double raisedByUpdateBefore() {
        return earlier.isPresent() ? now - earlier.getAsDouble() : 0;
    }

    /// Gives how far the reported loss rose from the update before to this one; 0 where there is none.
    public double rise() {
        return batchBefore.isPresent() ? now - batchBefore.getAsDouble() : 0;
    }
}
