package gradus.nn.optim;

/// A [GradientTransform] that ends a chain: it has a name and a learning rate, and its updates are the steps that the
/// parameters take.
public interface Optimizer extends GradientTransform {
    /// Gives the name for people, such as `Adam`.
    String name();

    /// Gives the learning rate as a function of the step.
    Schedule schedule();

    /// Gives this optimizer with another learning rate.
    Optimizer schedule(Schedule schedule);

    /// Gives this optimizer behind a rule that changes the gradients first, such as [ClipGlobalNorm].
    ///
    /// State and scalars are those of a chain of the two: the rule's names begin with `0.`, the optimizer's with
    /// `1.`.
    default Optimizer after(GradientTransform rule) {
        return new Behind(rule, this);
    }
}
