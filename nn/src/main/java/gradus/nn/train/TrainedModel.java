package gradus.nn.train;

import gradus.nn.layer.Layer;
import java.util.Optional;

/// What came of a training on images or a text.
///
/// @param run the run itself
/// @param model the trained network with all it needs to answer
/// @param validation the measurement on the validation samples, if there are any
/// @param test the measurement on the test samples, which took no part in training, if there are any
/// @param <M> the kind of model
public record TrainedModel<M extends Model>(
        Run<Layer> run, M model, Optional<Evaluation> validation, Optional<Evaluation> test) implements ModelRun {}
