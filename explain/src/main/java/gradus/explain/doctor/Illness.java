package gradus.explain.doctor;

import java.util.Locale;

/// What can be wrong with a training; the names are stable. The guide's chapter on the doctor says of each what it
/// means, how it is measured, and why the limit is where it is.
///
/// {@snippet file="ExplainSnippets.java" region="Doctor"}
public enum Illness {
    /// A feature or a target is not a finite number.
    NOT_FINITE(Severity.SEVERE, "remove or fill these values before training; one of them spoils every weight"),
    /// Targets are none that the loss is defined for.
    TARGET_OUT_OF_DOMAIN(Severity.SEVERE, "encode the target as the loss wants it, or take the loss that fits it"),
    /// All targets are the same.
    CONSTANT_TARGET(Severity.SEVERE, "there is nothing to learn; look at how the target was made"),
    /// Training rows stand in the data that judge, too.
    DUPLICATED_ROWS(Severity.SEVERE, "remove duplicates before splitting, or keep equal rows in one part"),
    /// One column predicts the target alone.
    LEAKAGE(Severity.SEVERE, "leave the column out unless it is known before the target is"),
    /// A part of the data is unlike the training rows.
    SHIFTED_SPLIT(Severity.WARNING, "shuffle before splitting, or split so that each part has every class and range"),
    /// Samples come sorted by class, and batches are not shuffled.
    NOT_SHUFFLED(Severity.WARNING, "shuffle: order(SHUFFLED) is the default"),
    /// A class has few samples.
    CLASS_IMBALANCE(
            Severity.WARNING, "weigh the classes in the loss, gather more of the rare ones, and judge by F1 or recall"),
    /// Features are large numbers.
    UNSCALED_INPUTS(Severity.WARNING, "standardise the features: subtract the mean, divide by the standard deviation"),
    /// Targets are large or tiny numbers.
    UNSCALED_TARGETS(Severity.WARNING, "standardise the target, and scale answers back"),
    /// A column has one value.
    CONSTANT_COLUMN(Severity.HINT, "leave the column out: it tells nothing"),
    /// Two columns tell the same.
    DUPLICATED_COLUMN(Severity.HINT, "leave one of the two out"),
    /// The derivative by the chain rule is not that of the function.
    WRONG_GRADIENT(
            Severity.SEVERE, "look for stopGradient, rounding or a derivative of one's own in this parameter's way"),
    /// A few samples cannot be learned by heart.
    ONE_BATCH_NOT_LEARNED(
            Severity.SEVERE, "mend this first: look at the end of the network, the loss, targets and gradients"),
    /// All units of a layer are equal and stay so.
    SYMMETRIC_UNITS(
            Severity.SEVERE, "start weights at random, as the default initialisers do; only biases may be equal"),
    /// The last layer gives probabilities, the loss takes logits.
    PROBABILITIES_FOR_LOGITS(Severity.SEVERE, "leave the softmax or sigmoid at the end out: the loss has it inside"),
    /// The last layer gives logits, the loss takes probabilities.
    LOGITS_FOR_PROBABILITIES(Severity.SEVERE, "end with softmax or sigmoid, or take the loss that has it inside"),
    /// The end of the network cannot give the targets.
    TARGETS_OUT_OF_REACH(Severity.SEVERE, "end with a linear layer, or scale the target into what the end can give"),
    /// Linear layers without an activation between them.
    LINEAR_STACK(Severity.WARNING, "put an activation between them, or leave one of them out"),
    /// The first answers are much worse than those of a network that knows nothing.
    INITIAL_LOSS(Severity.WARNING, "start the last layer smaller, and its bias at the mean of the target"),
    /// ReLUs that give 0 for every sample.
    DEAD_RELU(Severity.WARNING, "lower the learning rate, start biases at 0 and weights by He, or take leaky-relu"),
    /// Sigmoids or tanh at the ends of their range.
    SATURATED_ACTIVATION(Severity.WARNING, "scale the inputs, start the weights smaller, or normalise before it"),
    /// Gradients shrink on their way to the first layers.
    VANISHING_GRADIENTS(
            Severity.WARNING, "use relu or its kin, residual blocks or normalisations, and He or Glorot starts"),
    /// Gradients grow on their way to the first layers.
    EXPLODING_GRADIENTS(
            Severity.WARNING, "start the weights smaller, normalise, or clip gradients by their global norm"),
    /// A bias in front of a batch normalisation.
    USELESS_BIAS(Severity.HINT, "leave the bias out"),
    /// A dropout in front of a batch normalisation.
    DROPOUT_BEFORE_NORMALISATION(Severity.WARNING, "put the dropout behind the batch normalisation"),
    /// Attention without positions.
    UNKNOWN_ORDER(Severity.WARNING, "put positions in front of the attention, or say rotary"),
    /// Training ended at numbers that are not finite.
    DIVERGED(
            Severity.SEVERE, "lower the learning rate tenfold, clip gradients, and look for absurd values in the data"),
    /// Updates are too large.
    LEARNING_RATE_TOO_HIGH(Severity.SEVERE, "lower the learning rate three- to tenfold"),
    /// Updates are too small.
    LEARNING_RATE_TOO_LOW(Severity.WARNING, "raise the learning rate three- to tenfold, or train much longer"),
    /// The penalty outweighs the loss.
    PENALTY_TOO_STRONG(Severity.WARNING, "lower λ tenfold"),
    /// The training data are learned and the others are not.
    OVER_FITTING(Severity.WARNING, "more data, a smaller network, dropout, a penalty, or augmentation"),
    /// Even the training data are not learned.
    UNDER_FITTING(Severity.WARNING, "a larger network, better features, or a longer training with a better rate"),
    /// The loss stands still far from where it could be.
    PLATEAU(Severity.WARNING, "lower the learning rate when the loss stands still, or change it and the start"),
    /// The best epoch is one of the first.
    BEST_EPOCH_EARLY(Severity.WARNING, "lower the learning rate, or end training early: patience of a few epochs"),
    /// Training ended while the loss was falling fast.
    NOT_FINISHED(Severity.WARNING, "train for more epochs");

    private final Severity severity;
    private final String cure;

    Illness(Severity severity, String cure) {
        this.severity = severity;
        this.cure = cure;
    }

    /// Gives the stable name, such as `dead-relu`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Gives how much it matters.
    public Severity severity() {
        return severity;
    }

    /// Gives what to do about it, in one line.
    public String cure() {
        return cure;
    }

    @Override
    public String toString() {
        return id();
    }
}
