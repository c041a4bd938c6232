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
        boolean classes =
                loss instanceof CrossEntropy entropy && !entropy.classWeights().isEmpty();
        boolean positives = loss instanceof BinaryCrossEntropy entropy && entropy.positiveWeight() != 1;
        return classes || positives || loss instanceof Focal || loss instanceof Dice;
    }

    /// Says whether a loss is 0 for the right answers to any targets.
    static boolean canBeZero(Loss loss) {
        boolean entropy = loss instanceof CrossEntropy classes && classes.labelSmoothing() == 0;
        boolean distance = loss instanceof SquaredError
                || loss instanceof MeanAbsoluteError
                || loss instanceof Huber
                || loss instanceof SmoothL1
                || loss instanceof LogCosh;
        return entropy || distance || loss instanceof Hinge;
    }
}
