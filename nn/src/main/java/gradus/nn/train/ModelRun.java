package gradus.nn.train;

import gradus.nn.layer.Layer;
import java.util.Optional;

/// What came of a training that ends in a [Model].
public sealed interface ModelRun permits TableRun, TrainedModel {
    /// Gives the run itself.
    Run<Layer> run();

    /// Gives the trained network with all it needs to answer.
    Model model();

    /// Gives the measurement on the validation samples, if there are any.
    Optional<Evaluation> validation();

    /// Gives the measurement on the test samples, which took no part in training, if there are any.
    Optional<Evaluation> test();

    /// Gives everything in words and tables: why training ended, the best epoch, the metrics, and the gap between
    /// training and validation.
    default String report() {
        StringBuilder out = new StringBuilder(run().report());
        run().best().flatMap(TableRun::gap).ifPresent(words -> out.append('\n').append(words));
        validation()
                .ifPresent(e -> out.append("\n\nValidation, ")
                        .append(e.rows())
                        .append(" " + model().counted() + "\n")
                        .append(e));
        test().ifPresent(e -> out.append("\n\nTest, ")
                .append(e.rows())
                .append(" " + model().counted() + "\n")
                .append(e));
        return out.toString();
    }
}
