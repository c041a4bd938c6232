package gradus.cli.run;

/// Where a run stands.
public enum RunState {
    /// A process trains it right now.
    RUNNING,
    /// Training came to its end.
    FINISHED,
    /// It was interrupted or killed; it can be resumed.
    STOPPED,
    /// A number stopped being finite.
    DIVERGED,
    /// Its files cannot be read.
    UNREADABLE
}
