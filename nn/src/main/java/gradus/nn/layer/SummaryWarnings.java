package gradus.nn.layer;

import gradus.nn.activation.Activation;
import gradus.nn.loss.BinaryCrossEntropy;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.Loss;
import gradus.nn.loss.SoftCrossEntropy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds what is legal but hardly meant.
final class SummaryWarnings {
    private SummaryWarnings() {}

    private record Placed(String path, Layer layer) {}

    static List<String> of(Layer network) {
        List<String> warnings = new ArrayList<>();
        Optional<Placed> linear = Optional.empty();
        for (Placed placed : flat(network)) {
            if (placed.layer() instanceof Linear) {
                linear.map(before -> collapse(before, placed)).ifPresent(warnings::add);
                linear = Optional.of(placed);
            } else if (!keepsLines(placed.layer())) {
                linear = Optional.empty();
            }
        }
        return warnings;
    }

    private static String collapse(Placed before, Placed after) {
        return "stacked linear layers collapse to one: no activation stands between " + before.path() + " and "
                + after.path() + "; put one there or leave one of them out";
    }

    /// Affine layers: a chain of them is one affine map when the network predicts.
    private static boolean keepsLines(Layer layer) {
        return switch (layer) {
            case Dropout _, Flatten _, BatchNorm _ -> true;
            case Activate(Activation activation) -> activation.equals(Activation.IDENTITY);
            default -> false;
        };
    }

    static List<String> of(Layer network, Loss loss) {
        boolean takesLogits =
                loss instanceof CrossEntropy || loss instanceof SoftCrossEntropy || loss instanceof BinaryCrossEntropy;
        List<Placed> layers = flat(network);
        if (!takesLogits || layers.isEmpty() || !(layers.getLast().layer() instanceof Activate(Activation last))) {
            return List.of();
        }
        boolean normalises = List.of(Activation.SOFTMAX, Activation.LOG_SOFTMAX, Activation.SIGMOID)
                .contains(last);
        return normalises
                ? List.of("the network ends with " + last + " at "
                        + layers.getLast().path() + ", but " + loss.name()
                        + " takes logits and does that itself; leave the last layer out")
                : List.of();
    }

    private static List<Placed> flat(Layer network) {
        List<Placed> flat = new ArrayList<>();
        collect("", network, flat);
        return flat;
    }

    private static void collect(String path, Layer layer, List<Placed> flat) {
        if (layer instanceof Sequential(List<Layer> layers)) {
            for (int i = 0; i < layers.size(); i++) {
                collect((path.isEmpty() ? "" : path + ".") + "layers." + i, layers.get(i), flat);
            }
        } else {
            flat.add(new Placed(path, layer));
        }
    }
}
