package gradus.nn.train;

import java.util.function.Consumer;

/// Tells another listener the news until it fails.
final class TolerantListener implements TrainListener {
    private final TrainListener other;
    private final Consumer<ListenerFailure> told;
    private boolean failed;

    TolerantListener(TrainListener other, Consumer<ListenerFailure> told) {
        this.other = other;
        this.told = told;
    }

    @Override
    public void on(TrainEvent event) {
        if (failed) {
            return;
        }
        try {
            other.on(event);
        } catch (RuntimeException e) {
            failed = true;
            told.accept(new ListenerFailure(event, e));
        }
    }
}
