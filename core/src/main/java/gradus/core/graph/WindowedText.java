package gradus.core.graph;

import gradus.core.op.Pooling;
import gradus.core.op.Windowed;

/// The attributes of windowed operations as text: one exhaustive switch.
final class WindowedText {
    private WindowedText() {}

    static String of(Windowed op) {
        return switch (op) {
            case Windowed.Convolution(var window, var groups) -> window + groups(groups);
            case Windowed.ConvolutionInputGradient(var window, var groups, var spatial) ->
                window + groups(groups) + ", of " + spatial;
            case Windowed.ConvolutionWeightGradient(var window, var groups) -> window + groups(groups);
            case Pooling.WindowMax _, Pooling.WindowArgMax _, Pooling.WindowMaxGradient _, Pooling.WindowSum _ ->
                op.window().toString();
            case Pooling.WindowSpread(var window, var spatial) -> window + ", of " + spatial;
        };
    }

    private static String groups(int groups) {
        return groups == 1 ? "" : ", " + groups + " groups";
    }
}
