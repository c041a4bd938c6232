package gradus.explain.plot;

import gradus.core.graph.Node;
import gradus.core.op.Elementwise;
import gradus.core.op.Windowed;
import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.explain.chart.Figure;
import gradus.explain.chart.Grid;
import gradus.explain.chart.Panel;
import gradus.explain.chart.Pictures;
import gradus.explain.chart.Tone;
import gradus.nn.data.NearestName;
import gradus.nn.layer.Layer;
import gradus.nn.spatial.Conv;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The kernels of a convolution as small pictures, and what convolutions make of a picture.
///
/// {@snippet file="PlotSnippets.java" region="FilterPlot"}
public final class FilterPlot {
    /// How many small pictures stand in a plot that asks for no other number.
    public static final int MOST = 64;

    private static final int COLUMNS = 8;

    private FilterPlot() {}

    /// Gives the convolutions over pictures of a network by path, in order.
    public static Map<String, Conv> layers(Object network) {
        Map<String, Conv> found = new LinkedHashMap<>(Tree.leaves(network, Conv.class));
        found.values().removeIf(conv -> conv.kernel().size() != 2);
        return found;
    }

    /// Gives the plot of the kernels of one convolution.
    ///
    /// @param network the network
    /// @param path the path of the convolution; empty: the first
    /// @param most how many kernels are shown at most
    /// @throws IllegalArgumentException if there is no such convolution
    public static Figure of(Object network, String path, int most) {
        Map<String, Conv> layers = layers(network);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("filter plot: the network must have a convolution over pictures, but it"
                    + " has none; weight plots show any network");
        }
        String chosen = path.isEmpty() ? layers.keySet().iterator().next() : path;
        Conv conv = layers.get(chosen);
        if (conv == null) {
            throw new IllegalArgumentException("filter plot: the layer must be one of "
                    + String.join(", ", layers.keySet()) + "; got '" + path + "'"
                    + NearestName.suggestion(path, layers.keySet()));
        }
        return figure(chosen, conv, most);
    }

    private static Figure figure(String path, Conv conv, int most) {
        Tensor kernels = conv.weight().value().wide().transpose(List.of(3, 2, 0, 1)); // [out, in, height, width]
        int in = kernels.size(1);
        int all = kernels.size(0) * in;
        int shown = Math.min(Math.max(1, most), all);
        int height = kernels.size(2);
        int width = kernels.size(3);
        double[] numbers = kernels.toDoubles();
        List<Pictures.Picture> pictures = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            String name = in == 1 ? Integer.toString(i + 1) : (i % in + 1) + " → " + (i / in + 1);
            pictures.add(new Pictures.Picture(name, part(numbers, i, height, width)));
        }
        double far = 0;
        for (Pictures.Picture picture : pictures) {
            far = Math.max(
                    far, Math.max(-picture.values().least(), picture.values().greatest()));
        }
        String words = (path.isEmpty() ? "" : path + ", ") + conv + ": "
                + (shown == all ? "all " : "the first " + shown + " of ") + all + " kernels"
                + (in == 1 ? "." : ", named by the channel they read and the one they write.");
        int columns = in > 1 && in <= COLUMNS ? in * (COLUMNS / in) : COLUMNS;
        Tone tone = new Tone(Tone.Palette.CIVIDIS, -far, far, "weight");
        return Figure.of("Filters of a convolution", words, new Pictures("", columns, pictures, tone));
    }

    private static Grid part(double[] numbers, int index, int height, int width) {
        double[] values = new double[height * width];
        System.arraycopy(numbers, index * values.length, values, 0, values.length);
        return Grid.of(height, width, values);
    }

    /// Gives the plot of a picture and of what each convolution over pictures makes of it, after the bias and the
    /// functions that are applied to each number.
    ///
    /// @param network the network
    /// @param picture `[1, height, width, channels]` as the network takes it
    /// @param most how many maps of each layer are shown at most
    /// @throws IllegalArgumentException if the network has no convolution over pictures
    public static Figure maps(Layer network, Tensor picture, int most) {
        Probe probe = Probe.of(network, picture);
        List<Node> layers = probe.nodes(Windowed.Convolution.class).stream()
                .filter(node -> node.type().shape().rank() == 4)
                .toList();
        if (layers.isEmpty()) {
            throw new IllegalArgumentException(
                    "feature map plot: the network must have a convolution over pictures, but it has none");
        }
        List<Node> results = layers.stream().map(node -> result(probe, node)).toList();
        Map<Node, Tensor> values = probe.values(results);
        List<Panel> panels = new ArrayList<>(List.of(panel("the picture", picture, most, "value")));
        for (int i = 0; i < layers.size(); i++) {
            String name = probe.layer(layers.get(i), 1, "convolution " + (i + 1));
            panels.add(panel("after " + name, values.getOrDefault(results.get(i), picture), most, "value"));
        }
        String words = "The picture as the network takes it, and what each convolution makes of it after its bias and"
                + " activation: a small picture per channel, dark for the least and light for the greatest number.";
        return new Figure("Feature maps", words, 1, panels);
    }

    private static Panel panel(String name, Tensor maps, int most, String label) {
        int channels = maps.size(3);
        int shown = Math.min(Math.max(1, most), channels);
        Tensor first = maps.wide().at(0, 0).transpose(List.of(2, 0, 1));
        double[] numbers = first.toDoubles();
        List<Pictures.Picture> pictures = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            pictures.add(new Pictures.Picture(Integer.toString(i + 1), part(numbers, i, first.size(1), first.size(2))));
        }
        double low =
                pictures.stream().mapToDouble(p -> p.values().least()).min().orElse(0);
        double high =
                pictures.stream().mapToDouble(p -> p.values().greatest()).max().orElse(0);
        String title = name + ", " + (shown == channels ? "" : "the first " + shown + " of ")
                + Words.count(channels, "channel", "channels");
        return new Pictures(title, COLUMNS, pictures, new Tone(Tone.Palette.GREY, low, high, label));
    }

    /// Follows what is done to each number of a result alone: bias, normalisation, activation.
    private static Node result(Probe probe, Node convolution) {
        Node last = convolution;
        for (Node node : probe.nodes()) {
            boolean follows = node.inputs().contains(last)
                    && node.op() instanceof Elementwise
                    && node.type().equals(last.type());
            last = follows ? node : last;
        }
        return last;
    }
}
