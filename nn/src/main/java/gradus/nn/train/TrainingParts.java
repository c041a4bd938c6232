package gradus.nn.train;

import gradus.core.spi.Backend;
import gradus.nn.data.Dataset;
import gradus.nn.data.Loader;
import gradus.nn.loss.Penalty;
import gradus.nn.optim.Optimizer;
import java.util.Optional;

/// What a training consists of, for those who examine it before or after it has run.
///
/// @param network the network with the numbers that training begins with
/// @param goal how it is asked and judged
/// @param penalty what large weights cost
/// @param optimizer how gradients become updates
/// @param loader the training batches
/// @param validation the samples that are measured after every epoch
/// @param backend what it runs on
/// @param <L> the type of the network
public record TrainingParts<L>(
        L network,
        Goal<? super L> goal,
        Penalty penalty,
        Optimizer optimizer,
        Loader loader,
        Optional<Dataset> validation,
        Backend backend) {
    /// Takes a training apart; nothing is computed but the first numbers of the network.
    public static <L> TrainingParts<L> of(Training<L, ?> training) {
        Recipe<L> recipe = training.recipe;
        Surroundings with = training.surroundings;
        return new TrainingParts<>(
                training.network(),
                recipe.goal(),
                recipe.penalty(),
                recipe.optimizer(),
                with.loader(),
                with.validation(),
                with.backend());
    }
}
