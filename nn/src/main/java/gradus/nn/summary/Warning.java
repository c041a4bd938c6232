package gradus.nn.summary;

import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import java.util.ArrayList;
import java.util.List;

/// What in a network is legal but hardly meant.
///
/// {@snippet file="CourseSnippets.java" region="Warning"}
///
/// @param kind what it is
/// @param path the layer that it is said of, as in the paths of parameters
/// @param words what it is and what to do, in words
public record Warning(Kind kind, String path, String words) {
    /// What a warning is about.
    public enum Kind {
        /// Linear layers without an activation between them, which are one linear layer.
        LINEAR_STACK,
        /// A bias that a normalisation subtracts again.
        USELESS_BIAS,
        /// A dropout in front of a batch normalisation, which then learns a variance that predictions do not
        /// have.
        DROPOUT_BEFORE_NORMALISATION,
        /// Bounded activations whose slopes multiply to almost nothing.
        VANISHING_SLOPES,
        /// An attention that no layer tells the order of its steps.
        UNKNOWN_ORDER,
        /// Probabilities at the end of a network whose loss takes logits.
        PROBABILITIES_FOR_LOGITS
    }

    /// Gives the warnings about a network that is trained with a loss.
    public static List<Warning> of(Layer network, Loss loss) {
        List<Warning> warnings = new ArrayList<>(of(network));
        warnings.addAll(SummaryWarnings.of(network, loss));
        return warnings;
    }

    /// Gives the warnings about a network.
    public static List<Warning> of(Layer network) {
        return SummaryWarnings.of(network);
    }
}
