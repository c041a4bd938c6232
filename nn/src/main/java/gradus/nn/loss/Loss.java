package gradus.nn.loss;

import gradus.core.tensor.Tensor;

/// How wrong predictions are, as numbers to make small.
///
/// Shapes must fit exactly: a target of `[n]` beside a prediction of `[n, 1]` is an error, never a table of n × n. The
/// reduction is part of each loss and stands in its documentation. The constants are the common choices; the records
/// have the options.
///
/// {@snippet file="TrainingSnippets.java" region="Loss"}
public sealed interface Loss extends Objective
        permits SquaredError,
                MeanAbsoluteError,
                MeanAbsolutePercentageError,
                Huber,
                SmoothL1,
                LogCosh,
                Quantile,
                CrossEntropy,
                SoftCrossEntropy,
                ProbabilityCrossEntropy,
                BinaryCrossEntropy,
                ProbabilityBinaryCrossEntropy,
                Hinge,
                KlDivergence,
                PoissonNll,
                GaussianNll,
                CosineDistance,
                Focal,
                Dice,
                Ctc {
    /// `Σ(y − ŷ)²`.
    Loss SUM_SQUARED_ERROR = new SquaredError(SquaredError.Form.SUM);
    /// `½Σ(y − ŷ)²`.
    Loss HALF_SUM_SQUARED_ERROR = new SquaredError(SquaredError.Form.HALF_SUM);
    /// `Σ(y − ŷ)²/n`.
    Loss MEAN_SQUARED_ERROR = new SquaredError(SquaredError.Form.MEAN);
    /// `Σ|y − ŷ|/n`.
    Loss MEAN_ABSOLUTE_ERROR = new MeanAbsoluteError();
    /// [Huber] with δ = 1.
    Loss HUBER = Huber.of(1);
    /// [LogCosh].
    Loss LOG_COSH = new LogCosh();
    /// Cross-entropy of logits with class numbers.
    Loss CROSS_ENTROPY = CrossEntropy.defaults();
    /// Cross-entropy of logits with a probability per class.
    Loss SOFT_CROSS_ENTROPY = SoftCrossEntropy.defaults();
    /// Cross-entropy of one logit with 0 or 1.
    Loss BINARY_CROSS_ENTROPY = BinaryCrossEntropy.defaults();
    /// [Hinge].
    Loss HINGE = new Hinge();
    /// [PoissonNll].
    Loss POISSON = new PoissonNll();
    /// [GaussianNll].
    Loss GAUSSIAN = new GaussianNll();

    /// Gives one loss per element or, where a row of classes makes one prediction, per row. Class weights are in,
    /// what is ignored is 0, the reduction is not done.
    ///
    /// @throws gradus.core.type.ShapeException if the shapes do not fit exactly
    Tensor each(Tensor prediction, Tensor target);

    /// Gives how much the elements of [#each] count together, a scalar: their sum divided by it is the exact mean,
    /// and over several batches the sums and the counts add up.
    Tensor count(Tensor prediction, Tensor target);

    /// Gives the name for people, such as `mean squared error`.
    String name();

    /// Gives the formula of one element of [#each].
    String formula();
}
