package gradus.nn.train;

/// Hears the news of a run, on the training thread, in order.
@FunctionalInterface
public interface TrainListener {
    /// Takes one piece of news.
    void on(TrainEvent event);

    /// Gives a listener that tells this one first, then another.
    default TrainListener then(TrainListener other) {
        return event -> {
            on(event);
            other.on(event);
        };
    }
}
