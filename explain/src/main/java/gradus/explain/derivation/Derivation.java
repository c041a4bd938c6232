package gradus.explain.derivation;

import gradus.nn.activation.Activation;
import gradus.nn.optim.Optimizer;
import java.util.List;
import java.util.Set;

/// A training step to derive by hand: a network, samples, a loss and an update.
///
/// @param layers the layers in order
/// @param conventions how the person writes weights and δ
/// @param samples what goes in, a row for each sample
/// @param targets what is right, a row for each sample
/// @param cost the loss
/// @param optimizer how gradients become an update
/// @param frozen the parameters that do not move
public record Derivation(
        List<Dense> layers,
        Conventions conventions,
        Matrix samples,
        Matrix targets,
        Cost cost,
        Optimizer optimizer,
        Set<Parameter> frozen) {
    /// A weight matrix or a bias vector.
    ///
    /// @param kind which of both
    /// @param layer the layer, from 1
    public record Parameter(Kind kind, int layer) {
        /// Which parameter of a layer.
        public enum Kind {
            /// The weights.
            WEIGHT,
            /// The biases.
            BIAS
        }
    }

    /// Checks that the parts fit.
    ///
    /// @throws IllegalArgumentException naming what does not
    public Derivation {
        layers = List.copyOf(layers);
        frozen = Set.copyOf(frozen);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("derivation: a network needs at least one layer, got none");
        }
        int width = samples.columns();
        for (int l = 1; l <= layers.size(); l++) {
            Dense layer = layers.get(l - 1);
            if (layer.inputs() != width) {
                throw new IllegalArgumentException(
                        "derivation: layer " + l + " gets " + width
                                + (width == 1 ? " number" : " numbers") + ", but its weights are for " + layer.inputs()
                                + "; a way out: weights are written with rows per output unless conventions say rows per input");
            }
            requireKnown(layer.activation(), l, layers.size());
            width = layer.units();
        }
        if (samples.rows() == 0 || targets.rows() != samples.rows() || targets.columns() != width) {
            throw new IllegalArgumentException("derivation: each sample needs a target of " + width
                    + (width == 1 ? " number" : " numbers") + ", got " + samples.rows() + " samples and targets of "
                    + targets.rows() + " × " + targets.columns());
        }
        requireLayers(frozen, layers.size());
        requireProbabilities(cost, targets);
    }

    private static void requireKnown(Activation activation, int layer, int layers) {
        if (activation.equals(Activation.LOG_SOFTMAX) || activation.equals(Activation.SOFTMAX) && layer < layers) {
            throw new IllegalArgumentException("derivation: layer " + layer + " has " + activation
                    + ", but softmax can only be that of the last layer, and log-softmax of none");
        }
    }

    private static void requireLayers(Set<Parameter> frozen, int layers) {
        for (Parameter parameter : frozen) {
            if (parameter.layer() < 1 || parameter.layer() > layers) {
                throw new IllegalArgumentException("derivation: layer " + parameter.layer()
                        + " cannot be frozen, there are the layers 1 to " + layers);
            }
        }
    }

    private static void requireProbabilities(Cost cost, Matrix targets) {
        if (!cost.admits(targets)) {
            throw new IllegalArgumentException(
                    "derivation: targets of a " + cost.title() + " lie between 0 and 1, got " + targets);
        }
    }

    /// Gives a layer.
    ///
    /// @param number its number, from 1
    public Dense layer(int number) {
        return layers.get(number - 1);
    }

    /// Gives the number of the last layer.
    public int depth() {
        return layers.size();
    }

    /// Says in words which other layer has an activation; empty if none has.
    String elsewhere(Activation activation, int layer) {
        for (int l = 1; l <= depth(); l++) {
            if (l != layer && layer(l).activation().equals(activation)) {
                return "; " + activation + " is the activation of layer " + l;
            }
        }
        return "";
    }

    /// Says whether an update moves a parameter.
    public boolean moves(Parameter parameter, Subject.Moved moved) {
        boolean reached = moved == Subject.Moved.ALL || parameter.layer() == depth();
        return reached && !frozen.contains(parameter);
    }

    /// Gives the number of rows that a quantity has, in Gradus's orientation.
    public int rows(Subject subject) {
        Quantity quantity = subject.quantity();
        if (quantity.isLoss() || quantity.isOfBiases()) {
            return 1;
        }
        return quantity.isOfWeights() ? layer(subject.layer()).inputs() : samples.rows();
    }

    /// Gives the number of columns that a quantity has, in Gradus's orientation.
    public int columns(Subject subject) {
        return subject.quantity().isLoss() ? 1 : layer(subject.layer()).units();
    }
}
