package gradus.explain.doctor;

import gradus.nn.loss.BinaryCrossEntropy;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.Dice;
import gradus.nn.loss.Focal;
import gradus.nn.loss.Hinge;
import gradus.nn.loss.Huber;
import gradus.nn.loss.LogCosh;
import gradus.nn.loss.Loss;
import gradus.nn.loss.MeanAbsoluteError;
import gradus.nn.loss.SmoothL1;
import gradus.nn.loss.SquaredError;

/// What is to be known of losses: which make up for rare classes, which can be 0.
final class LossWeights {
    private LossWeights() {}

    /// Says whether a loss weighs classes, or counts what is easy less.
    static boolean areIn(Loss loss) {
        return switch (loss) {
            case CrossEntropy entropy -> !entropy.classWeights().isEmpty();
            case BinaryCrossEntropy entropy -> entropy.positiveWeight() != 1;
            case Focal _, Dice _ -> true;
            default -> false;
        };
    }

    /// Says whether a loss is 0 for the right answers to any targets.
    static boolean canBeZero(Loss loss) {
        return switch (loss) {
            case CrossEntropy entropy -> entropy.labelSmoothing() == 0;
            case SquaredError _, MeanAbsoluteError _, Huber _, SmoothL1 _, LogCosh _, Hinge _ -> true;
            default -> false;
        };
    }
}
