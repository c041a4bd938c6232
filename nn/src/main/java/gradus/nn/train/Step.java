package gradus.nn.train;

import gradus.core.plan.Plan;
import gradus.core.type.Literal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An update for batches of one size, bound to the run's numbers.
sealed interface Step permits StepRunner, Accumulation {
    /// Gives the arrays to fill with the next batch.
    List<Literal> batch();

    /// Gives the plans that an update runs, in order.
    List<Plan> plans();

    /// Does one update with the batch, the optimizer's numbers and the key of the step.
    void run(Map<String, Double> numbers, long stepKey);

    /// Gives the name of the first part of the last batch that has a number that is not finite, such as `features`.
    Optional<String> notFiniteInBatch();

    /// Gives the sum of the batch's sample losses.
    double lossSum();

    /// Gives how many they are, as the loss weighs them.
    double lossCount();

    /// Adds what was measured besides the loss.
    void measuresInto(Standing standing);

    /// Gives the norm of the gradient, where norms are watched.
    double gradientNorm();

    /// Gives the norm of the update, where norms are watched.
    double stepNorm();
}
