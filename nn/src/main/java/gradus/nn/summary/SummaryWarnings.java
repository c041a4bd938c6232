package gradus.nn.summary;

import gradus.nn.activation.Activation;
import gradus.nn.attention.Causal;
import gradus.nn.attention.MultiHeadAttention;
import gradus.nn.attention.Positions;
import gradus.nn.attention.TransformerEncoder;
import gradus.nn.attention.TransformerEncoderBlock;
import gradus.nn.layer.Activate;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.GroupNorm;
import gradus.nn.layer.InstanceNorm;
import gradus.nn.layer.Layer;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Residual;
import gradus.nn.layer.RmsNorm;
import gradus.nn.loss.BinaryCrossEntropy;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.Loss;
import gradus.nn.loss.SoftCrossEntropy;
import gradus.nn.recurrent.RecurrentLayer;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.ConvTranspose;
import gradus.nn.spatial.DepthwiseSeparable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// Finds what is legal but hardly meant.
final class SummaryWarnings {
    private static final double LEAST_SLOPE = 1.0 / 50;

    private SummaryWarnings() {}

    static List<Warning> of(Layer network) {
        List<Placed> layers = Placed.flat(network);
        List<Warning> warnings = new ArrayList<>(collapses(layers));
        warnings.addAll(useless(layers));
        warnings.addAll(shifts(layers));
        vanishing(layers).ifPresent(warnings::add);
        unordered(layers).ifPresent(warnings::add);
        return warnings;
    }

    private static List<Warning> collapses(List<Placed> layers) {
        List<Warning> warnings = new ArrayList<>();
        Optional<Placed> linear = Optional.empty();
        for (Placed placed : layers) {
            if (isAffine(placed.layer())) {
                linear.map(before -> collapse(before, placed)).ifPresent(warnings::add);
                linear = Optional.of(placed);
            } else if (!keepsLines(placed.layer())) {
                linear = Optional.empty();
            }
        }
        return warnings;
    }

    private static boolean isAffine(Layer layer) {
        return layer instanceof Linear || layer instanceof Conv || layer instanceof ConvTranspose;
    }

    private static Warning collapse(Placed before, Placed after) {
        return new Warning(
                Warning.Kind.LINEAR_STACK,
                after.path(),
                "stacked linear layers collapse to one: no activation stands between " + before.path() + " and "
                        + after.path() + "; put one there or leave one of them out");
    }

    /// Affine layers: a chain of them is one affine map when the network predicts.
    private static boolean keepsLines(Layer layer) {
        return switch (layer) {
            case Dropout _, Flatten _, BatchNorm _ -> true;
            case Activate(Activation activation) -> activation.equals(Activation.IDENTITY);
            default -> false;
        };
    }

    /// A constant per feature that a batch normalisation subtracts again.
    private static List<Warning> useless(List<Placed> layers) {
        List<Warning> warnings = new ArrayList<>();
        for (int i = 1; i < layers.size(); i++) {
            if (layers.get(i).layer() instanceof BatchNorm
                    && hasBias(layers.get(i - 1).layer())) {
                warnings.add(new Warning(
                        Warning.Kind.USELESS_BIAS,
                        layers.get(i - 1).path(),
                        "the bias of " + layers.get(i - 1).path() + " does nothing: the batch normalisation at "
                                + layers.get(i).path() + " subtracts it again; leave it out"));
            }
        }
        return warnings;
    }

    private static boolean hasBias(Layer layer) {
        return switch (layer) {
            case Linear linear -> linear.bias().isPresent();
            case Conv conv -> conv.bias().isPresent();
            case ConvTranspose conv -> conv.bias().isPresent();
            case DepthwiseSeparable both -> both.pointwise().bias().isPresent();
            default -> false;
        };
    }

    /// Li et al. 2019, "Understanding the disharmony between dropout and batch normalization by variance shift".
    private static List<Warning> shifts(List<Placed> layers) {
        List<Warning> warnings = new ArrayList<>();
        Optional<Placed> dropout = Optional.empty();
        for (Placed placed : layers) {
            switch (placed.layer()) {
                case Dropout(double rate) when rate > 0 -> dropout = Optional.of(placed);
                case BatchNorm _ -> {
                    dropout.map(before -> shift(before, placed)).ifPresent(warnings::add);
                    dropout = Optional.empty();
                }
                case Activate _, Flatten _ -> {}
                default -> dropout = Optional.empty();
            }
        }
        return warnings;
    }

    private static Warning shift(Placed before, Placed after) {
        return new Warning(
                Warning.Kind.DROPOUT_BEFORE_NORMALISATION,
                before.path(),
                "the dropout at " + before.path() + " stands before the batch normalisation at " + after.path()
                        + ", which learns a variance that predictions do not have; put it behind");
    }

    /// A chain of bounded activations, through which a gradient shrinks at least by the product of their slopes.
    private static Optional<Warning> vanishing(List<Placed> layers) {
        double product = 1;
        int depth = 0;
        Optional<Warning> worst = Optional.empty();
        for (Placed placed : layers) {
            OptionalDouble slope = largestSlope(placed.layer());
            if (slope.isPresent()) {
                product *= slope.getAsDouble();
                depth++;
                if (product < LEAST_SLOPE) {
                    worst = Optional.of(vanishing(placed, depth, product));
                }
            } else if (restores(placed.layer())) {
                product = 1;
                depth = 0;
            }
        }
        return worst;
    }

    private static Warning vanishing(Placed placed, int depth, double product) {
        return new Warning(
                Warning.Kind.VANISHING_SLOPES,
                placed.path(),
                String.format(
                        Locale.ROOT,
                        "gradients will vanish: up to %s the slopes of %d activations multiply to at most %.2g;"
                                + " use relu or tanh, a normalisation between them, or residual blocks",
                        placed.path(),
                        depth,
                        product));
    }

    private static OptionalDouble largestSlope(Layer layer) {
        return switch (layer) {
            case Activate(Activation.Fixed fixed) -> largestSlope(fixed);
            case Activate(Activation.HardSigmoid(double alpha, double _)) -> OptionalDouble.of(Math.abs(alpha));
            case Activate(Activation.HardTanh _) -> OptionalDouble.of(1);
            default -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble largestSlope(Activation.Fixed fixed) {
        if (fixed == Activation.Fixed.SIGMOID) {
            return OptionalDouble.of(0.25);
        }
        boolean bounded = fixed == Activation.Fixed.TANH || fixed == Activation.Fixed.SOFTSIGN;
        return bounded ? OptionalDouble.of(1) : OptionalDouble.empty();
    }

    private static boolean restores(Layer layer) {
        return switch (layer) {
            case BatchNorm _, LayerNorm _, GroupNorm _, InstanceNorm _, RmsNorm _, Residual _, Activate _ -> true;
            case TransformerEncoder _, TransformerEncoderBlock _ -> true;
            case Causal(var inner) -> restores(inner);
            default -> false;
        };
    }

    /// Attention gives the same for the same steps in any order.
    private static Optional<Warning> unordered(List<Placed> layers) {
        return layers.stream()
                .takeWhile(placed -> !tellsOrder(placed.layer()))
                .filter(placed -> seesASet(placed.layer()))
                .findFirst()
                .map(placed -> new Warning(
                        Warning.Kind.UNKNOWN_ORDER,
                        placed.path(),
                        "the attention at " + placed.path() + " sees a set, not a sequence: nothing before it"
                                + " tells the order; put positions there, or say rotary"));
    }

    private static boolean tellsOrder(Layer layer) {
        return switch (layer) {
            case Positions _, RecurrentLayer _, Causal _ -> true;
            case Conv conv -> seesNeighbours(conv.kernel());
            case ConvTranspose conv -> seesNeighbours(conv.kernel());
            case DepthwiseSeparable both -> seesNeighbours(both.depthwise().kernel());
            default -> false;
        };
    }

    /// A kernel of 1 treats each place alone.
    private static boolean seesNeighbours(List<Integer> kernel) {
        return kernel.stream().anyMatch(size -> size > 1);
    }

    private static boolean seesASet(Layer layer) {
        return switch (layer) {
            case MultiHeadAttention attention -> attention.rotary().isEmpty();
            case TransformerEncoderBlock block -> seesASet(block.attention());
            case TransformerEncoder encoder -> encoder.blocks().stream().allMatch(SummaryWarnings::seesASet);
            default -> false;
        };
    }

    static List<Warning> of(Layer network, Loss loss) {
        boolean takesLogits =
                loss instanceof CrossEntropy || loss instanceof SoftCrossEntropy || loss instanceof BinaryCrossEntropy;
        List<Placed> layers = Placed.flat(network);
        if (!takesLogits || layers.isEmpty() || !(layers.getLast().layer() instanceof Activate(Activation last))) {
            return List.of();
        }
        boolean normalises = List.of(Activation.SOFTMAX, Activation.LOG_SOFTMAX, Activation.SIGMOID)
                .contains(last);
        return normalises
                ? List.of(new Warning(
                        Warning.Kind.PROBABILITIES_FOR_LOGITS,
                        layers.getLast().path(),
                        "the network ends with " + last + " at "
                                + layers.getLast().path() + ", but " + loss.name()
                                + " takes logits and does that itself; leave the last layer out"))
                : List.of();
    }
}
