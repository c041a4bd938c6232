package gradus.explain.derivation;

/// What some numbers are about: a quantity of a layer.
///
/// @param quantity the quantity
/// @param layer the layer from 1; 0 for the loss
/// @param moved which parameters the update moves; before the update all
public record Subject(Quantity quantity, int layer, Moved moved) implements Comparable<Subject> {
    /// Which parameters an update moves.
    public enum Moved {
        /// Those of the last layer, the others stay for now.
        OUTPUT_LAYER,
        /// All that are not frozen.
        ALL
    }

    /// Makes subjects before the update equal for either update.
    public Subject {
        moved = quantity.isOfUpdate() ? moved : Moved.ALL;
        layer = quantity.isLoss() ? 0 : layer;
    }

    /// Gives the subject of a whole step.
    static Subject of(Quantity quantity, int layer) {
        return new Subject(quantity, layer, Moved.ALL);
    }

    /// Gives another quantity of the same update.
    Subject to(Quantity other, int ofLayer) {
        return new Subject(other, ofLayer, moved);
    }

    /// Gives the subject as books write it, such as `∂C/∂W²`.
    public String symbol() {
        return quantity.symbol(layer);
    }

    /// The order of a derivation: forwards layer by layer, the loss, backwards layer by layer, the updates,
    /// forwards
    /// again; the update of the output layer alone before that of all.
    @Override
    public int compareTo(Subject other) {
        int phases = Integer.compare(phase(), other.phase());
        if (phases != 0) {
            return phases;
        }
        int layers = Integer.compare(layer, other.layer);
        int inOrder = isBackward() ? -layers : layers;
        return inOrder != 0 ? inOrder : quantity.compareTo(other.quantity);
    }

    private boolean isBackward() {
        return quantity.compareTo(Quantity.LOSS) > 0 && quantity.compareTo(Quantity.NEW_WEIGHTED_INPUT) < 0;
    }

    private int phase() {
        int later = moved == Moved.ALL ? 3 : 0;
        return switch (quantity) {
            case WEIGHTED_INPUT, ACTIVATION -> 0;
            case LOSS -> 1;
            case BY_ACTIVATION, SLOPE, ERROR_SIGNAL, BY_WEIGHTED_INPUT, BY_WEIGHT, BY_BIAS -> 2;
            case WEIGHT_CHANGE, NEW_WEIGHT, BIAS_CHANGE, NEW_BIAS -> 3 + later;
            case NEW_WEIGHTED_INPUT, NEW_ACTIVATION -> 4 + later;
            case NEW_LOSS -> 5 + later;
        };
    }
}
