package gradus.nn.optim;

import java.util.Optional;

/// A [GradientTransform] that ends a chain: it has a name and a learning rate, and its updates are the steps that the
/// parameters take.
///
/// {@snippet file="OptimizerSnippets.java" region="Optimizer"}
public interface Optimizer extends GradientTransform {
    /// Gives the name for people, such as `Adam`.
    String name();

    /// Gives the learning rate as a function of the step.
    Schedule schedule();

    /// Gives this optimizer with another learning rate.
    Optimizer schedule(Schedule schedule);

    /// Gives this optimizer with every learning rate it uses, at every step, multiplied by a factor, as [Plateau]
    /// wants it. Default: the one of its schedule; an optimizer that holds others passes the factor on to them.
    default Optimizer slowed(double factor) {
        return schedule(new Schedule.Scaled(schedule(), factor));
    }

    /// Gives this optimizer without the rules that change the gradients before it sees them ([#after]).
    default Optimizer bare() {
        return this;
    }

    /// Gives how the names of its state begin under which it keeps averages of the weights by path, if it does.
    default Optional<String> averages() {
        return Optional.empty();
    }

    /// Gives this optimizer behind a rule that changes the gradients first, such as [ClipGlobalNorm].
    ///
    /// State and scalars are those of a chain of the two: the rule's names begin with `0.`, the optimizer's with
    /// `1.`.
    default Optimizer after(GradientTransform rule) {
        return new Behind(rule, this);
    }
}
