package gradus.nn.train;

import java.util.function.Consumer;

/// Hears the news of a run, on the training thread, in order.
///
/// What a listener throws ends training and reaches whoever called `fit`, as it is; [#orLeftOut] is the other rule. A
/// listener that is to end training in good order tells it so through [Training#until]:
///
/// {@snippet file="CourseSnippets.java" region="TrainListener"}
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

    /// Gives a listener that does as this one until it fails; then it hears no more, and training goes on.
    /// Errors of the machine, such as memory that is out, end training all the same.
    ///
    /// @param told hears once what happened
    default TrainListener orLeftOut(Consumer<ListenerFailure> told) {
        return new TolerantListener(this, told);
    }
}
